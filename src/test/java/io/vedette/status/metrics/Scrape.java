package io.vedette.status.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;

/** An answer of {@code /metrics}, read by a library that is not the one which wrote it. */
record Scrape(Map<String, MetricFamily> families) {

    static Scrape of(String text) {
        CollectorPrometheusMetricsWalker walker = new CollectorPrometheusMetricsWalker();
        new TextPrometheusMetricsProcessor(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), walker)
                .walk();
        return new Scrape(walker.getAllMetricFamilies().stream()
                .collect(Collectors.toMap(MetricFamily::getName, one -> one, (one, other) -> one, TreeMap::new)));
    }

    /** The type of a name, as the text gives it. */
    String type(String name) {
        return families.get(name).getType().name().toLowerCase(java.util.Locale.ROOT);
    }

    List<Metric> series(String name) {
        MetricFamily family = families.get(name);
        return family == null ? List.of() : new ArrayList<>(family.getMetrics());
    }

    /** The value of the one series with these labels, given as name and value in turn. */
    OptionalDouble value(String name, String... labels) {
        List<Metric> found = series(name).stream()
                .filter(one -> has(one.getLabels(), labels))
                .toList();
        if (found.size() > 1) {
            throw new AssertionError(name + " has several: " + found.size());
        }
        return found.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(found.get(0)));
    }

    private static boolean has(Map<String, String> known, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(known.get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    private static double number(Metric metric) {
        if (metric instanceof Gauge gauge) {
            return gauge.getValue();
        }
        return metric instanceof Counter counter ? counter.getValue() : ((Histogram) metric).getSampleCount();
    }

    /** All values that a label has anywhere. */
    Set<String> values(String label) {
        return families.values().stream()
                .flatMap(family -> family.getMetrics().stream())
                .map(metric -> metric.getLabels().get(label))
                .filter(value -> value != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Runs Prometheus' own tool; what it says, empty when it is content. */
    static String promtool(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : "promtool " + List.of(arguments) + ": " + said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean hasPromtool() {
        try {
            return promtool("", "--version").isEmpty();
        } catch (UncheckedIOException e) {
            return false; // It is not installed here.
        }
    }
}
