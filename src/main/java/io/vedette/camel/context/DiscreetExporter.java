package io.vedette.camel.context;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.MaskedUrl;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Hands spans on without what could hold a secret. Addresses do: the path of an incoming webhook is its password. So only
 * attributes that are known to be harmless stay, and their text is masked; what was logged or thrown goes with none of its
 * words.
 */
final class DiscreetExporter implements SpanExporter {

    private static final Set<String> KEPT = Set.of(
            "component",
            "exchangeId",
            "op",
            "error",
            "url.scheme",
            "http.method",
            "http.status_code",
            CheckSpans.CHECK,
            CheckSpans.TARGET);

    private final SpanExporter exporter;
    private final Secrets secrets;

    DiscreetExporter(SpanExporter exporter, Secrets secrets) {
        this.exporter = exporter;
        this.secrets = secrets;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(
                spans.stream().map(span -> (SpanData) new Discreet(span)).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private final class Discreet extends DelegatingSpanData {

        private final Attributes attributes;

        Discreet(SpanData span) {
            super(span);
            AttributesBuilder kept = Attributes.builder();
            span.getAttributes().forEach((key, value) -> keep(kept, key, value));
            this.attributes = kept.build();
        }

        private void keep(AttributesBuilder kept, AttributeKey<?> key, Object value) {
            if (KEPT.contains(key.getKey())) {
                kept.put(key.getKey(), secrets.mask(String.valueOf(value)));
            }
        }

        @Override
        public String getName() {
            return secrets.mask(MaskedUrl.of(super.getName()));
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
