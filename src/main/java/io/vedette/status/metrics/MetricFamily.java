package io.vedette.status.metrics;

import io.vedette.evaluate.Watched;
import io.vedette.target.Targets;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * All series of one name.
 *
 * @param name as Prometheus shows it, unit and {@code _total} included
 * @param help one sentence for the reader of {@code /metrics}
 * @param labels names; their values come from the configuration or a fixed vocabulary, never from an endpoint's answer
 * @param values adds all series of the family at a moment
 */
record MetricFamily(Kind kind, String name, String help, List<String> labels, BiConsumer<Moment, Series> values) {

    /** What a number means. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Only goes up; starts at 0 with the process. */
        COUNTER,
        /** Always 1; the information is in its labels. */
        INFO
    }

    /** Takes the series of one family. */
    interface Series {

        /** @param labels as many values as the family has labels */
        void add(double value, String... labels);
    }

    /** What all families of one scrape are read from, so that they agree with each other. */
    record Moment(Instant now, List<Watched> checks, List<Targets.Target> targets) {

        static Moment of(MetricSources sources) {
            return new Moment(
                    sources.clock().instant(),
                    sources.watchlist().all().stream()
                            .filter(one ->
                                    sources.store().ownership().asks(one.check().name()))
                            .toList(),
                    sources.targets().all());
        }
    }

    /** Returns all that Vedette measures. Known here, where no library of metrics is: an application may have another one than Prometheus. */
    static List<MetricFamily> all(MetricSources sources) {
        return Stream.of(
                        new CheckMetrics(sources).families(),
                        new TargetMetrics(sources).families(),
                        new ServiceMetrics(sources).families())
                .flatMap(List::stream)
                .toList();
    }

    static MetricFamily gauge(String name, String help, List<String> labels, BiConsumer<Moment, Series> values) {
        return new MetricFamily(Kind.GAUGE, name, help, labels, values);
    }

    static MetricFamily counter(String name, String help, List<String> labels, BiConsumer<Moment, Series> values) {
        return new MetricFamily(Kind.COUNTER, name, help, labels, values);
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1_000.0;
    }
}
