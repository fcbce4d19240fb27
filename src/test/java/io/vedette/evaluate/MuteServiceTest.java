package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.contract.Checks;
import io.vedette.history.Incident;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MuteServiceTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Core core = new Core(clock, store, Duration.ZERO);

    @BeforeEach
    void addSlack() {
        core.targets.add("slack");
    }

    @Test
    void tellsAtTheEndOfASilenceWhatIsTrueThen() {
        Watched watched = core.watch(Checks.named("a"));
        core.mutes.silence("a", clock.instant().plus(HOUR), "new\ndisks", "");
        core.observe("a", Status.ERROR);
        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(core.mutes.of(watched))
                .isEqualTo(new MuteStatus(
                        Mute.SILENCED, Optional.of(clock.instant().plus(HOUR)), "new disks", "", false));

        clock.forward(HOUR);

        assertThat(core.mutes.of(watched).isOn()).isFalse();
        assertThat(core.tick().hear("slack")).containsExactly("problem a error");
        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(watched.record().state().silence()).isEmpty();
    }

    @Test
    void tellsNothingAfterASilenceInWhichAllWentByAgain() {
        core.watch(Checks.named("a"));
        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");
        core.observe("a", Status.ERROR);
        core.observe("a", Status.OK);

        clock.forward(HOUR);

        assertThat(core.tick().hear("slack")).isEmpty();
    }

    @Test
    void tellsInASilenceThatWhatWasToldIsOver() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");
        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");

        core.observe("a", Status.OK);

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void dropsAProblemThatWaitsWhenTheCheckIsSilenced() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);

        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");

        assertThat(core.hear("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void tellsAtOnceWhenASilenceIsEndedByHand() {
        core.watch(Checks.named("a"));
        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");
        core.observe("a", Status.ERROR);

        core.mutes.unsilence("a");

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void aProblemGoesOnThroughAPause() {
        Watched watched = core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        Instant began = clock.instant();
        assertThat(core.hear("slack")).containsExactly("problem a error");

        core.mutes.pause("a", Optional.empty(), "new disks", "ann");
        clock.forward(Duration.ofMinutes(5));
        core.observe("a", Status.ERROR);
        assertThat(watched.record().state().shown()).isEqualTo(Health.PAUSED);
        core.mutes.resume("a");
        core.observe("a", Status.ERROR);

        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(watched.record().state().health()).isEqualTo(Health.ERROR);
        assertThat(watched.record().state().since()).isEqualTo(began);
        assertThat(watched.counts().consecutiveFailures()).isEqualTo(3);
        assertThat(core.store.history().incidents(Optional.of("a"), Optional.empty(), Instant.MAX, 9))
                .extracting(Incident::from, Incident::to)
                .containsExactly(tuple(began, Optional.empty()));
    }

    @Test
    void aPauseEndsByTimeAsByAnOperator() {
        Watched watched = core.watch(Checks.named("a"));
        AtomicInteger asked = new AtomicInteger();
        watched.runBy(asked::incrementAndGet);
        core.observe("a", Status.OK);
        Instant end = clock.instant().plus(HOUR);
        core.mutes.pause("a", Optional.of(end), "new\ndisks", "ann");
        core.observe("a", Status.ERROR);
        assertThat(core.mutes.of(watched))
                .isEqualTo(new MuteStatus(Mute.PAUSED, Optional.of(end), "new disks", "ann", false));
        assertThat(core.tick().hear("slack")).isEmpty();

        clock.forward(HOUR);

        assertThat(core.tick().hear("slack")).containsExactly("problem a error");
        assertThat(watched.record().state().shown()).isEqualTo(Health.ERROR);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRecoveryDuringAPauseIsTrueWhenItHappens() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.hear("slack");
        Instant began = clock.instant();
        core.mutes.pause("a", Optional.empty(), "", "");
        clock.forward(Duration.ofMinutes(2));
        core.observe("a", Status.OK);
        Instant ended = clock.instant();

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
        clock.forward(HOUR);
        core.mutes.resume("a");
        core.observe("a", Status.OK);

        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(core.store.history().incidents(Optional.of("a"), Optional.empty(), Instant.MAX, 9))
                .extracting(Incident::from, Incident::to)
                .containsExactly(tuple(began, Optional.of(ended)));
    }

    @Test
    void showsNoPauseThatEndedWhileNobodyWatched() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.mutes.pause("a", Optional.of(clock.instant().plus(HOUR)), "", "");
        clock.forward(HOUR);

        Core restarted = new Core(clock, store, Duration.ZERO);
        restarted.targets.add("slack");
        Watched watched = restarted.watch(Checks.named("a"));

        assertThat(restarted.tick().hear("slack")).as("before the first answer").isEmpty();
        assertThat(watched.record().state().shown()).isEqualTo(Health.ERROR);
        restarted.observe("a", Status.ERROR);
        assertThat(restarted.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void keepsTheDependentsOfAPausedCheckQuiet() {
        core.watch(Checks.named("a"));
        core.watch(Checks.dependent("b", "a"));
        core.observe("a", Status.ERROR);
        core.mutes.pause("a", Optional.empty(), "", "");

        core.observe("b", Status.ERROR);

        assertThat(core.tick().hear("slack")).isEmpty();
    }

    @Test
    void keepsASilenceThroughAPause() {
        Watched watched = core.watch(Checks.named("a"));
        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");
        core.mutes.pause("a", Optional.empty(), "", "");
        assertThat(core.mutes.of(watched).mute()).isEqualTo(Mute.PAUSED);

        core.mutes.resume("a");
        core.observe("a", Status.ERROR);

        assertThat(core.mutes.of(watched).mute()).isEqualTo(Mute.SILENCED);
        assertThat(core.hear("slack")).isEmpty();
    }

    @Test
    void refusesASilenceThatIsOverAndANameThatNoCheckHas() {
        core.watch(Checks.named("a"));

        assertThatThrownBy(() -> core.mutes.silence("a", clock.instant(), "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end in the future");
        assertThatThrownBy(() -> core.mutes.pause("a", Optional.of(clock.instant()), "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end in the future");
        assertThat(core.mutes.silence("b", clock.instant().plus(HOUR), "", "")).isEmpty();
        assertThat(core.mutes.pause("b", Optional.empty(), "", "")).isEmpty();
    }

    @Test
    void tellsAtTheEndOfAMaintenanceWindow() {
        Watched watched = core.watch(Checks.maintained("a", "daily 12:00-14:00"));
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).isEmpty();
        assertThat(core.mutes.of(watched).until()).contains(TestClock.START.plus(Duration.ofHours(2)));

        clock.forward(Duration.ofHours(2));

        assertThat(core.tick().hear("slack")).containsExactly("problem a error");
    }

    @Test
    void remindsOfNothingInAMaintenanceWindow() {
        core.watch(Checks.maintained("a", "daily 13:00-14:00"));
        core.observe("a", Status.ERROR);
        core.hear("slack");

        clock.forward(HOUR);
        core.observe("a", Status.ERROR);
        assertThat(core.tick().hear("slack")).isEmpty();
        clock.forward(HOUR);

        assertThat(core.tick().hear("slack")).containsExactly("reminder a error");
    }

    @Test
    void dropsTheProblemOfADependentWhoseDependencyFailsALittleLater() {
        Core grouping = new Core(clock, store, Duration.ofSeconds(10));
        grouping.targets.add("slack");
        grouping.watch(Checks.named("database"));
        grouping.watch(Checks.dependent("import", "database"));
        grouping.observe("import", Status.ERROR);
        clock.forward(Duration.ofSeconds(1));
        grouping.observe("database", Status.ERROR);

        clock.forward(Duration.ofSeconds(10));

        assertThat(grouping.hear("slack")).containsExactly("problem database error");
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void asksADependentAgainBeforeItTellsOfIt() {
        core.watch(Checks.named("database"));
        Watched dependent = core.watch(Checks.dependent("import", "database"));
        AtomicInteger runs = new AtomicInteger();
        dependent.runBy(runs::incrementAndGet);
        core.observe("database", Status.ERROR);
        core.observe("import", Status.ERROR);
        core.hear("slack");
        clock.forward(Duration.ofSeconds(20));
        core.observe("database", Status.OK);

        assertThat(core.tick().hear("slack")).containsExactly("recovery database ok");
        assertThat(runs).hasValue(1);
        assertThat(core.mutes.of(dependent).awaitsAnswer()).isTrue();
        core.observe("import", Status.OK);

        assertThat(core.tick().hear("slack")).isEmpty();
    }

    @Test
    void tellsOfADependentThatGivesNoAnswerInTime() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("database", Status.ERROR);
        core.observe("import", Status.ERROR);
        core.hear("slack");
        clock.forward(Duration.ofSeconds(20));
        core.observe("database", Status.OK);
        core.hear("slack");

        clock.forward(Duration.ofSeconds(25));

        assertThat(core.tick().hear("slack")).containsExactly("problem import error");
    }

    @Test
    void isNotMutedInACircle() {
        core.watch(Checks.dependent("a", "b"));
        core.watch(Checks.dependent("b", "c"));
        core.watch(Checks.dependent("c", "a"));
        core.watch(Checks.dependent("outside", "a"));
        List.of("a", "b", "c", "outside").forEach(check -> core.observe(check, Status.ERROR));

        assertThat(core.hear("slack"))
                .containsExactlyInAnyOrder("problem a error", "problem b error", "problem c error");
    }

    @Test
    void tellsOfADependentWhoseDependencyIsWatchedNoMore() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("database", Status.ERROR);
        core.observe("import", Status.ERROR);
        core.hear("slack");

        core.evaluator.forget("database");

        assertThat(core.tick().hear("slack")).containsExactly("problem import error");
    }

    @Test
    void tellsOfFlappingOnceAndOfItsEndOnce() {
        Watched watched = core.watch(Checks.flapping("a", 3, Duration.ofMinutes(10)));
        changes("a", Status.OK, Status.ERROR, Status.OK, Status.ERROR);
        assertThat(core.hear("slack")).containsExactly("problem a error");
        clock.forward(Checks.ERROR_INTERVAL);
        core.observe("a", Status.OK);

        Alert alert = core.entry("a", "slack").waiting().orElseThrow();
        assertThat(alert.reason()).isEqualTo("flapping");
        assertThat(alert.message()).isEqualTo("flapping: 4 changes in 10m, ok at the moment");
        assertThat(core.hear("slack")).containsExactly("problem a error");
        assertThat(core.mutes.isFlapping(watched)).isTrue();
        changes("a", Status.ERROR, Status.OK, Status.ERROR, Status.OK);
        assertThat(core.tick().hear("slack")).isEmpty();

        clock.forward(Duration.ofMinutes(10));

        assertThat(core.tick().hear("slack")).containsExactly("recovery a ok");
        assertThat(core.mutes.isFlapping(watched)).isFalse();
        assertThat(core.tick().hear("slack")).isEmpty();
    }

    @Test
    void tellsTheProblemThatFlappingSettlesIn() {
        core.watch(Checks.flapping("a", 3, Duration.ofMinutes(10)));
        changes("a", Status.OK, Status.ERROR, Status.OK, Status.ERROR, Status.OK, Status.ERROR);
        assertThat(core.hear("slack")).containsExactly("problem a error");

        clock.forward(Duration.ofMinutes(10));

        assertThat(core.tick().delivery.next("slack").orElseThrow().alerts())
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.to()).isEqualTo(Health.ERROR);
                    assertThat(alert.reason()).isEqualTo("stale");
                    assertThat(alert.message()).isEqualTo("settled after flapping: last run 14 minutes ago");
                });
    }

    @Test
    void tellsNothingOfFlappingInASilenceThatOutlastsIt() {
        Check check = Checks.flapping("a", 3, Duration.ofMinutes(10));
        core.watch(check);
        core.mutes.silence("a", clock.instant().plus(HOUR), "", "");
        changes("a", Status.OK, Status.ERROR, Status.OK, Status.ERROR, Status.OK);
        assertThat(core.tick().hear("slack")).isEmpty();

        clock.forward(HOUR);

        assertThat(core.tick().hear("slack")).isEmpty();
    }

    private void changes(String check, Status... statuses) {
        for (Status status : statuses) {
            core.observe(check, status);
        }
    }
}
