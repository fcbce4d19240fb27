package io.vedette.probe.tls;

import io.vedette.probe.HostAndPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The host that a TLS client asks for (RFC 6066, 3). Java names none that has no dot, and refuses to make one of a name with
 * an underscore; curl and browsers send both, and many a server chooses its certificate by it. Java's servers break off at an
 * underscore; they are asked again without a name. Never an address, which the RFC forbids.
 */
public final class ServerName extends SNIServerName {

    private static final int HOST_NAME = 0;

    private ServerName(String host) {
        super(HOST_NAME, host.getBytes(StandardCharsets.US_ASCII));
    }

    /** Has the socket ask for the host in its handshake, unless it is an address. */
    static void set(SSLSocket socket, String host) {
        socket.setSSLParameters(asking(socket.getSSLParameters(), host));
    }

    /** Returns the parameters with the host to ask for, unless it is an address. */
    static SSLParameters asking(SSLParameters parameters, String host) {
        String name = plain(host);
        if (!name.isEmpty() && !HostAndPort.isAddress(name)) {
            parameters.setServerNames(List.of(new ServerName(name)));
        }
        return parameters;
    }

    /** Returns whether a server, asked for this host, would not hear of such a name. */
    public static boolean isRefused(String host, IOException e) {
        return host.indexOf('_') >= 0
                && e instanceof SSLException
                && String.valueOf(e.getMessage()).contains("illegal_parameter");
    }

    /** Returns the host as certificates name it: without the brackets of an address and the dot at the end of a name. */
    static String plain(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
