package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.contract.Checks;
import io.vedette.probe.Observation;
import io.vedette.probing.Run;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.state.Transition.Why;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Core core = new Core(clock, store, Duration.ZERO);

    @BeforeEach
    void addSlack() {
        core.targets.add("slack");
    }

    @Test
    void tellsAProblemOnceAndItsRecoveryOnce() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).containsExactly("problem a error");

        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).isEmpty();
        core.observe("a", Status.OK);
        assertThat(core.hear("slack")).containsExactly("recovery a ok");
        core.observe("a", Status.OK);
        assertThat(core.hear("slack")).isEmpty();
    }

    @Test
    void tellsAnErrorThatCameOfADegradedStateAfterTheErrorInterval() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.DEGRADED);
        core.hear("slack");

        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).isEmpty();
        clock.forward(Checks.ERROR_INTERVAL);
        core.observe("a", Status.ERROR);

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void tellsNothingOfAnErrorThatNoTargetHeardOfInTime() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);

        core.observe("a", Status.OK);

        assertThat(core.hear("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void isRunByTheSameScheduleAfterItWasDefinedAnew() {
        AtomicInteger runs = new AtomicInteger();
        core.evaluator
                .watch(Checks.named("a"), Optional.empty(), Checks.NO_RULE)
                .runBy(runs::incrementAndGet);

        core.evaluator
                .watch(Checks.named("a"), Optional.empty(), Checks.NO_RULE)
                .askAgain();

        assertThat(runs).hasValue(1);
    }

    @Test
    void takesARuleThatThrowsAsAnErrorOfItsCheck() {
        Watched watched = core.evaluator.watch(Checks.named("a"), Optional.empty(), (observation, now) -> {
            throw new IllegalStateException("a bug");
        });

        Verdict verdict = core.evaluator.judge(watched, Checks.observation(clock.instant()));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(verdict.message()).contains("IllegalStateException").doesNotContain("a bug");
    }

    @Test
    void judgesWithoutConsequence() {
        Watched watched = core.watch(Checks.named("a"));

        core.evaluator.judge(watched, Checks.observation(clock.instant()));

        assertThat(store.find("a")).isEmpty();
        assertThat(watched.counts().pings()).isZero();
    }

    @Test
    void isMutedWhileWhatItDependsOnIsInError() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("database", Status.ERROR);
        core.observe("import", Status.ERROR);
        assertThat(core.hear("slack")).containsExactly("problem database error");

        core.observe("database", Status.OK);
        core.observe("import", Status.ERROR);

        assertThat(core.hear("slack")).containsExactlyInAnyOrder("recovery database ok", "problem import error");
    }

    @Test
    void isNotMutedByADegradedDependency() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("database", Status.DEGRADED);
        core.observe("import", Status.ERROR);

        assertThat(core.hear("slack")).contains("problem import error");
    }

    @Test
    void recoversWhileWhatItDependsOnFails() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("import", Status.ERROR);
        core.hear("slack");

        core.observe("database", Status.ERROR);
        core.observe("import", Status.OK);

        assertThat(core.hear("slack")).contains("recovery import ok");
    }

    @Test
    void staysQuietWhileAsleepAndComparesOnWaking() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");
        core.observe("a", Status.SLEEPING);
        clock.forward(Duration.ofHours(8));
        core.observe("a", Status.SLEEPING);
        assertThat(core.hear("slack")).isEmpty();

        core.observe("a", Status.OK);

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void stillTellsARecoveryWhenTheCheckFellAsleepBeforeItWasTold() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");
        core.observe("a", Status.OK);

        core.observe("a", Status.SLEEPING);

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void tellsNoProblemThatWaitedWhenTheCheckFellAsleep() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);

        core.observe("a", Status.SLEEPING);

        assertThat(core.hear("slack")).isEmpty();
    }

    @Test
    void staysQuietWhilePaused() {
        Watched watched = core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.mutes.pause("a", Optional.empty(), "", "");
        assertThat(core.hear("slack")).isEmpty();
        assertThat(core.observe("a", Status.ERROR).why()).isEqualTo(Why.UNCHANGED);

        assertThat(core.mutes.resume("a").orElseThrow().after().health()).isEqualTo(Health.ERROR);

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void dropsWhatWaitsForATargetThatLeft() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.targets.remove("slack");

        core.observe("a", Status.ERROR);

        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void tellsATargetThatCameLater() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.targets.add("mail");

        core.observe("a", Status.ERROR);

        assertThat(core.hear("mail")).containsExactly("problem a error");
    }

    @Test
    void tellsOnlyTheTargetsThatTheCheckNames() {
        core.targets.add("mail");
        core.watch(Checks.telling("a", "mail"));
        core.observe("a", Status.ERROR);

        assertThat(core.hear("slack")).isEmpty();
        assertThat(core.hear("mail")).containsExactly("problem a error");
    }

    @Test
    void tellsTheLogOfACheckWhoseTargetsAreAllOff() {
        core.targets.add("log");
        core.watch(Checks.telling("a", "mail"));
        core.observe("a", Status.ERROR);

        assertThat(core.hear("slack")).isEmpty();
        assertThat(core.hear("log")).containsExactly("problem a error");
    }

    @Test
    void leavesTheLogAloneWhereAnotherTargetIsTold() {
        core.targets.add("log");
        core.watch(Checks.telling("a", "slack"));
        core.observe("a", Status.ERROR);

        assertThat(core.hear("log")).isEmpty();
        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void goesOnWhereItWasWhenWatchedAgain() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");
        core.evaluator.forget("a");

        Watched again = core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);

        assertThat(again.record().state().since()).isEqualTo(TestClock.START);
        assertThat(core.hear("slack")).isEmpty();
    }

    @Test
    void retellsNothingAfterARestart() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");

        Core restarted = new Core(clock.forward(Duration.ofSeconds(30)), store, Duration.ZERO);
        restarted.targets.add("slack");
        restarted.watch(Checks.named("a"));
        restarted.observe("a", Status.ERROR);
        assertThat(restarted.hear("slack")).isEmpty();
        restarted.observe("a", Status.OK);

        assertThat(restarted.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void countsWhatItSaw() {
        Watched watched = core.watch(Checks.named("a"));
        core.observe("a", Status.OK);
        core.observe("a", Status.ERROR);
        core.observe("a", Status.DEGRADED);
        assertThat(watched.begin()).isPresent();
        assertThat(watched.begin()).isEmpty();

        assertThat(watched.counts()).isEqualTo(new Watched.Counts(3, 2, 1, 0, 2));
        core.observe("a", Status.SLEEPING);
        assertThat(watched.counts()).isEqualTo(new Watched.Counts(4, 2, 1, 0, 0));
    }

    @Test
    void dropsAVerdictThatWasObservedBeforeTheLastOneTaken() {
        Watched watched = core.watch(Checks.named("a"));
        Observation failed = Checks.observation(clock.instant());
        // The clock on the wall may be set back between two observations: their order is another one.
        clock.forward(Duration.ofDays(-1));
        core.observe("a", Status.OK);

        Transition late = core.evaluator.take(watched, failed, Checks.verdict(Status.ERROR));

        assertThat(late.why()).isEqualTo(Why.OUTDATED);
        assertThat(core.health("a")).isEqualTo(Health.OK);
        assertThat(core.hear("slack")).isEmpty();
        assertThat(watched.counts()).isEqualTo(new Watched.Counts(1, 0, 0, 1, 0));
        assertThat(watched.latest().orElseThrow().verdict().status()).isEqualTo(Status.OK);
    }

    @Test
    void dropsAVerdictOfADefinitionThatWasReplaced() {
        Watched before = core.watch(Checks.named("a"));
        Watched now = core.watch(Checks.named("a"));

        Transition late =
                core.evaluator.take(before, Checks.observation(clock.instant()), Checks.verdict(Status.ERROR));

        assertThat(late.why()).isEqualTo(Why.OUTDATED);
        assertThat(before.counts().dropped()).isOne();
        assertThat(now.record().state().health()).isEqualTo(Health.PENDING);
    }

    @Test
    void beginsAnotherRunAfterTheOneThatGoesOnWhereThatIsAskedFor() {
        AtomicInteger runs = new AtomicInteger();
        Watched watched = core.watch(Checks.named("a"));
        watched.runBy(runs::incrementAndGet);
        assertThat(watched.runAfterwards()).as("none goes on").isFalse();
        Run run = watched.begin().orElseThrow();
        run.hold();
        assertThat(watched.runAfterwards()).isTrue();
        run.release();
        assertThat(runs).as("a thread is not back").hasValue(0);

        run.release();

        assertThat(runs).hasValue(1);
        assertThat(watched.begin()).isPresent();
    }

    @Test
    void showsTheNewestVerdictAlthoughTheStateWaits() {
        Watched watched = core.watch(Checks.of("a", Checks.ERROR_INTERVAL, 3, 1, List.of(), Optional.empty()));
        core.observe("a", Status.OK);
        core.observe("a", Status.ERROR);

        Latest latest = watched.latest().orElseThrow();
        assertThat(latest.verdict().status()).isEqualTo(Status.ERROR);
        assertThat(latest.why()).isEqualTo(Why.COUNTING);
        assertThat(watched.record().state().health()).isEqualTo(Health.OK);
    }

    @Test
    void writesWhatIsTrueBesideWhatWasToldLast() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.DEGRADED);
        core.hear("slack");
        clock.forward(Checks.ERROR_INTERVAL);
        core.observe("a", Status.ERROR);

        Alert alert = core.entry("a", "slack").waiting().orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.PROBLEM);
        assertThat(alert.from()).isEqualTo(Health.DEGRADED);
        assertThat(alert.to()).isEqualTo(Health.ERROR);
        assertThat(alert.reason()).isEqualTo("stale");
        assertThat(alert.message()).isEqualTo("last run 14 minutes ago");
        assertThat(alert.at()).isEqualTo(clock.instant());
        assertThat(alert.since()).isEqualTo(clock.instant());
        assertThat(alert.consecutiveFailures()).isEqualTo(2);
    }

    @Test
    void storesNothingOfAVerdictThatChangesNothing() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.OK);
        long version = store.find("a").orElseThrow().version();

        core.observe("a", Status.OK);

        assertThat(store.find("a").orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void countsAnAlertAsToldThatWasHeardAfterItsLeaseWasOver() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        Alert alert = core.delivery.next("slack").orElseThrow().alerts().get(0);
        clock.forward(Duration.ofMinutes(6));
        core.observe("a", Status.OK);

        core.outcome.delivered("slack", alert, "");

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void ignoresARefusalOfAnAlertThatWasReplacedSince() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        Alert alert = core.delivery.next("slack").orElseThrow().alerts().get(0);
        clock.forward(Duration.ofMinutes(6));
        core.observe("a", Status.DEGRADED);

        core.outcome.notDelivered("slack", alert);

        assertThat(core.hear("slack")).containsExactly("problem a degraded");
    }

    @Test
    void remindsWithTheNewestMessage() {
        Watched watched = core.watch(Checks.named("a"));
        observe(watched, "last run 14 minutes ago");
        core.hear("slack");
        clock.forward(Checks.ERROR_INTERVAL);

        observe(watched, "last run 22 minutes ago");

        assertThat(messages()).containsExactly("last run 22 minutes ago");
    }

    @Test
    void tellsAProblemItHadToKeepBackWithTheNewestMessage() {
        Watched watched = core.watch(Checks.named("a"));
        core.observe("a", Status.DEGRADED);
        core.hear("slack");
        observe(watched, "last run 14 minutes ago");
        clock.forward(Checks.ERROR_INTERVAL);

        observe(watched, "last run 22 minutes ago");

        assertThat(messages()).containsExactly("last run 22 minutes ago");
    }

    @Test
    void isNotPutOffForEverByACheckThatGoesFromBadToBad() {
        Core grouping = new Core(clock, store, Duration.ofSeconds(10));
        grouping.targets.add("slack");
        grouping.watch(Checks.named("a"));
        for (Status status : List.of(Status.ERROR, Status.DEGRADED, Status.ERROR)) {
            grouping.observe("a", status);
            clock.forward(Duration.ofSeconds(4));
        }

        assertThat(grouping.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void keepsTheErrorIntervalThoughATargetLeftWithAMessageInItsHand() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        Alert alert = core.delivery.next("slack").orElseThrow().alerts().get(0);
        core.targets.remove("slack");
        core.observe("a", Status.ERROR);
        core.targets.add("slack");
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).isEmpty();

        core.outcome.delivered("slack", alert, "");
        core.observe("a", Status.ERROR);

        assertThat(core.hear("slack")).isEmpty();
    }

    private void observe(Watched watched, String message) {
        core.evaluator.take(watched, Checks.observation(clock.instant()), Verdict.error(Reason.STALE, message));
    }

    private List<String> messages() {
        return core.delivery.next("slack").orElseThrow().alerts().stream()
                .map(Alert::message)
                .toList();
    }
}
