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
 * Prometheus' text format (0.0.4), or OpenMetrics (1.0.0) for clients that ask for it. Safe for several threads.
 */
public final class Metrics implements AutoCloseable {

    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics(MetricSources sources) {
        PrometheusRegistry series = new PrometheusRegistry();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, series, Clock.SYSTEM);
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
    }

    /** Returns the registry where routes of operators' own count what they like. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Answers with all metrics as they are now. */
    public Response answer(Request request) {
        boolean open = request.accept().toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
        String type = open ? OPEN : TEXT;
        return new Response(200, type, registry.scrape(type), Map.of("Cache-Control", "no-store"));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
