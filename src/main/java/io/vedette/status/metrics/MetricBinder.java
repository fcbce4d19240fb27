package io.vedette.status.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vedette.status.metrics.MetricFamily.Kind;
import io.vedette.status.metrics.MetricFamily.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Registers the same metrics in an application's registry, whatever system that reports to. Meters come and go with checks
 * and targets at every {@linkplain #refresh refresh}, which also reads the values. Names follow Micrometer's rules:
 * {@code vedette.check.up}, and {@code vedette.schedule.lag} with count and sum only.
 */
public final class MetricBinder implements MeterBinder {

    private static final String SECONDS = "_seconds";
    private static final String TOTAL = "_total";

    private final MetricSources sources;
    private final List<MetricFamily> families;
    private final Map<Key, Kept> kept = new HashMap<>();
    private MeterRegistry registry;
    private Meter lag;

    private record Key(String name, List<String> labels) {}

    /** What a meter shows, and the meter. */
    private static final class Kept {

        private volatile double value;
        private Meter meter;

        double value() {
            return value;
        }
    }

    public MetricBinder(MetricSources sources) {
        this.sources = sources;
        this.families = MetricFamily.all(sources);
    }

    @Override
    public synchronized void bindTo(MeterRegistry target) {
        registry = target;
        lag = FunctionTimer.builder(
                        "vedette.schedule.lag",
                        sources.runner().lag(),
                        lag -> lag.counted().starts(),
                        lag -> lag.counted().sum().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description(PrometheusSeries.LAG_HELP)
                .register(target);
        refresh();
    }

    /** Takes its meters out of the registry: one that is bound there later would be given these, which nobody reads for any more. */
    public synchronized void unbind() {
        kept.values().forEach(one -> registry.remove(one.meter));
        kept.clear();
        registry.remove(lag);
    }

    /** Reads all values again, adds the meters of new checks and targets, and removes those of the ones that left. */
    public synchronized void refresh() {
        Moment moment = Moment.of(sources);
        Set<Key> seen = new HashSet<>();
        for (MetricFamily family : families) {
            family.values().accept(moment, (value, labels) -> {
                Key key = new Key(family.name(), List.of(labels));
                seen.add(key);
                kept.computeIfAbsent(key, added -> register(family, added)).value = value;
            });
        }
        List<Key> gone = new ArrayList<>(kept.keySet());
        gone.removeAll(seen);
        gone.forEach(key -> registry.remove(kept.remove(key).meter));
    }

    private Kept register(MetricFamily family, Key key) {
        Kept one = new Kept();
        Tags tags = Tags.empty();
        for (int i = 0; i < key.labels().size(); i++) {
            tags = tags.and(family.labels().get(i), key.labels().get(i));
        }
        String unit = family.name().endsWith(SECONDS) ? SECONDS.substring(1) : null;
        String name = without(SECONDS, without(TOTAL, family.name())).replace('_', '.');
        one.meter = family.kind() == Kind.COUNTER
                ? FunctionCounter.builder(name, one, Kept::value)
                        .tags(tags)
                        .baseUnit(unit)
                        .description(family.help())
                        .register(registry)
                : Gauge.builder(name, one, Kept::value)
                        .tags(tags)
                        .baseUnit(unit)
                        .description(family.help())
                        .register(registry);
        return one;
    }

    private static String without(String suffix, String name) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
