package io.vedette.contract;

import io.vedette.check.Check;
import io.vedette.check.Maintenance;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks, observations and verdicts to try the core with. */
public final class Checks {

    public static final Duration INTERVAL = Duration.ofSeconds(60);
    public static final Duration ERROR_INTERVAL = Duration.ofMinutes(8);

    /** For checks that are given their verdicts. */
    public static final Rule NO_RULE = (observation, now) -> Verdict.ok();

    private Checks() {}

    /** A check with the standard intervals that tells all targets. */
    public static Check named(String name) {
        return of(name, ERROR_INTERVAL, 1, 1, List.of(), Optional.empty());
    }

    public static Check dependent(String name, String on) {
        return of(name, ERROR_INTERVAL, 1, 1, List.of(), Optional.of(on));
    }

    /** A check whose problems are not told in these windows. */
    public static Check maintained(String name, String windows) {
        return with(named(name), Maintenance.parse(windows), 0, Duration.ZERO);
    }

    /** A check that flaps with more changes than these within the window. */
    public static Check flapping(String name, int changes, Duration window) {
        return with(named(name), Maintenance.NONE, changes, window);
    }

    public static Check with(Check check, Maintenance maintenance, int flapChanges, Duration flapWindow) {
        return new Check(
                check.name(),
                check.template(),
                check.url(),
                check.interval(),
                check.errorInterval(),
                check.timeout(),
                check.failureThreshold(),
                check.successThreshold(),
                check.retries(),
                check.targets(),
                check.group(),
                check.tags(),
                check.priority(),
                check.dependsOn(),
                check.published(),
                check.publicName(),
                maintenance,
                flapChanges,
                flapWindow);
    }

    public static Check telling(String name, String... targets) {
        return of(name, ERROR_INTERVAL, 1, 1, List.of(targets), Optional.empty());
    }

    public static Check of(
            String name,
            Duration errorInterval,
            int failureThreshold,
            int successThreshold,
            List<String> targets,
            Optional<String> dependsOn) {
        return new Check(
                name,
                "task",
                "https://my-backend.com/" + name,
                INTERVAL,
                errorInterval,
                Duration.ofSeconds(10),
                failureThreshold,
                successThreshold,
                0,
                targets,
                "",
                List.of(),
                0,
                dependsOn,
                false,
                "",
                Maintenance.NONE,
                0,
                Duration.ZERO);
    }

    public static Observation observation(Instant at) {
        return new Observation(at, Duration.ZERO, new Connected());
    }

    public static Verdict verdict(Status status) {
        return switch (status) {
            case OK -> Verdict.ok();
            case DEGRADED -> Verdict.degraded(Reason.SLOW, "took 4 s");
            case ERROR -> Verdict.error(Reason.STALE, "last run 14 minutes ago");
            case SLEEPING -> Verdict.of(Status.SLEEPING, Reason.SLEEPING, "sleeps until 06:00");
        };
    }
}
