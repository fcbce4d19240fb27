package io.vedette.probe.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Connected;
import io.vedette.probe.Deadline;
import io.vedette.probe.DeadlineSocket;
import io.vedette.probe.Dialer;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.IpVersion;
import io.vedette.probe.Lookup;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Probe;
import io.vedette.probe.Spoken;
import io.vedette.probe.Unreached;
import io.vedette.probe.tls.TlsLayer;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Connects to a port and closes the connection again; in between it may ask for TLS, say something, and wait for a text. A host
 * with several addresses is well when one of them takes the connection.
 *
 * <p>Parameters: {@code host} (a name or an address) and {@code port} (1 to 65535), both required; {@code startTls} (see
 * {@link StartTls}), with {@code serverName} and {@code insecure}; {@code send} (a line; see {@link Spoken}); {@code expect} (a text
 * that is anywhere in what the server says); {@code ipVersion}.
 */
public final class TcpProbe implements Probe {

    /** What is read of a server that says much and never what is waited for. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Dialer dialer;
    private final Duration timeout;
    private final Dialog dialog;

    /** @param tls what to secure the connection with when {@code startTls} is there */
    private record Dialog(
            Optional<StartTls> startTls, Optional<TlsLayer> tls, Optional<Spoken> send, Optional<Spoken> expect) {

        static final Dialog NONE = new Dialog(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A probe that finds the host by this machine's own name lookup. */
    public TcpProbe(String host, int port, Duration timeout) {
        this(host, port, timeout, Lookup.system());
    }

    /** @param lookup finds the addresses of the host */
    public TcpProbe(String host, int port, Duration timeout, Lookup lookup) {
        this(new Dialer(new HostAndPort(host, port), Objects.requireNonNull(lookup, "lookup")), timeout, Dialog.NONE);
    }

    private TcpProbe(Dialer dialer, Duration timeout, Dialog dialog) {
        this.dialer = dialer;
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.dialog = dialog;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static TcpProbe read(Parameters parameters, Duration timeout, Lookup lookup, Trust trust) {
        parameters.required("port");
        String host = HostAndPort.read(parameters, "host");
        int port = parameters.number("port", 1, 1, HostAndPort.MOST_PORT);
        Optional<StartTls> startTls = parameters.parsed("startTls", StartTls::parse);
        Optional<String> serverName = parameters.parsed("serverName", HostAndPort::host);
        if (serverName.isPresent() && parameters.text("startTls").isEmpty()) {
            parameters.problem("serverName", "needs startTls: without TLS nobody asks for a name");
        }
        Optional<TlsLayer> tls =
                startTls.map(any -> new TlsLayer(trust, !parameters.flag("insecure", false), serverName.orElse(host)));
        return new TcpProbe(
                new Dialer(
                        new HostAndPort(host, port), IpVersion.read(parameters).over(lookup)),
                timeout,
                new Dialog(startTls, tls, Spoken.read(parameters, "send"), Spoken.read(parameters, "expect")));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.justBefore(timeout);
        try (DeadlineSocket socket = dialer.connect(deadline)) {
            attempt.onCancel(() -> close(socket));
            return talk(socket);
        } catch (Unreached e) {
            return e.trouble();
        } catch (StartTls.Refused e) {
            return new Trouble(Kind.UNREACHABLE, "no TLS with " + dialer.target() + ": " + e.getMessage());
        } catch (SocketTimeoutException e) {
            return new Trouble(
                    Kind.TIMEOUT, dialer.target() + " did not go on in TLS within " + Durations.format(timeout));
        } catch (IOException e) {
            NotAsked.unlessTheirs(e);
            return dialog.equals(Dialog.NONE)
                    ? new Connected() // Only closing fails then, which has served its purpose.
                    : new Trouble(
                            Kind.UNREACHABLE, "the connection to " + dialer.target() + " broke: " + e.getMessage());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The probe that it belongs to is over in any case.
            Thread.yield();
        }
    }

    private Answer talk(DeadlineSocket socket) throws IOException {
        if (dialog.tls().isEmpty()) {
            return said(socket, Optional.empty());
        }
        InputStream in = socket.getInputStream();
        dialog.startTls().orElseThrow().ask(in, socket.getOutputStream());
        if (in.available() > 0) {
            // Whoever is in between could have put it there (CVE-2021-23222).
            throw new StartTls.Refused("the server says more before the handshake, unencrypted");
        }
        TlsLayer.Secured secured = dialog.tls().get().over(socket, dialer.target());
        // What is said is not for whoever shows any certificate.
        return secured.shown().faults().isEmpty()
                ? said(secured.socket(), Optional.of(secured.shown()))
                : new Connected(Optional.empty(), true, "", "", Optional.of(secured.shown()));
    }

    private Answer said(Socket socket, Optional<Answer.Tls> tls) throws IOException {
        if (dialog.send().isPresent()) {
            OutputStream out = socket.getOutputStream();
            out.write(dialog.send().get().line());
            out.flush();
        }
        if (dialog.expect().isEmpty()) {
            return new Connected(Optional.empty(), true, "", "", tls);
        }
        String wanted = dialog.expect().get().latin();
        String shown = dialog.expect().get().text();
        StringBuilder said = new StringBuilder();
        String ended = "before it closed the connection";
        try {
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[4_096];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                int from = Math.max(0, said.length() - wanted.length());
                said.append(new String(chunk, 0, read, StandardCharsets.ISO_8859_1));
                if (said.indexOf(wanted, from) >= 0) {
                    return new Connected(Optional.of(shown), true, text(said), "", tls);
                }
                if (said.length() > MOST_BYTES) {
                    ended = "in the first " + MOST_BYTES + " bytes";
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            if (said.length() == 0) {
                return new Trouble(
                        Kind.TIMEOUT,
                        dialer.target() + " took the connection and said nothing within " + Durations.format(timeout));
            }
            ended = "within " + Durations.format(timeout);
        }
        return new Connected(Optional.of(shown), false, text(said), ended, tls);
    }

    private static String text(StringBuilder said) {
        return new String(said.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public String address() {
        return "tcp://" + dialer.target();
    }
}
