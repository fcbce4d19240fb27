package io.vedette.status.metrics;

import static io.vedette.status.metrics.MetricFamily.counter;
import static io.vedette.status.metrics.MetricFamily.gauge;

import io.vedette.target.TargetCounts;
import io.vedette.target.Targets.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** The metrics of targets and of the alerts that wait for them. */
final class TargetMetrics {

    private static final List<String> TARGET = List.of("target");
    private static final List<String> OUTCOME = List.of("target", "outcome");

    private final MetricSources sources;

    TargetMetrics(MetricSources sources) {
        this.sources = sources;
    }

    List<MetricFamily> families() {
        return List.of(
                counter(
                        "vedette_alerts_total",
                        "Alerts by outcome: delivered, failed (every try counts), given_up (too old).",
                        OUTCOME,
                        (moment, series) -> moment.targets().forEach(one -> {
                            series.add(sources.totals().delivered(one.name()), one.name(), "delivered");
                            series.add(sources.totals().failed(one.name()), one.name(), "failed");
                            series.add(sources.targets().counts().of(one.name()).givenUp(), one.name(), "given_up");
                        })),
                counter(
                        "vedette_messages_total",
                        "Messages by outcome: delivered, failed (every try counts); one may hold many alerts.",
                        OUTCOME,
                        (moment, series) -> moment.targets().forEach(one -> {
                            TargetCounts.Sent sent = sources.targets().counts().of(one.name());
                            series.add(sent.delivered(), one.name(), "delivered");
                            series.add(sent.failed(), one.name(), "failed");
                        })),
                perTarget(
                        "vedette_target_failing",
                        "1 while a target does not accept messages.",
                        (one, now) -> OptionalDouble.of(one.failuresInARow() > 0 ? 1 : 0)),
                perTarget(
                        "vedette_target_misconfigured",
                        "1 while a target refuses messages because it is misconfigured.",
                        (one, now) -> OptionalDouble.of(one.misconfigured() ? 1 : 0)),
                perTarget(
                        "vedette_target_last_delivery_timestamp_seconds",
                        "When a target last accepted a message, in seconds since 1970; none before the first since the start.",
                        (one, now) -> one.lastDelivered().stream()
                                .mapToDouble(MetricFamily::seconds)
                                .findFirst()),
                perTarget(
                        "vedette_outbox_alerts",
                        "Alerts that wait for a target, including those being sent.",
                        (one, now) -> OptionalDouble.of(sources.store().waiting(one.name()))),
                perTarget(
                        "vedette_outbox_oldest_age_seconds",
                        "How long the oldest waiting alert of a target has waited; 0 when none waits.",
                        (one, now) -> OptionalDouble.of(age(one, now))));
    }

    private double age(Target target, Instant now) {
        return sources.store()
                .oldestWaiting(target.name())
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    private static MetricFamily perTarget(String name, String help, BiFunction<Target, Instant, OptionalDouble> value) {
        return gauge(
                name,
                help,
                TARGET,
                (moment, series) -> moment.targets()
                        .forEach(one ->
                                value.apply(one, moment.now()).ifPresent(number -> series.add(number, one.name()))));
    }
}
