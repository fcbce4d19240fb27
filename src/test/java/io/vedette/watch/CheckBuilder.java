package io.vedette.watch;

import io.vedette.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks for tests: asked every minute, told of every eight. */
record CheckBuilder(
        String name,
        Duration interval,
        Duration errorInterval,
        int failures,
        int successes,
        List<String> targets,
        Optional<String> dependency) {

    static final Duration INTERVAL = Duration.ofSeconds(60);
    static final Duration ERROR_INTERVAL = Duration.ofSeconds(480);

    static CheckBuilder named(String name) {
        return new CheckBuilder(name, INTERVAL, ERROR_INTERVAL, 1, 1, List.of(), Optional.empty());
    }

    static Check check(String name) {
        return named(name).build();
    }

    CheckBuilder every(Duration time) {
        return new CheckBuilder(name, time, errorInterval, failures, successes, targets, dependency);
    }

    CheckBuilder toldEvery(Duration time) {
        return new CheckBuilder(name, interval, time, failures, successes, targets, dependency);
    }

    CheckBuilder after(int failing, int succeeding) {
        return new CheckBuilder(name, interval, errorInterval, failing, succeeding, targets, dependency);
    }

    CheckBuilder notifying(String... names) {
        return new CheckBuilder(name, interval, errorInterval, failures, successes, List.of(names), dependency);
    }

    CheckBuilder dependsOn(String other) {
        return new CheckBuilder(name, interval, errorInterval, failures, successes, targets, Optional.of(other));
    }

    Check build() {
        return new Check(
                name,
                "http",
                "https://example.org/" + name,
                interval,
                errorInterval,
                Duration.ofSeconds(10),
                failures,
                successes,
                0,
                targets,
                "",
                List.of(),
                dependency,
                false);
    }
}
