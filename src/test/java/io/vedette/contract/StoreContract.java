package io.vedette.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alert;
import io.vedette.rule.Failure;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Told;
import io.vedette.store.CheckRecord;
import io.vedette.store.Ledger;
import io.vedette.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps to. A store's test extends this and says how an empty one is made. Times are whole milliseconds. */
public abstract class StoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00.123Z");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(5);

    private Store store;

    /** A new store that holds nothing. */
    protected abstract Store store();

    @BeforeEach
    void open() {
        store = store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void holdsNothingAtFirst() {
        assertThat(store.find("a")).isEmpty();
        assertThat(store.claim("slack", Duration.ZERO, 10, LEASE, NOW)).isEmpty();
        assertThat(store.oldestWaiting("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void keepsEveryFieldOfARecord() {
        CheckRecord record = full("billing-import", "stale");

        assertThat(store.commit(record)).isTrue();

        assertThat(store.find("billing-import")).contains(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE checks; --",
                "${env:HOME} {{env:HOME}} ${body}",
                "\"quotes\" \\back\\slashes\\ 'single' `ticks`",
                "žluťoučký kůň 🐎 \u202e עברית",
                "<script>alert(1)</script>",
                "%s %n ? :1 $1 ?1",
                " ",
                "null"
            })
    void keepsTextAsItIs(String text) {
        CheckRecord record = full(text, text);

        assertThat(store.commit(record)).isTrue();

        assertThat(store.find(text)).contains(record);
        assertThat(store.claim("slack", WINDOW, 10, LEASE, NOW.plusSeconds(3_600)))
                .containsExactly(record.ledger("slack").waiting().orElseThrow());
    }

    @Test
    void keepsAPendingCheckThatNobodyWasToldOf() {
        CheckRecord record = new CheckRecord("a", 1, CheckState.pending(NOW), Map.of());

        assertThat(store.commit(record)).isTrue();

        assertThat(store.find("a")).contains(record);
    }

    @Test
    void tellsNamesApartByTheirCase() {
        store.commit(waiting("a", 1, "slack", NOW));
        store.commit(new CheckRecord("A", 1, CheckState.pending(NOW), Map.of()));

        assertThat(store.find("A").orElseThrow().ledgers()).isEmpty();
        assertThat(store.waiting("Slack")).isZero();
    }

    @Test
    void takesOneVersionAfterTheOther() {
        assertThat(store.commit(waiting("a", 1, "slack", NOW))).isTrue();
        CheckRecord second = waiting("a", 2, "slack", NOW.plusSeconds(1));

        assertThat(store.commit(second)).isTrue();

        assertThat(store.find("a")).contains(second);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4})
    void refusesAVersionThatIsNotTheNext(long version) {
        CheckRecord first = waiting("a", 1, "slack", NOW);
        store.commit(first);

        assertThat(store.commit(waiting("a", version, "mail", NOW))).isFalse();

        assertThat(store.find("a")).contains(first);
        assertThat(store.waiting("mail")).isZero();
    }

    @Test
    void refusesANewCheckThatDoesNotBeginAtOne() {
        assertThat(store.commit(waiting("a", 2, "slack", NOW))).isFalse();

        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void forgetsTheLedgersThatARecordHasNoMore() {
        store.commit(waiting("a", 1, "slack", NOW));

        store.commit(new CheckRecord("a", 2, CheckState.pending(NOW), Map.of()));

        assertThat(store.find("a").orElseThrow().ledgers()).isEmpty();
        assertThat(store.waiting("slack")).isZero();
        assertThat(claim("slack", NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void handsOutNothingBeforeTheWindowOfTheOldestIsOver() {
        store.commit(waiting("a", 1, "slack", NOW));
        store.commit(waiting("b", 1, "slack", NOW.plusSeconds(9)));

        assertThat(claim("slack", NOW.plusMillis(9_999))).isEmpty();
        assertThat(claim("slack", NOW.plusSeconds(10))).containsExactly("a", "b");
    }

    @Test
    void handsOutTheOldestFirstAndNoMoreThanAskedFor() {
        store.commit(waiting("late", 1, "slack", NOW.plusMillis(2)));
        store.commit(waiting("b", 1, "slack", NOW.plusMillis(1)));
        store.commit(waiting("a", 1, "slack", NOW.plusMillis(1)));
        store.commit(waiting("first", 1, "slack", NOW));

        List<Alert> some = store.claim("slack", WINDOW, 3, LEASE, NOW.plusSeconds(60));
        List<Alert> rest = store.claim("slack", WINDOW, 3, LEASE, NOW.plusSeconds(60));

        assertThat(some).extracting(Alert::check).containsExactly("first", "a", "b");
        assertThat(rest).extracting(Alert::check).containsExactly("late");
    }

    @Test
    void handsOutATargetsOwnAlertsOnly() {
        store.commit(waiting("a", 1, "slack", NOW));
        store.commit(waiting("b", 1, "mail", NOW));

        assertThat(claim("mail", NOW.plusSeconds(60))).containsExactly("b");
        assertThat(claim("slack", NOW.plusSeconds(60))).containsExactly("a");
    }

    @Test
    void handsOutNothingTwiceUntilTheLeaseIsOver() {
        store.commit(waiting("a", 1, "slack", NOW));
        Instant claimed = NOW.plusSeconds(60);
        claim("slack", claimed);

        assertThat(claim("slack", claimed.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(claim("slack", claimed.plus(LEASE))).containsExactly("a");
    }

    @Test
    void makesAClaimANewVersionThatShowsIt() {
        CheckRecord before = waiting("a", 1, "slack", NOW);
        store.commit(before);
        Instant claimed = NOW.plusSeconds(60);

        claim("slack", claimed);

        CheckRecord after = store.find("a").orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.ledger("slack")).isEqualTo(before.ledger("slack").claimed(claimed.plus(LEASE)));
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(store.commit(waiting("a", 2, "slack", NOW))).isFalse();
    }

    @Test
    void handsOutAgainWhatWasReleased() {
        store.commit(waiting("a", 1, "slack", NOW));
        claim("slack", NOW.plusSeconds(60));
        CheckRecord claimed = store.find("a").orElseThrow();

        store.commit(claimed.next(
                claimed.state(), Map.of("slack", claimed.ledger("slack").released())));

        assertThat(claim("slack", NOW.plusSeconds(61))).containsExactly("a");
    }

    @Test
    void countsWhatWaitsWhetherClaimedOrNot() {
        store.commit(waiting("a", 1, "slack", NOW));
        store.commit(waiting("b", 1, "slack", NOW.plusSeconds(5)));
        store.commit(waiting("c", 1, "mail", NOW.minusSeconds(5)));
        store.claim("slack", WINDOW, 1, LEASE, NOW.plusSeconds(60));

        assertThat(store.waiting("slack")).isEqualTo(2);
        assertThat(store.oldestWaiting("slack")).contains(NOW);
        assertThat(store.oldestWaiting("mail")).contains(NOW.minusSeconds(5));
    }

    @Test
    void countsNoLongerWhatWasDelivered() {
        CheckRecord before = waiting("a", 1, "slack", NOW);
        store.commit(before);

        store.commit(before.next(
                before.state(), Map.of("slack", before.ledger("slack").delivered(NOW))));

        assertThat(store.waiting("slack")).isZero();
        assertThat(store.oldestWaiting("slack")).isEmpty();
        assertThat(store.find("a").orElseThrow().ledger("slack").told())
                .isEqualTo(new Told(Health.ERROR, Optional.of(NOW)));
    }

    @Test
    void letsExactlyOneOfManyCommitsWin() throws Exception {
        int rounds = 20;
        for (int round = 1; round <= rounds; round++) {
            long version = round;
            List<Boolean> won = atOnce(4, n -> store.commit(waiting("a", version, "target-" + n, NOW)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(store.find("a").orElseThrow().version()).isEqualTo(version);
            assertThat(store.find("a").orElseThrow().ledgers()).hasSize(1);
        }
    }

    @Test
    void handsEveryAlertToOneOfManyClaimers() throws Exception {
        for (int i = 0; i < 40; i++) {
            store.commit(waiting("check-" + i, 1, "slack", NOW));
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();

        List<Integer> doubled = atOnce(4, n -> {
            int twice = 0;
            for (List<String> some = few(); !some.isEmpty(); some = few()) {
                twice += (int) some.stream().filter(check -> !seen.add(check)).count();
            }
            return twice;
        });

        assertThat(doubled).containsOnly(0);
        assertThat(seen).hasSize(40);
    }

    private List<String> few() {
        return store.claim("slack", WINDOW, 3, LEASE, NOW.plusSeconds(60)).stream()
                .map(Alert::check)
                .toList();
    }

    private List<String> claim(String target, Instant now) {
        return store.claim(target, WINDOW, 100, LEASE, now).stream()
                .map(Alert::check)
                .toList();
    }

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                int number = n;
                calls.add(() -> work.call(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static CheckRecord waiting(String check, long version, String target, Instant at) {
        CheckState state =
                new CheckState(Health.ERROR, at, Health.OK, Optional.of(verdict("stale")), Optional.empty(), 0);
        Ledger ledger = Ledger.EMPTY.waitingFor(alert(check, "stale", at));
        return new CheckRecord(check, version, state, Map.of(target, ledger));
    }

    /** A record in which nothing is left out. */
    private static CheckRecord full(String check, String text) {
        CheckState state = new CheckState(
                Health.ERROR,
                NOW.minusSeconds(600),
                Health.DEGRADED,
                Optional.of(verdict(text)),
                Optional.of(Status.OK),
                2);
        Told told = new Told(Health.DEGRADED, Optional.of(NOW.minusSeconds(700)));
        return new CheckRecord(
                check,
                1,
                state,
                Map.of(
                        "slack",
                        new Ledger(told, Optional.of(alert(check, text, NOW)), Optional.empty()),
                        "mail",
                        new Ledger(
                                Told.NOTHING,
                                Optional.of(alert(check, text, NOW.plusMillis(1))),
                                Optional.of(NOW.plusSeconds(30))),
                        "pager",
                        new Ledger(told, Optional.empty(), Optional.empty())));
    }

    private static Verdict verdict(String text) {
        Verdict.Sleep sleep = new Verdict.Sleep(NOW.minusSeconds(7_200), NOW.minusSeconds(3_600));
        return new Verdict(
                Status.ERROR,
                Optional.of(Reason.COMPONENT),
                text,
                List.of(new Failure(text, text, text), new Failure("db", "DOWN", "")),
                new Verdict.Details(text, text, Optional.of(sleep), List.of(text, "sleep[1] is no object")));
    }

    private static Alert alert(String check, String text, Instant at) {
        return new Alert(
                "id-" + check + "-" + at,
                AlertKind.PROBLEM,
                check,
                text,
                List.of(text, "night"),
                text,
                Health.DEGRADED,
                Health.ERROR,
                "component",
                text,
                text,
                text,
                at,
                at.minusSeconds(600),
                List.of(new Failure(text, text, text), new Failure("db", "DOWN", "")),
                3);
    }
}
