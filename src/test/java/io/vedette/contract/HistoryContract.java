package io.vedette.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.history.Bucket;
import io.vedette.history.History;
import io.vedette.history.Incident;
import io.vedette.history.Recorder;
import io.vedette.history.Result;
import io.vedette.history.Uptime;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every history promises. */
public abstract class HistoryContract {

    protected static final Instant NOW = Instant.parse("2026-03-11T12:30:00.123Z");
    protected static final Settings.History LIMITS =
            new Settings.History(50, Duration.ofDays(90), Duration.ofDays(365));

    /** The store, empty at first, at the time {@link #NOW}, with the limits {@link #LIMITS}. */
    protected abstract Store store();

    /** The same store after a restart, where it outlives one. */
    protected Store restarted() {
        return store();
    }

    @Test
    void knowsNothingAtFirst() {
        History history = store().history();

        assertThat(history.results("a", NOW, 10)).isEmpty();
        assertThat(history.latest(List.of("a"), 10)).isEmpty();
        assertThat(history.uptime("a", NOW))
                .extracting(Uptime::window, Uptime::up, Uptime::down)
                .containsExactlyElementsOf(History.WINDOWS.stream()
                        .map(window -> tuple(window, 0L, 0L))
                        .toList());
        assertThat(history.uptime(List.of("a"), History.WINDOWS.get(0), NOW)).isEmpty();
        assertThat(history.buckets("a", NOW.minus(Duration.ofDays(90)), NOW)).isEmpty();
        assertThat(history.incidents(Optional.empty(), Optional.empty(), NOW, 10))
                .isEmpty();
    }

    @Test
    void tellsResultsNewestFirst() {
        record("a", NOW.minusSeconds(120), Status.OK);
        Result error = new Result("a", NOW.minusSeconds(60), Status.ERROR, Duration.ofMillis(1_234), "stale", "late");
        recorder().result(error);
        record("b", NOW.minusSeconds(30), Status.SLEEPING);
        record("a", NOW, Status.DEGRADED);

        beforeAndAfterARestart(store -> {
            History history = store.history();
            assertThat(history.results("a", NOW, 10))
                    .containsExactly(error, result("a", NOW.minusSeconds(120), Status.OK));
            assertThat(history.results("a", NOW.plusMillis(1), 2))
                    .containsExactly(result("a", NOW, Status.DEGRADED), error);
            assertThat(history.latest(List.of("a", "b", "c"), 1))
                    .containsOnlyKeys("a", "b")
                    .containsEntry("a", List.of(result("a", NOW, Status.DEGRADED)));
        });
    }

    @Test
    void keepsTheNewestResultsOfEachCheck() {
        int most = LIMITS.results();
        for (int i = 0; i < most * 3; i++) {
            record("a", NOW.minusSeconds(most * 3L - i), i % 2 == 0 ? Status.OK : Status.ERROR);
        }
        record("b", NOW.minus(Duration.ofDays(2)), Status.OK);

        beforeAndAfterARestart(store -> {
            History history = store.history();
            List<Result> kept = history.results("a", NOW, 1_000);
            assertThat(kept).hasSize(most);
            assertThat(kept.get(0).at()).isEqualTo(NOW.minusSeconds(1));
            assertThat(kept.get(most - 1).at()).isEqualTo(NOW.minusSeconds(most));
            assertThat(history.results("b", NOW, 1_000)).hasSize(1);
        });
    }

    @Test
    void countsOkAndDegradedAsUpAndErrorsAsDown() {
        record("a", NOW.minusSeconds(50), Status.OK);
        record("a", NOW.minusSeconds(40), Status.DEGRADED);
        record("a", NOW.minusSeconds(30), Status.ERROR);
        record("a", NOW.minusSeconds(20), Status.SLEEPING);
        record("sleeper", NOW.minusSeconds(20), Status.SLEEPING);

        beforeAndAfterARestart(store -> {
            History history = store.history();
            for (Duration window : History.WINDOWS) {
                assertThat(history.uptime(List.of("a", "sleeper", "b"), window, NOW))
                        .containsOnlyKeys("a", "sleeper")
                        .containsEntry("a", new Uptime(window, 2, 1));
                assertThat(history.uptime("a", NOW)).contains(new Uptime(window, 2, 1));
            }
            assertThat(history.uptime("sleeper", NOW).get(0).share()).isEmpty();
        });
    }

    @Test
    void knowsSinceWhenItCounts() {
        record("new", NOW.minus(Duration.ofMinutes(5)), Status.OK);
        record("new", NOW, Status.ERROR);
        record("daily", NOW.minus(Duration.ofDays(3)), Status.OK);
        record("daily", NOW.minus(Duration.ofDays(2)), Status.OK);
        record("old", NOW.minus(Duration.ofDays(60)), Status.OK);
        record("old", NOW, Status.OK);

        beforeAndAfterARestart(store -> {
            store.history().uptime("new", NOW); // As all do who ask since when.
            assertThat(store.history().since(List.of("new", "daily", "old", "unknown")))
                    .containsOnlyKeys("new", "daily", "old")
                    .containsEntry("new", NOW.minus(Duration.ofMinutes(5)))
                    .containsEntry("daily", NOW.minus(Duration.ofDays(3)))
                    .containsEntry("old", NOW.minus(Duration.ofDays(60)));
        });
    }

    /** Results are kept one by one only up to a number: an hour of them may be more. */
    @Test
    void knowsToTheHourSinceWhenItCountsMoreThanItKeeps() {
        for (int i = 0; i < LIMITS.results() * 4; i++) {
            record("a", NOW.minusSeconds(LIMITS.results() * 4L - i), Status.OK);
        }

        beforeAndAfterARestart(store -> {
            store.history().uptime("a", NOW);
            assertThat(store.history().since(List.of("a")).get("a"))
                    .isBetween(NOW.minus(Duration.ofMinutes(31)), NOW.minusSeconds(LIMITS.results() * 4L));
        });
    }

    @Test
    void countsNothingThatBeganBeforeTheWindow() {
        record("a", NOW.minus(Duration.ofDays(31)), Status.ERROR);
        record("a", NOW.minus(Duration.ofDays(8)), Status.ERROR);
        record("a", NOW.minus(Duration.ofDays(2)), Status.ERROR);
        record("a", NOW.minus(Duration.ofHours(24)).minusSeconds(1), Status.ERROR);
        record("a", NOW.minus(Duration.ofHours(23)).plusSeconds(1), Status.ERROR);
        record("a", NOW.minusSeconds(1), Status.OK);

        beforeAndAfterARestart(store -> {
            History history = store.history();
            assertThat(history.uptime("a", NOW)).extracting(Uptime::up).containsExactly(1L, 1L, 1L, 1L);
            assertThat(history.uptime("a", NOW)).extracting(Uptime::down).containsExactly(1L, 3L, 4L, 5L);
            for (int i = 0; i < History.WINDOWS.size(); i++) {
                assertThat(history.uptime(List.of("a"), History.WINDOWS.get(i), NOW))
                        .containsEntry("a", history.uptime("a", NOW).get(i));
            }
        });
    }

    @Test
    void rollsUpToHoursAndLaterToDays() {
        Instant longAgo = NOW.minus(Duration.ofDays(20));
        recorder().result(new Result("a", longAgo, Status.ERROR, Duration.ofMillis(30), "stale", "late"));
        Instant hour = Instant.parse("2026-03-11T11:00:00Z");
        recorder().result(new Result("a", hour, Status.OK, Duration.ofMillis(10), "", ""));
        recorder().result(new Result("a", hour.plusSeconds(3_599), Status.SLEEPING, Duration.ofMillis(20), "", ""));
        record("a", hour.plusSeconds(3_600), Status.DEGRADED);

        beforeAndAfterARestart(store -> {
            History history = store.history();
            List<Bucket> buckets = history.buckets("a", NOW.minus(Duration.ofDays(90)), NOW);
            assertThat(buckets)
                    .contains(new Bucket(
                            hour, Duration.ofHours(1), 1, 0, 0, 1, Duration.ofMillis(15), Duration.ofMillis(20)));
            assertThat(buckets).extracting(Bucket::from).isSorted().doesNotHaveDuplicates();
            assertThat(buckets.stream()
                            .mapToLong(bucket -> bucket.ok() + bucket.degraded() + bucket.error() + bucket.sleeping())
                            .sum())
                    .isEqualTo(4);
            assertThat(history.buckets("a", hour, hour.plusSeconds(1))).hasSize(1);
            assertThat(history.buckets("a", hour, hour)).isEmpty();
        });
    }

    @Test
    void countsManyChecksAtOnceAsOneByOne() {
        Instant longAgo = NOW.minus(Duration.ofDays(20));
        List<String> names = IntStream.range(0, 450).mapToObj(i -> "c" + i).toList();
        names.forEach(name -> {
            recorder().result(new Result(name, longAgo, Status.ERROR, Duration.ofMillis(30), "stale", "late"));
            record(name, NOW.minusSeconds(name.length()), Status.OK);
        });

        beforeAndAfterARestart(store -> {
            History history = store.history();
            Instant from = NOW.minus(Duration.ofDays(90));
            assertThat(history.buckets(names, from, NOW, Function.identity()))
                    .containsOnlyKeys(names)
                    .containsEntry("c0", history.buckets("c0", from, NOW))
                    .containsEntry("c449", history.buckets("c449", from, NOW));
            assertThat(history.buckets(List.of("c7", "nobody"), from, NOW, List::size))
                    .containsExactly(Map.entry("c7", 2));
            assertThat(history.buckets(List.of(), from, NOW, List::size)).isEmpty();
        });
    }

    @Test
    void tellsIncidentsOfSomeChecks() {
        change("a", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        change("b", Health.OK, Health.ERROR, NOW.plusSeconds(1), Reason.STALE, "late");
        change("c", Health.OK, Health.ERROR, NOW.plusSeconds(2), Reason.STALE, "late");
        change("c", Health.ERROR, Health.OK, NOW.plusSeconds(3), Reason.STALE, "");
        recorder().delivered("slack", alert("a", AlertKind.PROBLEM, NOW), NOW.plusSeconds(1));
        recorder().delivered("mail", alert("a", AlertKind.PROBLEM, NOW), NOW.plusSeconds(2));

        beforeAndAfterARestart(store -> {
            History history = store.history();
            Instant later = NOW.plusSeconds(9);
            assertThat(history.incidents(List.of("a", "c", "nobody"), Optional.empty(), later, 9))
                    .extracting(Incident::check)
                    .containsExactly("c", "a");
            assertThat(history.incidents(List.of("a", "c"), Optional.of(true), later, 9))
                    .singleElement()
                    .extracting(one ->
                            one.told().stream().map(Incident.Notice::target).toList())
                    .isEqualTo(List.of("slack", "mail"));
            assertThat(history.incidents(List.of("nobody"), Optional.empty(), later, 9))
                    .isEmpty();
        });
    }

    @Test
    void tellsAnIncidentFromItsBeginningToItsEnd() {
        change("a", Health.OK, Health.DEGRADED, NOW, Reason.SLOW, "took 4 s");
        change("a", Health.DEGRADED, Health.ERROR, NOW.plusSeconds(60), Reason.STALE, "late");
        change("a", Health.ERROR, Health.DEGRADED, NOW.plusSeconds(120), Reason.SLOW, "took 5 s");
        recorder().delivered("slack", alert("a", AlertKind.PROBLEM, NOW), NOW.plusSeconds(61));

        List<Incident> open = incidents(store(), Optional.of("a"), Optional.of(true));
        change("a", Health.DEGRADED, Health.OK, NOW.plusSeconds(180), Reason.SLOW, "");
        recorder().delivered("slack", alert("a", AlertKind.RECOVERY, NOW.plusSeconds(180)), NOW.plusSeconds(181));

        assertThat(open).hasSize(1);
        assertThat(open.get(0).to()).isEmpty();
        beforeAndAfterARestart(store -> {
            assertThat(incidents(store, Optional.of("a"), Optional.of(true))).isEmpty();
            Incident incident =
                    incidents(store, Optional.empty(), Optional.of(false)).get(0);
            assertThat(incident)
                    .isEqualTo(new Incident(
                            open.get(0).id(),
                            "a",
                            NOW,
                            Optional.of(NOW.plusSeconds(180)),
                            Health.ERROR,
                            "stale",
                            "late",
                            List.of(
                                    new Incident.Notice("slack", AlertKind.PROBLEM, NOW.plusSeconds(61)),
                                    new Incident.Notice("slack", AlertKind.RECOVERY, NOW.plusSeconds(181)))));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "PENDING"})
    void endsAnIncidentWhenNobodySaysThatItGoesOn(Health health) {
        change("a", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        change("a", Health.ERROR, health, NOW.plusSeconds(60), Reason.STALE, "");

        assertThat(incidents(store(), Optional.empty(), Optional.empty()))
                .extracting(Incident::to)
                .containsExactly(Optional.of(NOW.plusSeconds(60)));
    }

    @Test
    void anIncidentGoesOnWhileItsCheckSleeps() {
        change("a", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        change("a", Health.ERROR, Health.SLEEPING, NOW.plusSeconds(60), Reason.SLEEPING, "");
        change("a", Health.SLEEPING, Health.ERROR, NOW.plusSeconds(120), Reason.STALE, "late");
        List<Incident> open = incidents(store(), Optional.empty(), Optional.empty());
        change("a", Health.ERROR, Health.OK, NOW.plusSeconds(180), Reason.STALE, "");

        assertThat(open).extracting(Incident::to).containsExactly(Optional.empty());
        assertThat(incidents(store(), Optional.empty(), Optional.empty()))
                .extracting(Incident::from, Incident::to)
                .containsExactly(tuple(NOW, Optional.of(NOW.plusSeconds(180))));
    }

    @Test
    void tellsIncidentsTheNewestFirstAndNoMoreThanAsked() {
        for (int i = 0; i < 5; i++) {
            change("a", Health.OK, Health.ERROR, NOW.plusSeconds(i * 10), Reason.STALE, "late " + i);
            change("a", Health.ERROR, Health.OK, NOW.plusSeconds(i * 10 + 5), Reason.STALE, "");
        }
        change("b", Health.OK, Health.ERROR, NOW.plusSeconds(100), Reason.STALE, "late");

        beforeAndAfterARestart(store -> {
            History history = store.history();
            assertThat(history.incidents(Optional.empty(), Optional.empty(), NOW.plusSeconds(200), 3))
                    .extracting(Incident::from)
                    .containsExactly(NOW.plusSeconds(100), NOW.plusSeconds(40), NOW.plusSeconds(30));
            assertThat(history.incidents(Optional.of("a"), Optional.empty(), NOW.plusSeconds(20), 10))
                    .extracting(Incident::message)
                    .containsExactly("late 1", "late 0");
            assertThat(incidents(store, Optional.empty(), Optional.of(true)))
                    .extracting(Incident::check)
                    .containsExactly("b");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my-backend.com/task1?a=b&c='d'",
                "Robert'); DROP TABLE vedette_check;--",
                "\u0437\u0434\u043e\u0440\u043e\u0432\u044c\u0435 \ud83d\udc9a \"q\" \\ % _ ${jndi:x}"
            })
    void keepsHostileText(String text) {
        Result result = new Result(text, NOW, Status.ERROR, Duration.ofMillis(7), "status", text);
        recorder().result(result);
        change(text, Health.OK, Health.ERROR, NOW, Reason.STATUS, text);

        beforeAndAfterARestart(store -> {
            assertThat(store.history().results(text, NOW.plusSeconds(1), 5)).containsExactly(result);
            assertThat(incidents(store, Optional.of(text), Optional.empty()))
                    .extracting(Incident::message)
                    .containsExactly(text);
        });
    }

    @Test
    void keepsAMessageInOneLineAndBounded() {
        recorder()
                .result(new Result(
                        "a", NOW, Status.ERROR, Duration.ZERO, "status", "one\ntwo\t\0" + "x".repeat(5_000)));
        recorder()
                .result(new Result(
                        "a", NOW.plusSeconds(1), Status.ERROR, Duration.ZERO, "status", "half \ud83d of it"));

        beforeAndAfterARestart(store -> {
            History history = store.history();
            List<Result> results = history.results("a", NOW.plusSeconds(9), 5);
            assertThat(results).hasSize(2);
            assertThat(results.get(1).message()).startsWith("one two").hasSizeLessThan(250);
        });
    }

    private void beforeAndAfterARestart(Consumer<Store> look) {
        look.accept(store());
        look.accept(restarted());
    }

    protected Recorder recorder() {
        return store().recorder();
    }

    protected void record(String check, Instant at, Status status) {
        recorder().result(result(check, at, status));
    }

    protected static Result result(String check, Instant at, Status status) {
        return new Result(check, at, status, Duration.ofMillis(12), "", "");
    }

    protected void change(String check, Health from, Health to, Instant at, Reason reason, String message) {
        CheckState before = new CheckState(from, at, Health.PENDING, Optional.empty(), Optional.empty(), 0);
        recorder().changed(check, new Transition(before, state(from, to, at, reason, message), Transition.Why.TAKEN));
    }

    protected static CheckState state(Health from, Health to, Instant at, Reason reason, String message) {
        Optional<Verdict> cause = to.isProblem() ? Optional.of(Verdict.error(reason, message)) : Optional.empty();
        return new CheckState(to, at, from, cause, Optional.empty(), 0);
    }

    protected static List<Incident> incidents(Store store, Optional<String> check, Optional<Boolean> open) {
        return store.history().incidents(check, open, NOW.plus(Duration.ofDays(1)), 100);
    }

    protected static Alert alert(String check, AlertKind kind, Instant since) {
        return new Alert(
                "id-" + since.toEpochMilli() + kind,
                kind,
                check,
                "",
                List.of(),
                "",
                Health.OK,
                Health.ERROR,
                "stale",
                "late",
                "",
                "",
                since,
                since,
                List.of(),
                1);
    }
}
