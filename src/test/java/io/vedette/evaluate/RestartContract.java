package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.config.settings.Settings;
import io.vedette.contract.Checks;
import io.vedette.history.Incident;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a restart, and beside another node on the same database, people are told exactly what is due. */
abstract class RestartContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final List<Node> nodes = new ArrayList<>();
    private Settings.Database database;
    private Node node;

    abstract Settings.Database database();

    @BeforeEach
    void start() {
        database = database();
        node = start("slack");
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    @Test
    void retellsNothingThatIsStillDown() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);

        restart("slack").watch(Checks.named("a")).sees("a", Status.ERROR);
        assertThat(node.tells("slack")).isEmpty();

        clock.forward(Checks.ERROR_INTERVAL);
        node.sees("a", Status.ERROR);
        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.REMINDER);
    }

    @Test
    void tellsTheRecoveryThatHappenedMeanwhile() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        node.tells("slack");
        clock.forward(MINUTE);

        restart("slack").watch(Checks.named("a")).sees("a", Status.OK);

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.RECOVERY);
        node.sees("a", Status.OK);
        assertThat(node.tells("slack")).isEmpty();
    }

    @Test
    void tellsWhatWaitedAndWasNotTold() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);

        restart("slack").watch(Checks.named("a"));

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    @Test
    void staysQuietWhileAsleepAndComparesOnWaking() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        node.tells("slack");
        clock.forward(MINUTE);
        node.sees("a", Status.SLEEPING);

        restart("slack").watch(Checks.named("a")).sees("a", Status.SLEEPING);
        assertThat(node.tells("slack")).isEmpty();

        clock.forward(MINUTE);
        node.sees("a", Status.OK);
        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.RECOVERY);
    }

    @Test
    void goesOnCountingInTheMiddleOfAThreshold() {
        Check patient = Checks.of("a", Checks.ERROR_INTERVAL, 3, 1, List.of(), Optional.empty());
        node.watch(patient).sees("a", Status.OK);
        node.sees("a", Status.ERROR);
        node.sees("a", Status.ERROR);

        restart("slack").watch(patient);
        assertThat(node.tells("slack")).isEmpty();
        node.sees("a", Status.ERROR);

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    @Test
    void tellsANewTargetWhatIsDownAndTheOldOneNothing() {
        node.watch(Checks.telling("a", "slack")).sees("a", Status.ERROR);
        node.tells("slack");

        restart("slack", "webhook").watch(Checks.telling("a", "webhook")).sees("a", Status.ERROR);
        assertThat(kinds(node.tells("webhook"))).containsExactly(AlertKind.PROBLEM);
        assertThat(node.tells("slack")).isEmpty();

        node.sees("a", Status.OK);
        assertThat(kinds(node.tells("webhook"))).containsExactly(AlertKind.RECOVERY);
    }

    @Test
    void goesOnWhereACheckWasThatComesBack() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        node.tells("slack");
        restart("slack").watch(Checks.named("another"));
        clock.forward(MINUTE);

        restart("slack").watch(Checks.named("a")).sees("a", Status.OK);

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.RECOVERY);
    }

    @Test
    void staysSilencedAndTellsAtTheEndOfTheSilence() {
        node.watch(Checks.named("a")).sees("a", Status.OK);
        node.mutes().silence("a", clock.instant().plus(MINUTE.multipliedBy(30)), "new disks", "ann");
        node.sees("a", Status.ERROR);

        restart("slack").watch(Checks.named("a")).sees("a", Status.ERROR);
        node.tick();
        assertThat(node.tells("slack")).isEmpty();
        clock.forward(MINUTE.multipliedBy(30));
        node.tick();

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    @Test
    void comparesWithTheFirstAnswerWhenTheSilenceEndedMeanwhile() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        node.tells("slack");
        node.mutes().silence("a", clock.instant().plus(MINUTE), "", "ann");
        clock.forward(Checks.ERROR_INTERVAL);

        restart("slack").watch(Checks.named("a")).tick();
        assertThat(node.tells("slack")).isEmpty();
        node.sees("a", Status.OK);

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.RECOVERY);
        assertThat(node.store().find("a").orElseThrow().state().silence()).isEmpty();
    }

    @Test
    void aPausedProblemGoesOnOverARestart() {
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        Instant began = clock.instant();
        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
        node.mutes().pause("a", Optional.of(began.plus(Duration.ofHours(1))), "new disks", "ann");

        clock.forward(MINUTE);
        restart("slack").watch(Checks.named("a")).sees("a", Status.ERROR);
        CheckState paused = node.store().find("a").orElseThrow().state();
        node.mutes().resume("a");
        node.sees("a", Status.ERROR);

        assertThat(paused.shown()).isEqualTo(Health.PAUSED);
        assertThat(paused.pause())
                .contains(new Pause(began, Optional.of(began.plus(Duration.ofHours(1))), "new disks", "ann"));
        assertThat(node.store().find("a").orElseThrow().state().since()).isEqualTo(began);
        assertThat(node.tells("slack")).isEmpty();
        assertThat(node.store().history().incidents(Optional.of("a"), Optional.empty(), Instant.MAX, 9))
                .extracting(Incident::from, Incident::to)
                .containsExactly(tuple(began, Optional.empty()));
    }

    @Test
    void staysPaused() {
        node.watch(Checks.named("a")).sees("a", Status.OK);
        node.mutes().pause("a", Optional.empty(), "", "");

        restart("slack").watch(Checks.named("a")).sees("a", Status.ERROR);
        assertThat(node.tells("slack")).isEmpty();
        node.mutes().resume("a");
        node.sees("a", Status.ERROR);

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    @Test
    void staysQuietInAMaintenanceWindowAndTellsAtItsEnd() {
        Check maintained = Checks.maintained("a", "daily 11:00-13:00");
        node.watch(maintained).sees("a", Status.ERROR);

        restart("slack").watch(maintained).sees("a", Status.ERROR);
        assertThat(node.tells("slack")).isEmpty();
        clock.forward(Duration.ofHours(1));
        node.tick();

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    @Test
    void tellsThatItSettledWhenItWasToldToFlapBefore() {
        Check flapping = Checks.flapping("a", 3, Duration.ofMinutes(10));
        node.watch(flapping);
        for (Status status : List.of(Status.OK, Status.ERROR, Status.OK, Status.ERROR, Status.OK)) {
            node.sees("a", status);
        }
        assertThat(node.tells("slack")).extracting(Alert::reason).containsExactly(Alert.FLAPPING);

        restart("slack").watch(flapping).sees("a", Status.ERROR);
        node.sees("a", Status.OK);
        assertThat(node.tells("slack")).isEmpty();
        clock.forward(Duration.ofMinutes(10));
        node.tick();

        assertThat(kinds(node.tells("slack"))).containsExactly(AlertKind.RECOVERY);
        node.sees("a", Status.OK);
        assertThat(node.tells("slack")).isEmpty();
    }

    @Test
    void touchesNoRecordWhileNothingChanges() {
        node.watch(Checks.named("a")).sees("a", Status.OK);
        long version = node.store().find("a").orElseThrow().version();

        for (int i = 0; i < 10; i++) {
            clock.forward(MINUTE);
            node.sees("a", Status.OK);
        }

        assertThat(node.store().find("a").orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void tellsOnceThoughTwoNodesSeeIt() throws Exception {
        Node other = start("slack");
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            checks.add("check-" + i);
            node.watch(Checks.named("check-" + i));
            other.watch(Checks.named("check-" + i));
        }

        List<Alert> problems = together(other, checks, Status.ERROR);
        clock.forward(MINUTE);
        List<Alert> recoveries = together(other, checks, Status.OK);

        assertThat(kinds(problems)).containsOnly(AlertKind.PROBLEM);
        assertThat(problems).extracting(Alert::check).containsExactlyInAnyOrderElementsOf(checks);
        assertThat(kinds(recoveries)).containsOnly(AlertKind.RECOVERY);
        assertThat(recoveries).extracting(Alert::check).containsExactlyInAnyOrderElementsOf(checks);
        assertThat(new HashSet<>(problems)).hasSize(20);
        assertThat(node.store().find("check-0").orElseThrow().state().health()).isEqualTo(Health.OK);
    }

    @Test
    void letsTheOtherNodeTellWhatADeadOneHadInHandAfterTheLease() {
        Node other = start("slack");
        node.watch(Checks.named("a")).sees("a", Status.ERROR);
        other.watch(Checks.named("a"));
        assertThat(node.beginsToTell("slack")).hasSize(1);

        assertThat(other.tells("slack")).isEmpty();
        clock.forward(Duration.ofMinutes(5));

        assertThat(kinds(other.tells("slack"))).containsExactly(AlertKind.PROBLEM);
    }

    private List<Alert> together(Node other, List<String> checks, Status status) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Alert>>> work = new ArrayList<>();
            for (Node one : List.of(node, other)) {
                work.add(pool.submit(() -> {
                    checks.forEach(check -> one.sees(check, status));
                    return List.of();
                }));
                work.add(pool.submit(() -> one.tells("slack")));
            }
            List<Alert> told = new ArrayList<>();
            for (Future<List<Alert>> one : work) {
                told.addAll(one.get());
            }
            told.addAll(node.tells("slack"));
            told.addAll(other.tells("slack"));
            return told;
        } finally {
            pool.shutdownNow();
        }
    }

    private Node restart(String... targets) {
        node.close();
        node = start(targets);
        return node;
    }

    private Node start(String... targets) {
        Node started = new Node(database, clock, targets);
        nodes.add(started);
        return started;
    }

    private static List<AlertKind> kinds(List<Alert> alerts) {
        return alerts.stream().map(Alert::kind).toList();
    }
}
