package io.vedette.probe.vertx;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Probe;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The probes of this package, and the event loop that they share. */
public final class VertxProbes implements AutoCloseable {

    /** The class by which it is found whether the library is there. */
    public static final String NEEDED = "io.vertx.core.Vertx";
    /** What brings it. */
    public static final String ARTIFACT = "io.vertx:vertx-core";

    private final EventLoop loop = new EventLoop();
    private final Rehearsal rehearsal = new Rehearsal();
    private final HttpTransport transport;

    public VertxProbes(HttpTransport transport) {
        this.transport = transport;
    }

    /** Makes the probe of a check; what is wrong is noted in its parameters. */
    public Optional<Probe> webSocket(Parameters parameters, Duration timeout, Optional<TokenSource> token) {
        Optional<WebSocketProbe> probe = WebSocketProbe.read(loop, parameters, timeout, transport, token);
        if (parameters.isFaultless()) {
            probe.ifPresent(made -> made.rehearse(rehearsal));
        }
        return probe.map(Probe.class::cast);
    }

    /** Makes the probe of a check; what is wrong is noted in its parameters. */
    public Optional<Probe> grpc(Parameters parameters, Duration timeout) {
        GrpcProbe probe = GrpcProbe.read(loop, parameters, timeout, transport);
        if (parameters.isFaultless()) {
            probe.rehearse(rehearsal);
        }
        return Optional.of(probe);
    }

    /** Returns the kinds of calls that need to load nothing any more. */
    Set<String> rehearsed() {
        return rehearsal.held();
    }

    @Override
    public void close() {
        loop.close();
    }
}
