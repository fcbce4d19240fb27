package io.vedette.status.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The content of {@code /metrics}: the metrics of Vedette, of the JVM, and of everything else that is registered. In
 * Prometheus' text format (0.0.4), or OpenMetrics (1.0.0) for clients that ask for it. Safe for several threads. Begins when it is asked
 * for the first time: a start does not wait for its libraries, and pauses of the garbage collector are counted from then on.
 */
public final class Metrics implements AutoCloseable {

    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final MetricSources sources;
    /** Its libraries are loaded when somebody asks for the first time. */
    private volatile Measured measured;

    /** Guarded by this: nobody is answered any more. */
    private boolean closed;

    public Metrics(MetricSources sources) {
        this.sources = sources;
    }

    private record Measured(PrometheusMeterRegistry registry, JvmGcMetrics collections) {

        static Measured of(MetricSources sources) {
            PrometheusRegistry series = new PrometheusRegistry();
            PrometheusMeterRegistry registry =
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, series, Clock.SYSTEM);
            JvmGcMetrics collections = new JvmGcMetrics();
            Stream.<MeterBinder>of(
                            collections,
                            new JvmInfoMetrics(),
                            new JvmMemoryMetrics(),
                            new JvmThreadMetrics(),
                            new ClassLoaderMetrics(),
                            new ProcessorMetrics(),
                            new FileDescriptorMetrics(),
                            new UptimeMetrics())
                    .forEach(binder -> binder.bindTo(registry));
            series.register(new PrometheusSeries(sources, MetricFamily.all(sources)));
            return new Measured(registry, collections);
        }

        void close() {
            collections.close();
            registry.close();
        }
    }

    private Measured measured() {
        Measured now = measured;
        return now == null ? begun() : now;
    }

    private synchronized Measured begun() {
        if (measured == null) {
            measured = Measured.of(sources);
            if (closed) {
                measured.close();
            }
        }
        return measured;
    }

    /** Returns the registry where routes of operators' own count what they like. */
    public MeterRegistry registry() {
        return measured().registry();
    }

    /** Answers with all metrics as they are now. */
    public Response answer(Request request) {
        boolean open = request.accept().toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
        String type = open ? OPEN : TEXT;
        return new Response(200, type, measured().registry().scrape(type), Map.of("Cache-Control", "no-store"));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (measured != null) {
            measured.close();
        }
    }
}
