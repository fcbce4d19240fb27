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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Store} keeps to, wherever it stores. Times are whole milliseconds: a database keeps no more. */
public abstract class StoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00.123Z");
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int MANY = 100;

    private Store store;

    /** An empty store. */
    protected abstract Store create() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsNothingOfACheckThatWasNeverStored() {
        assertThat(store.find("nobody")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
        assertThat(store.oldestWaiting("slack")).isEmpty();
        assertThat(store.claim("slack", Duration.ZERO, MANY, LEASE, NOW)).isEmpty();
    }

    @Test
    void givesBackEveryFieldAsItWasStored() {
        Ledger told = new Ledger(
                new Told(Health.DEGRADED, Optional.of(NOW.minusSeconds(60))), Optional.empty(), Optional.empty());
        Ledger inHand = new Ledger(
                new Told(Health.ERROR, Optional.of(NOW.minusMillis(1))),
                Optional.of(alert("billing", NOW, "text")),
                Optional.of(NOW.plusMillis(7)));
        CheckRecord record = new CheckRecord(
                "billing", 1, state("text"), Map.of("slack", told, "sentry", inHand, "log", Ledger.EMPTY));

        assertThat(store.commit(record)).isTrue();

        assertThat(store.find("billing")).contains(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'; DROP TABLE checks; --",
                "\"quoted\" and \\ back \\\" slashed",
                "{\"json\":[1,{}]}",
                "<script>alert('x')</script>",
                "%s %n ? :name $1 {{placeholder}} ${simple}",
                "Größe 漢字 🐎 \u202Eright to left",
                "tab\tand\nline\r\nbreaks"
            })
    void keepsAnyTextAsItIs(String text) {
        CheckRecord record = new CheckRecord(
                "check " + text,
                1,
                state(text),
                Map.of("target " + text, Ledger.EMPTY.waitingFor(alert("check " + text, NOW, text))));

        assertThat(store.commit(record)).isTrue();

        assertThat(store.find(record.check())).contains(record);
        assertThat(store.claim("target " + text, Duration.ZERO, MANY, LEASE, NOW))
                .containsExactly(alert("check " + text, NOW, text));
    }

    @Test
    void keepsLongTextWhole() {
        Alert alert = alert("billing", NOW, "ž".repeat(20_000));

        waiting("slack", alert);

        assertThat(claim("slack", NOW.plus(WINDOW))).containsExactly(alert);
    }

    @ParameterizedTest
    @EnumSource(Health.class)
    void keepsEveryState(Health health) {
        CheckState state = new CheckState(health, NOW, Health.PENDING, Optional.empty(), Optional.empty(), 0);

        store.commit(new CheckRecord("billing", 1, state, Map.of()));

        assertThat(store.find("billing")).map(CheckRecord::state).contains(state);
    }

    @Test
    void tellsNamesApartByCaseAndSpace() {
        for (String name : List.of("billing", "Billing", "billing ")) {
            assertThat(store.commit(new CheckRecord(name, 1, state(name), Map.of())))
                    .isTrue();
        }

        assertThat(store.find("Billing")).map(CheckRecord::state).contains(state("Billing"));
        assertThat(store.find("BILLING")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 7})
    void refusesAFirstCommitThatIsNotTheFirstVersion(long version) {
        assertThat(store.commit(new CheckRecord("billing", version, state("a"), Map.of())))
                .isFalse();

        assertThat(store.find("billing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 9})
    void refusesACommitDerivedFromAnotherVersionThanTheStoredOne(long version) {
        CheckRecord first = commit(new CheckRecord("billing", 1, state("a"), Map.of()));
        CheckRecord second = commit(first.next(state("b"), Map.of()));

        boolean stored = store.commit(new CheckRecord(
                "billing", version, state("c"), Map.of("slack", Ledger.EMPTY.waitingFor(alert("billing", NOW, "c")))));

        assertThat(stored).isFalse();
        assertThat(store.find("billing")).contains(second);
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void forgetsALedgerThatACommitLeavesOut() {
        CheckRecord record = waiting("slack", alert("billing", NOW, "a"));

        commit(record.next(record.state(), Map.of()));

        assertThat(store.find("billing").orElseThrow().ledgers()).isEmpty();
        assertThat(store.waiting("slack")).isZero();
        assertThat(claim("slack", NOW.plus(WINDOW))).isEmpty();
    }

    @Test
    void holdsBackWhatIsYoungerThanTheWindow() {
        waiting("slack", alert("billing", NOW, "a"));

        assertThat(claim("slack", NOW.plus(WINDOW).minusMillis(1))).isEmpty();
        assertThat(claim("slack", NOW.plus(WINDOW))).hasSize(1);
    }

    @Test
    void handsOutTheYoungWithTheFirstThatIsOldEnoughOldestFirst() {
        waiting("slack", alert("third", NOW.plusSeconds(9), "a"));
        waiting("slack", alert("first", NOW, "a"));
        waiting("slack", alert("second", NOW.plusSeconds(4), "a"));

        assertThat(claim("slack", NOW.plus(WINDOW)))
                .extracting(Alert::check)
                .containsExactly("first", "second", "third");
    }

    @Test
    void handsOutNoMoreThanAskedForAndTheRestNextTime() {
        for (int i = 0; i < 5; i++) {
            waiting("slack", alert("check-" + i, NOW.plusMillis(i), "a"));
        }
        Instant later = NOW.plus(WINDOW).plusSeconds(1);

        assertThat(store.claim("slack", WINDOW, 3, LEASE, later))
                .extracting(Alert::check)
                .containsExactly("check-0", "check-1", "check-2");
        assertThat(store.claim("slack", WINDOW, 3, LEASE, later))
                .extracting(Alert::check)
                .containsExactly("check-3", "check-4");
    }

    @Test
    void handsOutToOneTargetWhatIsItsOwn() {
        Alert toSlack = alert("billing", NOW, "a");
        Alert toSentry = alert("billing", NOW, "b");
        commit(new CheckRecord(
                "billing",
                1,
                state("a"),
                Map.of("slack", Ledger.EMPTY.waitingFor(toSlack), "sentry", Ledger.EMPTY.waitingFor(toSentry))));

        assertThat(claim("slack", NOW.plus(WINDOW))).containsExactly(toSlack);
        assertThat(claim("sentry", NOW.plus(WINDOW))).containsExactly(toSentry);
    }

    @Test
    void handsOutNothingTwiceBeforeTheLeaseIsOver() {
        waiting("slack", alert("billing", NOW, "a"));
        Instant claimed = NOW.plus(WINDOW);

        assertThat(claim("slack", claimed)).hasSize(1);
        assertThat(claim("slack", claimed.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(claim("slack", claimed.plus(LEASE))).hasSize(1);
    }

    @Test
    void notesWhoHasWhatInHand() {
        waiting("slack", alert("billing", NOW, "a"));
        Instant claimed = NOW.plus(WINDOW);

        claim("slack", claimed);

        assertThat(store.find("billing").orElseThrow().ledger("slack").claimedUntil())
                .contains(claimed.plus(LEASE));
    }

    @Test
    void refusesACommitThatWasDerivedBeforeAClaim() {
        CheckRecord before = waiting("slack", alert("billing", NOW, "a"));
        claim("slack", NOW.plus(WINDOW));

        assertThat(store.commit(before.next(state("b"), Map.of()))).isFalse();

        CheckRecord now = store.find("billing").orElseThrow();
        assertThat(store.commit(now.next(state("b"), now.ledgers()))).isTrue();
    }

    @Test
    void handsOutAgainWhatWasGivenBack() {
        waiting("slack", alert("billing", NOW, "a"));
        Instant claimed = NOW.plus(WINDOW);
        claim("slack", claimed);

        settle(
                "billing",
                "slack",
                store.find("billing").orElseThrow().ledger("slack").released());

        assertThat(claim("slack", claimed)).hasSize(1);
    }

    @Test
    void handsOutNoMoreWhatWasDelivered() {
        waiting("slack", alert("billing", NOW, "a"));
        Instant claimed = NOW.plus(WINDOW);
        claim("slack", claimed);

        settle(
                "billing",
                "slack",
                store.find("billing").orElseThrow().ledger("slack").delivered(claimed));

        assertThat(claim("slack", claimed.plus(LEASE))).isEmpty();
        assertThat(store.waiting("slack")).isZero();
        assertThat(store.find("billing").orElseThrow().ledger("slack").told())
                .isEqualTo(new Told(Health.ERROR, Optional.of(claimed)));
    }

    @Test
    void handsOutTheNewAlertThatTookAnothersPlace() {
        CheckRecord record = waiting("slack", alert("billing", NOW, "old"));
        Alert replacing = alert("billing", NOW.plusSeconds(3), "new");

        commit(record.next(record.state(), Map.of("slack", Ledger.EMPTY.waitingFor(replacing))));

        assertThat(claim("slack", NOW.plusSeconds(13))).containsExactly(replacing);
    }

    @Test
    void countsWhatWaitsAlsoInASendersHand() {
        waiting("slack", alert("one", NOW, "a"));
        waiting("slack", alert("two", NOW.plusSeconds(1), "a"));
        waiting("sentry", alert("three", NOW.minusSeconds(99), "a"));
        store.claim("slack", WINDOW, 1, LEASE, NOW.plus(WINDOW));

        assertThat(store.waiting("slack")).isEqualTo(2);
        assertThat(store.oldestWaiting("slack")).contains(NOW);
    }

    @Test
    void letsExactlyOneOfManyWin() throws Exception {
        CheckRecord first = commit(new CheckRecord("billing", 1, state("first"), Map.of()));
        int threads = 8;

        List<Boolean> won = together(threads, i -> store.commit(first.next(state("by " + i), Map.of())));

        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(store.find("billing").orElseThrow().version()).isEqualTo(2);
        assertThat(store.find("billing").orElseThrow().state()).isEqualTo(state("by " + won.indexOf(true)));
    }

    @Test
    void losesNoStepOfManyThatTryUntilTheyWin() throws Exception {
        int threads = 4;
        int steps = 10;

        together(threads, i -> {
            for (int step = 0; step < steps; step++) {
                CheckRecord before;
                do {
                    before = store.find("billing")
                            .orElseGet(() -> new CheckRecord("billing", 0, CheckState.pending(NOW), Map.of()));
                } while (!store.commit(before.next(state("by " + i), Map.of())));
            }
            return true;
        });

        assertThat(store.find("billing").orElseThrow().version()).isEqualTo((long) threads * steps);
    }

    @Test
    void handsEachAlertToOneOfManySenders() throws Exception {
        int alerts = 40;
        for (int i = 0; i < alerts; i++) {
            waiting("slack", alert("check-" + i, NOW, "a"));
        }

        List<List<Alert>> claimed = together(4, i -> {
            List<Alert> mine = new ArrayList<>();
            List<Alert> more;
            do {
                more = store.claim("slack", WINDOW, 3, LEASE, NOW.plus(WINDOW));
                mine.addAll(more);
            } while (!more.isEmpty());
            return mine;
        });

        assertThat(claimed.stream().flatMap(List::stream).map(Alert::check))
                .hasSize(alerts)
                .doesNotHaveDuplicates();
    }

    private List<Alert> claim(String target, Instant now) {
        return store.claim(target, WINDOW, MANY, LEASE, now);
    }

    private CheckRecord commit(CheckRecord record) {
        assertThat(store.commit(record)).isTrue();
        return record;
    }

    private CheckRecord waiting(String target, Alert alert) {
        return commit(new CheckRecord(alert.check(), 1, state("a"), Map.of(target, Ledger.EMPTY.waitingFor(alert))));
    }

    private void settle(String check, String target, Ledger ledger) {
        CheckRecord before = store.find(check).orElseThrow();
        Map<String, Ledger> ledgers = new HashMap<>(before.ledgers());
        ledgers.put(target, ledger);
        commit(before.next(before.state(), ledgers));
    }

    private static CheckState state(String text) {
        Verdict cause = new Verdict(
                Status.DEGRADED,
                Optional.of(Reason.COMPONENT),
                text,
                List.of(new Failure("db " + text, "DOWN", text), new Failure("cache", "", "")),
                new Verdict.Details(
                        text,
                        "srv1",
                        Optional.of(new Verdict.Sleep(NOW.minusSeconds(5), NOW.plusSeconds(5))),
                        List.of("passed over: " + text)));
        return new CheckState(Health.DEGRADED, NOW, Health.OK, Optional.of(cause), Optional.of(Status.ERROR), 2);
    }

    private static Alert alert(String check, Instant at, String text) {
        return new Alert(
                "id of " + check + " at " + at,
                AlertKind.PROBLEM,
                check,
                "group " + text,
                List.of("eu", text),
                "https://example.org/" + text,
                Health.DEGRADED,
                Health.ERROR,
                "http-status",
                text,
                text,
                "srv1",
                at,
                at.minusMillis(1_001),
                List.of(new Failure("db", "DOWN", text)),
                3);
    }

    private interface Part<T> {
        T run(int thread) throws Exception;
    }

    /** Lets threads run the same at the same time, and gives their results in the threads' order. */
    private static <T> List<T> together(int threads, Part<T> part) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> {
                        start.await();
                        return part.run(i);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
