package io.vedette.status.metrics;

import static io.vedette.status.metrics.MetricFamily.gauge;
import static io.vedette.status.metrics.MetricFamily.seconds;

import io.vedette.discovery.SourceStatus;
import java.util.List;
import java.util.function.Supplier;

/** The metrics of sources of targets. */
final class SourceMetrics {

    private static final List<String> SOURCE = List.of("source");

    private final Supplier<List<SourceStatus>> sources;

    SourceMetrics(Supplier<List<SourceStatus>> sources) {
        this.sources = sources;
    }

    List<MetricFamily> families() {
        return List.of(
                gauge(
                        "vedette_source_up",
                        "0 while a source of targets gives no answer that can be taken whole, else 1.",
                        SOURCE,
                        (moment, series) -> sources.get()
                                .forEach(one -> series.add(
                                        one.failingSince().isPresent() ? 0 : 1,
                                        one.source().shown()))),
                gauge(
                        "vedette_source_targets",
                        "Targets of a source that count.",
                        SOURCE,
                        (moment, series) -> sources.get()
                                .forEach(one ->
                                        series.add(one.targets(), one.source().shown()))),
                gauge(
                        "vedette_source_held",
                        "1 while an answer of a source that would take away more than half of its targets waits for a second"
                                + " look.",
                        SOURCE,
                        (moment, series) -> sources.get()
                                .forEach(one -> series.add(
                                        one.heldSince().isPresent() ? 1 : 0,
                                        one.source().shown()))),
                gauge(
                        "vedette_source_last_answer_timestamp_seconds",
                        "When a source last answered, in seconds since 1970.",
                        SOURCE,
                        (moment, series) -> sources.get()
                                .forEach(one -> one.answered()
                                        .ifPresent(at -> series.add(
                                                seconds(at), one.source().shown())))));
    }
}
