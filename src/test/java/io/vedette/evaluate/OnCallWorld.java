package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.SilenceRule;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.target.TargetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One check and targets on terms of their own that take whatever comes; what they hear is held against what is promised. */
final class OnCallWorld {

    static final String CHECK = "shop";

    final TestClock clock = new TestClock();
    private final Store store = new MemoryStore();
    private final Check check;
    private final Map<String, TargetOptions> targets = new LinkedHashMap<>();
    private final Map<String, List<Heard>> heard = new HashMap<>();
    private Status truth = Status.OK;
    private Core core;
    private int silences;

    /** What a target heard, and what was true then. */
    private record Heard(Alert alert, Instant at) {}

    OnCallWorld(Duration errorInterval, List<TargetOptions> options) {
        check = Checks.of(CHECK, errorInterval, 1, 1, List.of(), Optional.empty());
        for (TargetOptions one : options) {
            targets.put("target-" + targets.size(), one);
        }
        targets.keySet().forEach(target -> heard.put(target, new ArrayList<>()));
        restart();
    }

    void restart() {
        core = new Core(clock, store, Duration.ZERO);
        targets.forEach(core.targets::add);
        core.watch(check);
        core.observe(CHECK, truth);
        listen();
    }

    void become(Status status) {
        truth = status;
        core.observe(CHECK, truth);
        listen();
    }

    /** Nobody does so twice at the same moment. */
    void acknowledge() {
        clock.forward(Duration.ofMillis(1));
        core.mutes.acknowledge(CHECK, "on it", "ann");
        listen();
    }

    void unacknowledge() {
        core.mutes.unacknowledge(CHECK);
        listen();
    }

    void silence(Duration time) {
        core.evaluator
                .silences()
                .add(new SilenceRule(
                        "s" + silences++,
                        List.of(CHECK),
                        List.of(),
                        List.of(),
                        clock.instant(),
                        clock.instant().plus(time),
                        "",
                        ""));
        listen();
    }

    /** Time goes by; in steps that are a hundredth of it, but for short ones. */
    void pass(Duration time) {
        Duration step = Duration.ofSeconds(Math.max(20, time.toSeconds() / 100));
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.forward(step);
            core.tick();
            listen();
            core.observe(CHECK, truth);
            listen();
        }
    }

    private void listen() {
        targets.forEach((target, options) -> core.delivery.next(target).ifPresent(digest -> {
            digest.alerts().forEach(alert -> hear(target, options, alert));
            core.delivery.mark(target, digest, Optional.empty(), Map.of());
        }));
    }

    private void hear(String target, TargetOptions options, Alert alert) {
        Instant now = clock.instant();
        List<Heard> before = heard.get(target);
        Optional<Heard> problem =
                before.stream().filter(one -> one.alert().kind().isOfProblem()).reduce((first, second) -> second);
        CheckState state = store.find(CHECK).orElseThrow().state();
        assertThat(isActive(options))
                .as("%s hears %s in its hours", target, alert)
                .isTrue();
        switch (alert.kind()) {
            case RECOVERY ->
                assertThat(known(target)).as("%s knows a problem", target).isNotEqualTo(Health.OK);
            case ACKNOWLEDGED -> {
                assertThat(known(target)).as("%s knows a problem", target).isNotEqualTo(Health.OK);
                assertThat(before).noneMatch(one -> one.alert().acknowledged().equals(alert.acknowledged()));
            }
            case PROBLEM, REMINDER -> {
                assertThat(state.acknowledgement())
                        .as("%s is in somebody's hand", alert)
                        .isEmpty();
                assertThat(core.evaluator.silences().of(check, now)).isEmpty();
                problem.ifPresent(last -> assertThat(Duration.between(last.at(), now))
                        .as("between %s and %s", last, alert)
                        .isGreaterThanOrEqualTo(check.errorInterval()));
            }
        }
        if (alert.kind() == AlertKind.REMINDER) {
            assertThat(options.reminders()).as("%s wants reminders", target).isPresent();
            assertThat(Duration.between(problem.orElseThrow().at(), now))
                    .isGreaterThanOrEqualTo(options.reminders().orElseThrow());
        }
        if (alert.kind() == AlertKind.PROBLEM && known(target) == Health.OK) {
            assertThat(options.minimum() == Health.ERROR && alert.to() == Health.DEGRADED)
                    .as("%s is bad enough for %s", alert, target)
                    .isFalse();
            assertThat(Duration.between(state.problemSince().orElseThrow(), now))
                    .as("%s lasts long enough for %s", alert, target)
                    .isGreaterThanOrEqualTo(options.after());
        }
        before.add(new Heard(alert, now));
    }

    private boolean isActive(TargetOptions options) {
        return options.active().toString().isEmpty()
                || options.active().onUntil(clock.instant()).isPresent();
    }

    /** What a target was told last, acknowledgements aside. */
    Health known(String target) {
        return heard.get(target).stream()
                .map(Heard::alert)
                .filter(alert -> alert.kind() != AlertKind.ACKNOWLEDGED)
                .reduce((first, second) -> second)
                .map(Alert::to)
                .orElse(Health.OK);
    }

    /** After things stayed as they are for long, everybody knows what they want to know. */
    void settleDown() {
        for (int day = 0; day < 4; day++) {
            pass(Duration.ofHours(26));
        }
        CheckState state = store.find(CHECK).orElseThrow().state();
        targets.forEach((target, options) -> {
            boolean unwanted = options.minimum() == Health.ERROR && state.health() == Health.DEGRADED
                    || state.acknowledgement().isPresent();
            if (state.health() == Health.OK) {
                assertThat(known(target)).as("what %s knows at the end", target).isEqualTo(Health.OK);
            } else if (state.health().isProblem() && !unwanted) {
                assertThat(known(target)).as("what %s knows at the end", target).isEqualTo(state.health());
            }
        });
    }
}
