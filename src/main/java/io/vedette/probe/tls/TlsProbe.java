package io.vedette.probe.tls;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;
import io.vedette.probe.DeadlineSocket;
import io.vedette.probe.Dialer;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.IpVersion;
import io.vedette.probe.Lookup;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Probe;
import io.vedette.probe.Unreached;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Makes a TLS handshake, sends nothing more, and tells what the server's certificates are worth. The handshake itself
 * accepts any certificate, so that a bad one can be described; the chain is then verified against the trusted roots
 * (see {@link Trust}), and the host name as for HTTPS (RFC 9110, 4.3.4).
 *
 * <p>A server that asks for a client's certificate is judged by its own all the same. Versions and ciphers are those
 * that this Java accepts; a server that offers only others refuses the handshake.
 *
 * <p>Parameters: {@code host}, {@code port} (443), {@code serverName}: the name to ask for and to verify, when it is
 * not the host's; {@code insecure} (false): neither the chain nor the name is verified, so that expiry alone counts.
 */
public final class TlsProbe implements Probe {

    /** Where HTTPS is. */
    public static final int STANDARD_PORT = 443;

    private final Dialer dialer;
    private final Duration timeout;
    private final String serverName;
    private final Optional<X509TrustManager> roots;
    private final boolean verifies;

    /**
     * A probe with a trust store of its own.
     *
     * @param roots whose accepted issuers are trusted, and no others; the default store when empty
     * @param verifies whether the chain and the name count, and not only when the certificates expire
     */
    public TlsProbe(
            String host,
            int port,
            Duration timeout,
            Optional<String> serverName,
            Lookup lookup,
            Optional<X509TrustManager> roots,
            boolean verifies) {
        this.dialer = new Dialer(new HostAndPort(host, port), Objects.requireNonNull(lookup, "lookup"));
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.serverName = serverName.orElse(host);
        this.roots = roots;
        this.verifies = verifies;
    }

    /** Reads {@code host}, {@code port}, {@code serverName} and {@code insecure}; what is wrong is noted in the parameters. */
    public static TlsProbe read(Parameters parameters, Duration timeout, Lookup lookup) {
        return read(parameters, timeout, lookup, Optional.empty());
    }

    /** Returns the same for a probe that trusts others than this Java alone. */
    public static TlsProbe read(Parameters parameters, Duration timeout, Lookup lookup, Trust trust) {
        return read(parameters, timeout, lookup, trust.roots());
    }

    private static TlsProbe read(
            Parameters parameters, Duration timeout, Lookup lookup, Optional<X509TrustManager> roots) {
        return new TlsProbe(
                HostAndPort.read(parameters, "host"),
                parameters.number("port", STANDARD_PORT, 1, HostAndPort.MOST_PORT),
                timeout,
                parameters.parsed("serverName", HostAndPort::host),
                IpVersion.read(parameters).over(lookup),
                roots,
                !parameters.flag("insecure", false));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        return ask(Deadline.in(timeout), true);
    }

    /** @param named whether the server is told which host is asked for */
    private Answer ask(Deadline deadline, boolean named) throws InterruptedException {
        Handshake handshake = new Handshake();
        try (DeadlineSocket socket = dialer.connect(deadline)) {
            try {
                shake(handshake, socket, named);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted during the TLS handshake");
                }
                if (named && ServerName.isRefused(serverName, e)) {
                    return ask(deadline, false);
                }
                // A close that fails, or the server's wish for a client's certificate, changes nothing about its own.
                if (!handshake.isDone() && !handshake.stoppedForClient()) {
                    NotAsked.unlessTheirs(e);
                    return trouble(e, socket.beginning());
                }
            }
            if (!verifies) {
                return TrustPath.unverified(handshake.chain(), handshake.protocol());
            }
            X509TrustManager trusted = roots.orElseGet(TrustPath::standardRoots);
            return TrustPath.judge(handshake.chain(), trusted, Optional.of(serverName), handshake.protocol());
        } catch (Unreached e) {
            return e.trouble();
        } catch (IOException e) {
            return new Trouble(Kind.UNREACHABLE, "the connection to " + dialer.target() + " failed: " + e.getMessage());
        }
    }

    @Override
    public String address() {
        return "tls://" + dialer.target();
    }

    private void shake(Handshake handshake, DeadlineSocket socket, boolean named) throws IOException {
        HostAndPort target = dialer.target();
        try (SSLSocket tls = (SSLSocket)
                context(handshake).getSocketFactory().createSocket(socket, target.host(), target.port(), true)) {
            if (named) {
                ServerName.set(tls, serverName);
            }
            tls.startHandshake();
            handshake.done(tls.getSession().getProtocol());
        }
    }

    private Trouble trouble(IOException e, byte[] beginning) {
        HostAndPort target = dialer.target();
        if (isCausedBy(e, SocketTimeoutException.class)) {
            return new Trouble(
                    Kind.TIMEOUT,
                    "the TLS handshake with " + target + " did not end within " + Durations.format(timeout));
        }
        if (beginning.length > 0 && !isTlsRecord(beginning[0])) {
            String text = new String(beginning, StandardCharsets.ISO_8859_1);
            return new Trouble(Kind.MALFORMED, target + " does not speak TLS; it says \"" + printable(text) + "\"");
        }
        if (isCausedBy(e, EOFException.class)) {
            return new Trouble(Kind.UNREACHABLE, target + " closed the connection during the TLS handshake");
        }
        return new Trouble(Kind.UNREACHABLE, "the TLS handshake with " + target + " failed: " + e.getMessage());
    }

    /** The record types of RFC 8446, 5.1: change_cipher_spec, alert, handshake, application_data. */
    private static boolean isTlsRecord(byte first) {
        return first >= 20 && first <= 23;
    }

    private static String printable(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip().replaceAll("[^ -~]", ".");
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** A context for one handshake: with no session to resume, the server always sends its certificates. */
    static SSLContext context(Handshake handshake) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {handshake.clientKeys()}, new TrustManager[] {handshake.anyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
