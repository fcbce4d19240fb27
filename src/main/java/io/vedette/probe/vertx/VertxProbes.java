package io.vedette.probe.vertx;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Probe;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSource;
import java.time.Duration;
import java.util.Optional;

/** The probes of this package, and the event loop that they share. */
public final class VertxProbes implements AutoCloseable {

    /** The class by which it is found whether the library is there. */
    public static final String NEEDED = "io.vertx.core.Vertx";
    /** What brings it. */
    public static final String ARTIFACT = "io.vertx:vertx-core";

    private final EventLoop loop = new EventLoop();
    private final HttpTransport transport;

    public VertxProbes(HttpTransport transport) {
        this.transport = transport;
    }

    /** Makes the probe of a check; what is wrong is noted in its parameters. */
    public Optional<Probe> webSocket(Parameters parameters, Duration timeout, Optional<TokenSource> token) {
        return WebSocketProbe.read(loop, parameters, timeout, transport, token);
    }

    /** Makes the probe of a check; what is wrong is noted in its parameters. */
    public Optional<Probe> grpc(Parameters parameters, Duration timeout) {
        return Optional.of(GrpcProbe.read(loop, parameters, timeout, transport));
    }

    @Override
    public void close() {
        loop.close();
    }
}
