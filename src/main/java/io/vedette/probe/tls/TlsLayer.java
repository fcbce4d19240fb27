package io.vedette.probe.tls;

import io.vedette.probe.Answer;
import io.vedette.probe.DeadlineSocket;
import io.vedette.probe.HostAndPort;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * TLS over a connection that is there already: the handshake accepts any certificate, so that a bad one can be described, and tells
 * what it is worth.
 *
 * @param verifies whether the chain and the name count
 * @param serverName the name to ask for and to verify
 */
public record TlsLayer(Trust trust, boolean verifies, String serverName) {

    /**
     * A connection that is encrypted.
     *
     * @param socket to talk by
     * @param shown what the server's certificates are worth
     */
    public record Secured(SSLSocket socket, Answer.Tls shown) {}

    /** Makes the handshake. The time that is left is the socket's. */
    public Secured over(DeadlineSocket socket, HostAndPort target) throws IOException {
        Handshake handshake = new Handshake();
        SSLSocket tls = (SSLSocket)
                TlsProbe.context(handshake).getSocketFactory().createSocket(socket, target.host(), target.port(), true);
        ServerName.set(tls, serverName);
        try {
            tls.startHandshake();
        } catch (IOException e) {
            throw handshake.isClientAsked() ? new ClientCertificateWanted(Optional.empty(), e) : e;
        }
        String protocol = tls.getSession().getProtocol();
        return new Secured(
                tls,
                verifies
                        ? TrustPath.judge(
                                handshake.chain(),
                                trust.roots().orElseGet(TrustPath::standardRoots),
                                Optional.of(serverName),
                                protocol)
                        : TrustPath.unverified(handshake.chain(), protocol));
    }
}
