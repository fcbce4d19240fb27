package io.vedette.probe.kind;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;
import io.vedette.probe.Dialer;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.Unreached;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * Connects to a port and closes the connection again; nothing is sent. A host with several addresses is well when one
 * of them takes the connection.
 *
 * <p>Parameters: {@code host} (a name or an address) and {@code port} (1 to 65535), both required.
 */
public final class TcpProbe implements Probe {

    private final Dialer dialer;
    private final Duration timeout;

    /** A probe that finds the host by this machine's own name lookup. */
    public TcpProbe(String host, int port, Duration timeout) {
        this(host, port, timeout, Lookup.system());
    }

    /** @param lookup finds the addresses of the host */
    public TcpProbe(String host, int port, Duration timeout, Lookup lookup) {
        this.dialer = new Dialer(new HostAndPort(host, port), Objects.requireNonNull(lookup, "lookup"));
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    /** Reads {@code host} and {@code port}; what is wrong is noted in the parameters. */
    public static TcpProbe read(Parameters parameters, Duration timeout, Lookup lookup) {
        parameters.required("port");
        return new TcpProbe(
                HostAndPort.read(parameters, "host"),
                parameters.number("port", 1, 1, HostAndPort.MOST_PORT),
                timeout,
                lookup);
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        try {
            dialer.connect(Deadline.in(timeout)).close();
            return new Answer.Connected();
        } catch (Unreached e) {
            return e.trouble();
        } catch (IOException e) {
            // Only closing fails after a connection was made, and then it has served its purpose.
            return new Answer.Connected();
        }
    }

    @Override
    public String address() {
        return "tcp://" + dialer.target();
    }
}
