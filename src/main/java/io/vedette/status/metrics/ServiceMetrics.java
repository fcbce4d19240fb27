package io.vedette.status.metrics;

import static io.vedette.status.metrics.MetricFamily.counter;
import static io.vedette.status.metrics.MetricFamily.gauge;
import static io.vedette.status.metrics.MetricFamily.seconds;

import io.vedette.process.OwnTrouble;
import io.vedette.status.source.Reloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The metrics of Vedette itself: database, connection, probes, reloads, periodic tasks. */
final class ServiceMetrics {

    private static final List<String> NONE = List.of();
    private static final List<String> TASK = List.of("task");

    private final MetricSources sources;

    ServiceMetrics(MetricSources sources) {
        this.sources = sources;
    }

    List<MetricFamily> families() {
        List<MetricFamily> families = new ArrayList<>();
        families.add(new MetricFamily(
                MetricFamily.Kind.INFO,
                "vedette_build_info",
                "Always 1, with the running version as a label.",
                List.of("version"),
                (moment, series) -> series.add(1, sources.version())));
        families.add(single(
                "vedette_store_up",
                "1 while state and outbox can be stored; 0 while the database is lost or full and only memory is used.",
                () -> flag(sources.store().health().isGood())));
        families.add(single(
                "vedette_store_unsaved_checks",
                "Checks that changed while the database was lost and are not stored yet.",
                () -> OptionalDouble.of(sources.store().health().unsaved())));
        families.add(single(
                "vedette_nodes",
                "Nodes that share the checks, this one included; 1 without others.",
                () -> OptionalDouble.of(
                        Math.max(1, sources.store().ownership().nodes().size()))));
        families.add(single(
                "vedette_node_checks",
                "Checks that this node asks.",
                () -> OptionalDouble.of(sources.watchlist().all().stream()
                        .filter(one ->
                                sources.store().ownership().asks(one.check().name()))
                        .count())));
        families.add(single(
                "vedette_offline",
                "1 while vedette.connectivity-check finds no connection and problems are held back.",
                () -> flag(sources.connectivity().offlineSince().isPresent())));
        families.add(single(
                "vedette_probe_pool_active",
                "Probes that are running, including those that hang.",
                () -> OptionalDouble.of(sources.runner().load().underWay())));
        families.add(single(
                "vedette_probe_pool_queued",
                "Probes that are due and wait for a thread.",
                () -> OptionalDouble.of(sources.runner().load().waiting())));
        families.add(single(
                "vedette_probe_pool_threads",
                "Threads of the probe pool; none on Java 21 and later, where most may be virtual.",
                () -> {
                    var threads = sources.runner().load().threads();
                    return threads.isPresent() ? OptionalDouble.of(threads.getAsInt()) : OptionalDouble.empty();
                }));
        families.add(counter(
                "vedette_runs_skipped_total",
                "Skipped runs by cause: busy, missed or held.",
                List.of("cause"),
                (moment, series) -> {
                    for (Totals.Skip cause : Totals.Skip.values()) {
                        series.add(sources.totals().skipped(cause), cause.name().toLowerCase(Locale.ROOT));
                    }
                }));
        families.add(counter(
                "vedette_verdicts_dropped_total",
                "Verdicts that were ignored because a newer one had been taken or the check's definition had changed.",
                NONE,
                (moment, series) -> series.add(sources.totals().verdictsDropped())));
        families.add(single(
                "vedette_runs_hanging",
                "Probes and judgements that run longer than they may and cannot be stopped.",
                () -> OptionalDouble.of(sources.runner().overtime().all().size())));
        families.addAll(process());
        sources.reloads().ifPresent(reloads -> {
            families.addAll(reloads(reloads));
            families.addAll(new SourceMetrics(sources.discovered()).families());
        });
        return families;
    }

    private List<MetricFamily> process() {
        return List.of(
                counter(
                        "vedette_not_asked_total",
                        "Probes and deliveries that failed because of a fault of Vedette's own process or machine, by"
                                + " cause.",
                        List.of("cause"),
                        (moment, series) -> {
                            for (OwnTrouble.Kind kind : OwnTrouble.Kind.values()) {
                                series.add(sources.troubles().count(kind), kind.code());
                            }
                        }),
                counter(
                        "vedette_task_failures_total",
                        "Failed runs of a periodic task.",
                        TASK,
                        (moment, series) ->
                                sources.tasks().get().forEach(task -> series.add(task.failures(), task.name()))),
                gauge(
                        "vedette_task_last_run_timestamp_seconds",
                        "When a periodic task last ran, in seconds since 1970.",
                        TASK,
                        (moment, series) -> sources.tasks()
                                .get()
                                .forEach(task -> series.add(seconds(moment.now().minus(task.ago())), task.name()))),
                gauge(
                        "vedette_task_stalled",
                        "1 while a periodic task hangs, fails or has not run for long.",
                        TASK,
                        (moment, series) -> sources.tasks()
                                .get()
                                .forEach(task -> series.add(task.complaint().isPresent() ? 1 : 0, task.name()))));
    }

    private static List<MetricFamily> reloads(Reloads reloads) {
        return List.of(
                single(
                        "vedette_reload_success",
                        "0 while the current files are rejected and the configuration before them is active, else 1.",
                        () -> flag(!reloads.state().isBehind())),
                single(
                        "vedette_reload_last_timestamp_seconds",
                        "When the configuration was last read, accepted or not, in seconds since 1970.",
                        () -> OptionalDouble.of(seconds(reloads.state()
                                .last()
                                .map(Reloads.Outcome::at)
                                .orElseGet(() -> reloads.state().loaded())))),
                single(
                        "vedette_reload_last_success_timestamp_seconds",
                        "When the active configuration was read, in seconds since 1970.",
                        () -> OptionalDouble.of(seconds(reloads.state().loaded()))),
                counter(
                        "vedette_reloads_total",
                        "Reloads since the start, by outcome: loaded or rejected.",
                        List.of("outcome"),
                        (moment, series) -> {
                            series.add(reloads.state().taken(), "loaded");
                            series.add(reloads.state().refused(), "rejected");
                        }));
    }

    private static OptionalDouble flag(boolean on) {
        return OptionalDouble.of(on ? 1 : 0);
    }

    private static MetricFamily single(String name, String help, Supplier<OptionalDouble> value) {
        return gauge(name, help, NONE, (moment, series) -> value.get().ifPresent(series::add));
    }
}
