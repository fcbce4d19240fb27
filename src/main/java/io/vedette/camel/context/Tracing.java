package io.vedette.camel.context;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vedette.config.settings.Secrets;
import java.util.HashMap;
import java.util.Map;

/**
 * OpenTelemetry's traces of routes, where an operator turns Camel's component for them on. Where they go is set by the
 * standard {@code OTEL_*} variables, or {@code otel.*} in the settings; what could hold a secret stays here.
 */
public final class Tracing implements AutoCloseable {

    /** Camel's own switch. */
    static final String SWITCH = "camel.opentelemetry2.enabled";

    private final AutoConfiguredOpenTelemetrySdk sdk;

    private Tracing(AutoConfiguredOpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    public static boolean isOn(Map<String, String> settings) {
        return Boolean.parseBoolean(settings.getOrDefault(SWITCH, "false").strip());
    }

    public static Tracing of(Map<String, String> settings, Secrets secrets) {
        Map<String, String> options = new HashMap<>();
        options.put("otel.service.name", "vedette");
        // Metrics and logs have ways of their own.
        options.put("otel.metrics.exporter", "none");
        options.put("otel.logs.exporter", "none");
        options.put("otel.exporter.otlp.protocol", "http/protobuf");
        settings.forEach((key, value) -> {
            if (key.startsWith("otel.")) {
                options.put(key, value);
            }
        });
        return new Tracing(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> options)
                .addSpanExporterCustomizer((exporter, config) -> new DiscreetExporter(exporter, secrets))
                .build());
    }

    /** Returns what Camel's component takes from the registry. */
    public Tracer tracer() {
        return sdk.getOpenTelemetrySdk().getTracer("vedette");
    }

    /** Sends the traces that wait. */
    @Override
    public void close() {
        sdk.getOpenTelemetrySdk().close();
    }
}
