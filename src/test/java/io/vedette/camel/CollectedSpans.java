package io.vedette.camel;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An exporter that keeps what it gets, as one that an operator puts beside the jar sends it. */
public final class CollectedSpans implements ConfigurableSpanExporterProvider, SpanExporter {

    public static final String NAME = "collected";

    private static final List<SpanData> SPANS = new CopyOnWriteArrayList<>();

    public static void clear() {
        SPANS.clear();
    }

    /** All that would leave the machine. */
    public static String text() {
        return SPANS.stream()
                .map(span -> String.join(
                        " ",
                        span.getName(),
                        span.getAttributes().toString(),
                        span.getEvents().toString(),
                        span.getStatus().toString(),
                        span.getResource().toString()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return this;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        SPANS.addAll(spans);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
