package io.vedette.status.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vedette.probing.ScheduleLag;
import io.vedette.status.metrics.MetricFamily.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All families in the form of the Prometheus library, created for every scrape: between scrapes ten thousand checks cost
 * no memory, and nothing of a removed check could stay behind.
 */
final class PrometheusSeries implements MultiCollector {

    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, Double.POSITIVE_INFINITY
    };

    static final String LAG_HELP = "How late probes start, counted from when they are due by their check's interval.";

    private static final MetricMetadata LAG = new MetricMetadata("vedette_schedule_lag_seconds", LAG_HELP);

    private final MetricSources sources;
    private final List<MetricFamily> families;

    PrometheusSeries(MetricSources sources, List<MetricFamily> families) {
        this.sources = sources;
        this.families = families;
    }

    @Override
    public MetricSnapshots collect() {
        Moment moment = Moment.of(sources);
        List<MetricSnapshot> snapshots = new ArrayList<>();
        families.forEach(family -> snapshots.add(
                switch (family.kind()) {
                    case GAUGE -> gauge(family, moment);
                    case COUNTER -> counter(family, moment);
                    case INFO -> info(family, moment);
                }));
        snapshots.add(lag(sources.runner().lag().counted()));
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot gauge(MetricFamily family, Moment moment) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        each(family, moment, (value, labels) -> points.add(new GaugeDataPointSnapshot(value, labels, null)));
        return new GaugeSnapshot(metadata(family, ""), points);
    }

    private static MetricSnapshot counter(MetricFamily family, Moment moment) {
        List<CounterDataPointSnapshot> points = new ArrayList<>();
        each(family, moment, (value, labels) -> points.add(new CounterDataPointSnapshot(value, labels, null, 0)));
        return new CounterSnapshot(metadata(family, "_total"), points);
    }

    private static MetricSnapshot info(MetricFamily family, Moment moment) {
        List<InfoDataPointSnapshot> points = new ArrayList<>();
        each(family, moment, (value, labels) -> points.add(new InfoDataPointSnapshot(labels)));
        return new InfoSnapshot(metadata(family, "_info"), points);
    }

    private static void each(MetricFamily family, Moment moment, BiConsumer<Double, Labels> point) {
        String[] names = family.labels().toArray(String[]::new);
        family.values().accept(moment, (value, labels) -> point.accept(value, Labels.of(names, labels)));
    }

    /** @param suffix which the library adds itself to what it shows */
    private static MetricMetadata metadata(MetricFamily family, String suffix) {
        String name = family.name().substring(0, family.name().length() - suffix.length());
        return new MetricMetadata(name, family.help());
    }

    private static MetricSnapshot lag(ScheduleLag.Counted counted) {
        long[] counts = new long[BOUNDS.length];
        long before = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            long upTo = Double.isInfinite(BOUNDS[i])
                    ? counted.starts()
                    : counted.within(Duration.ofNanos(Math.round(BOUNDS[i] * 1e9)));
            counts[i] = upTo - before;
            before = upTo;
        }
        return new HistogramSnapshot(
                LAG,
                List.of(new HistogramDataPointSnapshot(
                        ClassicHistogramBuckets.of(BOUNDS, counts),
                        counted.sum().toNanos() / 1e9,
                        Labels.EMPTY,
                        Exemplars.EMPTY,
                        0)));
    }
}
