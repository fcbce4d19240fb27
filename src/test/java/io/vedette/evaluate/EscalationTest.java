package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.check.Maintenance;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.state.SilenceRule;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.target.TargetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told when: the first target at once, the next one after 15 minutes unless somebody has it, others in their hours. */
class EscalationTest {

    private final TestClock clock = new TestClock();
    private final Store store = new MemoryStore();
    private Core core = started();

    private Core started() {
        Core fresh = new Core(clock, store, Duration.ZERO);
        fresh.targets.add("first");
        fresh.targets.add("second", after(Duration.ofMinutes(15)));
        fresh.watch(Checks.of("a", Duration.ofMinutes(8), 1, 1, List.of(), Optional.empty()));
        return fresh;
    }

    @Test
    void tellsTheNextOneAtTheSecondWithoutAnotherVerdict() {
        core.observe("a", Status.ERROR);
        assertThat(core.hear("first")).containsExactly("problem a error");

        clock.forward(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(core.tick().hear("second")).isEmpty();

        clock.forward(Duration.ofSeconds(1));
        assertThat(core.tick().hear("second")).containsExactly("problem a error");
    }

    @Test
    void tellsTheNextOneWhenThisProcessWasAwayMeanwhile() {
        core.observe("a", Status.ERROR);
        core.hear("first");

        clock.forward(Duration.ofMinutes(20));
        core = started();
        core.observe("a", Status.ERROR);

        assertThat(core.hear("second")).containsExactly("problem a error");
        assertThat(core.hear("first")).containsExactly("reminder a error");
    }

    @Test
    void wakesNobodyElseOnceSomebodyHasIt() {
        core.observe("a", Status.ERROR);
        core.hear("first");

        core.mutes.acknowledge("a", "looking at the disks", "ann");

        assertThat(core.hear("first")).containsExactly("acknowledged a error");
        assertThat(core.entry("a", "first").lastNotified().acknowledgedAt()).contains(clock.instant());
        clock.forward(Duration.ofHours(2));
        core.observe("a", Status.ERROR);
        assertThat(core.tick().hear("first")).isEmpty();
        assertThat(core.hear("second")).isEmpty();

        core.observe("a", Status.OK);

        assertThat(core.hear("first")).containsExactly("recovery a ok");
        assertThat(core.hear("second")).isEmpty();
    }

    @Test
    void goesOnWhereItWasWhenTheAcknowledgementIsTakenBack() {
        core.observe("a", Status.ERROR);
        core.hear("first");
        core.mutes.acknowledge("a", "", "ann");
        core.hear("first");
        clock.forward(Duration.ofMinutes(20));

        core.mutes.unacknowledge("a");

        assertThat(core.hear("first")).containsExactly("reminder a error");
        assertThat(core.hear("second")).containsExactly("problem a error");
    }

    @Test
    void tellsThatItGotWorseThoughSomebodyHasIt() {
        core.observe("a", Status.DEGRADED);
        core.hear("first");
        core.mutes.acknowledge("a", "", "ann");
        core.hear("first");
        clock.forward(Duration.ofMinutes(16));

        core.observe("a", Status.ERROR);

        assertThat(core.hear("first")).containsExactly("problem a error");
        assertThat(core.hear("second")).containsExactly("problem a error");
    }

    @Test
    void keepsAnAcknowledgementThroughASleepAndARestart() {
        core.observe("a", Status.ERROR);
        core.hear("first");
        core.mutes.acknowledge("a", "", "ann");
        core.hear("first");
        core.observe("a", Status.SLEEPING);
        clock.forward(Duration.ofHours(3));

        core = started();
        core.observe("a", Status.ERROR);

        assertThat(core.tick().hear("first")).isEmpty();
        assertThat(core.hear("second")).isEmpty();
    }

    /** Nights on which clocks are set, 2026 in Zurich: on 29 March 2 o'clock is 3; on 25 October 3 o'clock is 2. */
    @ParameterizedTest(name = "a problem at {0}, hours {1}: told at {2}")
    @CsvSource({
        "2026-06-01T10:00:00Z, daily 08:00-18:00 UTC, 2026-06-01T10:00:00Z",
        "2026-06-01T18:00:00Z, daily 08:00-18:00 UTC, 2026-06-02T08:00:00Z",
        "2026-06-01T17:59:59Z, daily 08:00-18:00 UTC, 2026-06-01T17:59:59Z",
        "2026-03-29T00:30:00Z, daily 02:30-04:00 Europe/Zurich, 2026-03-29T01:00:00Z",
        "2026-03-29T00:59:00Z, daily 03:00-04:00 Europe/Zurich, 2026-03-29T01:00:00Z",
        "2026-10-25T00:10:00Z, daily 02:30-04:00 Europe/Zurich, 2026-10-25T00:30:00Z",
        "2026-10-25T02:59:59Z, daily 02:30-04:00 Europe/Zurich, 2026-10-25T02:59:59Z",
        "2026-10-25T03:00:00Z, daily 02:30-04:00 Europe/Zurich, 2026-10-26T01:30:00Z",
    })
    void tellsAtTheBeginningOfTheHoursWhatIsTrueThen(Instant problem, String hours, Instant told) {
        clock.set(problem.minusSeconds(5));
        core = started();
        core.targets.add("daytime", active(hours));
        core.observe("a", Status.OK);
        clock.set(problem);
        core.observe("a", Status.ERROR);
        core.hear("first");

        Instant heard = null;
        while (heard == null && clock.instant().isBefore(told.plusSeconds(60))) {
            if (core.tick().hear("daytime").equals(List.of("problem a error"))) {
                heard = clock.instant();
            } else {
                Duration left = Duration.between(clock.instant(), told);
                clock.forward(
                        left.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(1));
            }
        }

        assertThat(heard).isEqualTo(told);
    }

    @ParameterizedTest(name = "a problem at {0}: looked at again at {1}")
    @CsvSource({
        "2026-06-01T20:00:00Z, 2026-06-01T20:01:00Z",
        "2026-06-02T07:59:30Z, 2026-06-02T08:00:00Z",
    })
    void looksSeldomOutsideTheHoursAndAtTheirBeginning(Instant problem, Instant look) {
        clock.set(problem);
        core = started();
        core.targets.add("daytime", active("daily 08:00-18:00"));
        core.observe("a", Status.ERROR);
        core.hear("first");
        core.observe("a", Status.ERROR);

        core.tick();

        // "second" would be told in 15 minutes.
        assertThat(core.watchlist.find("a").orElseThrow().lookAt()).isEqualTo(look);
    }

    @Test
    void tellsNothingOfAProblemThatCameAndWentOutsideItsHours() {
        clock.set(Instant.parse("2026-06-01T20:00:00Z"));
        core = started();
        core.targets.add("daytime", active("daily 08:00-18:00"));
        core.observe("a", Status.ERROR);
        clock.forward(Duration.ofHours(1));
        core.observe("a", Status.OK);
        clock.set(Instant.parse("2026-06-02T08:00:01Z"));

        assertThat(core.tick().hear("daytime")).isEmpty();
    }

    @Test
    void tellsTheEndOfAProblemAtTheBeginningOfItsHours() {
        clock.set(Instant.parse("2026-06-01T17:00:00Z"));
        core = started();
        core.targets.add("daytime", active("daily 08:00-18:00"));
        core.observe("a", Status.ERROR);
        core.hear("daytime");
        clock.forward(Duration.ofHours(4));
        core.observe("a", Status.OK);
        assertThat(core.tick().hear("daytime")).isEmpty();

        clock.set(Instant.parse("2026-06-02T08:00:00Z"));

        assertThat(core.tick().hear("daytime")).containsExactly("recovery a ok");
    }

    @Test
    void hearsOnlyOfChecksOfItsGroupsAndTags() {
        core.targets.add(
                "shop",
                new TargetOptions(
                        List.of("shop"),
                        List.of(),
                        Health.DEGRADED,
                        Duration.ZERO,
                        Maintenance.NONE,
                        Optional.of(Duration.ZERO),
                        Optional.empty()));

        core.observe("a", Status.ERROR);

        assertThat(core.hear("shop")).isEmpty();
        assertThat(core.hear("first")).containsExactly("problem a error");
    }

    @Test
    void saysWhatIsTrueWhenASilenceOverANameEnds() {
        Instant now = clock.instant();
        core.evaluator
                .silences()
                .add(new SilenceRule(
                        "s", List.of("a"), List.of(), List.of(), now, now.plusSeconds(600), "new disks", "ann"));
        core.observe("a", Status.ERROR);
        assertThat(core.tick().hear("first")).isEmpty();
        core = started();
        core.observe("a", Status.ERROR);
        assertThat(core.tick().hear("first")).isEmpty();

        clock.forward(Duration.ofSeconds(600));

        assertThat(core.tick().hear("first")).containsExactly("problem a error");
        assertThat(store.silences()).isEmpty();
    }

    private static TargetOptions after(Duration time) {
        return new TargetOptions(
                List.of(),
                List.of(),
                Health.DEGRADED,
                time,
                Maintenance.NONE,
                Optional.of(Duration.ZERO),
                Optional.empty());
    }

    private static TargetOptions active(String hours) {
        return new TargetOptions(
                List.of(),
                List.of(),
                Health.DEGRADED,
                Duration.ZERO,
                Maintenance.parse(hours),
                Optional.of(Duration.ZERO),
                Optional.empty());
    }
}
