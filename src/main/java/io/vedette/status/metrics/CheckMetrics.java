package io.vedette.status.metrics;

import static io.vedette.status.metrics.MetricFamily.counter;
import static io.vedette.status.metrics.MetricFamily.gauge;
import static io.vedette.status.metrics.MetricFamily.seconds;

import io.vedette.evaluate.MuteStatus;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.status.metrics.MetricFamily.Moment;
import io.vedette.status.metrics.MetricFamily.Series;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The metrics of checks, read from the current checks: the series of a removed check disappear with it. */
final class CheckMetrics {

    private static final List<String> CHECK = List.of("check", "group");

    private final MetricSources sources;

    CheckMetrics(MetricSources sources) {
        this.sources = sources;
    }

    List<MetricFamily> families() {
        return List.of(
                gauge(
                        "vedette_checks",
                        "Number of checks by state.",
                        List.of("status"),
                        (moment, series) ->
                                counted(moment).forEach((health, count) -> series.add(count, health.code()))),
                perCheck(
                        "vedette_check_up",
                        "1 while a check is ok or degraded, 0 while it is in error; none while pending, sleeping or paused.",
                        CheckMetrics::up),
                gauge(
                        "vedette_check_status",
                        "1 for the state that a check is in; its other states have no series.",
                        List.of("check", "group", "status"),
                        (moment, series) -> moment.checks()
                                .forEach(one -> series.add(
                                        1, name(one), group(one), health(one).code()))),
                perCheck(
                        "vedette_check_state_since_timestamp_seconds",
                        "When a check entered its state, in seconds since 1970.",
                        one -> OptionalDouble.of(seconds(one.record().state().since()))),
                perCheck(
                        "vedette_check_duration_seconds",
                        "How long a check's latest probe took.",
                        one -> known(one.latest().map(latest -> latest.took().toNanos() / 1e9))),
                perCheck(
                        "vedette_check_last_run_timestamp_seconds",
                        "When a check was last judged, in seconds since 1970.",
                        one -> known(one.latest().map(latest -> seconds(latest.at())))),
                perCheck(
                        "vedette_check_last_success_timestamp_seconds",
                        "When a check was last ok or degraded, in seconds since 1970; none before the first time since the start.",
                        one -> known(one.lastSuccess().map(MetricFamily::seconds))),
                perCheck(
                        "vedette_check_certificate_expiry_timestamp_seconds",
                        "When the certificate that a check saw last expires, in seconds since 1970.",
                        one -> known(one.latest()
                                .flatMap(latest -> latest.ends().certificate())
                                .map(MetricFamily::seconds))),
                perCheck(
                        "vedette_check_domain_expiry_timestamp_seconds",
                        "When the registration of a check's domain ends, in seconds since 1970.",
                        one -> known(one.latest()
                                .flatMap(latest -> latest.ends().domain())
                                .map(MetricFamily::seconds))),
                gauge(
                        "vedette_check_muted",
                        "1 for a check that is degraded or in error and muted, by its mute.",
                        List.of("check", "group", "mute"),
                        this::muted),
                counter("vedette_probes_total", "Observations by verdict.", List.of("status"), (moment, series) -> {
                    for (Status status : Status.values()) {
                        series.add(sources.totals().verdicts(status), status.code());
                    }
                }));
    }

    private static MetricFamily perCheck(String name, String help, Function<Watched, OptionalDouble> value) {
        return gauge(
                name,
                help,
                CHECK,
                (moment, series) -> moment.checks()
                        .forEach(one ->
                                value.apply(one).ifPresent(number -> series.add(number, name(one), group(one)))));
    }

    private static OptionalDouble up(Watched one) {
        return switch (health(one)) {
            case OK, DEGRADED -> OptionalDouble.of(1);
            case ERROR -> OptionalDouble.of(0);
            case PENDING, SLEEPING, PAUSED -> OptionalDouble.empty();
        };
    }

    private static Map<Health, Integer> counted(Moment moment) {
        Map<Health, Integer> counts = new EnumMap<>(Health.class);
        for (Health health : Health.values()) {
            counts.put(health, 0);
        }
        moment.checks().forEach(one -> counts.merge(health(one), 1, Integer::sum));
        return counts;
    }

    /** Asks only for checks that have a problem: looking up the windows of every check would cost too much. */
    private void muted(Moment moment, Series series) {
        for (Watched one : moment.checks()) {
            MuteStatus muted = health(one).isProblem() ? sources.mutes().of(one) : null;
            if (muted != null && muted.isOn()) {
                series.add(1, name(one), group(one), muted.mute().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static OptionalDouble known(Optional<Double> number) {
        return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
    }

    private static String name(Watched one) {
        return one.check().name();
    }

    private static String group(Watched one) {
        return one.check().group();
    }

    private static Health health(Watched one) {
        return one.record().state().shown();
    }
}
