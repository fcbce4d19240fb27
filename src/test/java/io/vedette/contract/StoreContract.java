package io.vedette.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alert;
import io.vedette.config.values.LocalUser.Role;
import io.vedette.rule.Failure;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.Acknowledgement;
import io.vedette.state.Act;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Flapping;
import io.vedette.state.Health;
import io.vedette.state.LastNotified;
import io.vedette.state.Pause;
import io.vedette.state.Silence;
import io.vedette.state.SilenceRule;
import io.vedette.store.CheckRecord;
import io.vedette.store.JobCalls;
import io.vedette.store.KeptSession;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
public abstract class StoreContract {

    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration AT_ONCE = Duration.ZERO;

    /** The store, empty at first. */
    protected abstract Store store();

    /** The same store for one who comes later: another process, where there can be one. */
    protected Store later() {
        return store();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(store().find("a")).isEmpty();
        assertThat(store().oldestWaiting("slack")).isEmpty();
        assertThat(store().waiting("slack")).isZero();
        assertThat(claim("slack", NOW)).isEmpty();
    }

    @Test
    void givesBackEveryField() {
        CheckState state = new CheckState(
                Health.ERROR,
                NOW.minusSeconds(7),
                Health.SLEEPING,
                Optional.of(new Verdict(
                        Status.ERROR,
                        Optional.of(Reason.STALE),
                        "late by 5m",
                        List.of(new Failure("db", "DOWN", "no route"), new Failure("", "", "")),
                        new Verdict.Details(
                                "billing",
                                "host-1",
                                Optional.of(new Verdict.Sleep(NOW.plusSeconds(1), NOW.plusSeconds(60))),
                                List.of("a malformed sleep entry was passed over")))),
                Optional.of(Status.DEGRADED),
                2,
                Optional.of(new Silence(NOW.plusSeconds(7_200), "new disks, \u0437 'q'", "ann \u0437")),
                new Flapping(List.of(NOW.minusSeconds(90), NOW.minusSeconds(30)), true),
                Optional.of(NOW.minusSeconds(120)),
                Optional.of(NOW.minusSeconds(110)),
                Optional.of(new Pause(NOW, Optional.of(NOW.plusSeconds(60)), "moving \u0437", "bob")),
                Optional.of(new Acknowledgement(NOW.minusSeconds(3), Health.ERROR, "on it \u0437 'q'", "eve")));
        Map<String, OutboxEntry> entries = Map.of(
                "slack",
                new OutboxEntry(
                        new LastNotified(
                                Health.DEGRADED,
                                Optional.of(NOW.minusSeconds(600)),
                                true,
                                Optional.of(NOW.minusSeconds(3)),
                                "1503435956.000247 \u0437"),
                        Optional.of(alert("a", NOW)),
                        Optional.of(NOW.plusSeconds(30))),
                "log",
                new OutboxEntry(new LastNotified(Health.OK, Optional.empty()), Optional.empty(), Optional.empty()));
        CheckRecord record = new CheckRecord("a", 1, state, entries);

        assertThat(store().commit(record)).isTrue();

        assertThat(store().find("a")).contains(record);
        assertThat(later().find("a")).contains(record);
    }

    @Test
    void givesBackSilencesInTheirNewestForm() {
        SilenceRule one = new SilenceRule(
                "s1",
                List.of("a", "b \u0437"),
                List.of(),
                List.of("web"),
                NOW,
                NOW.plusSeconds(60),
                "new disks, \u0437 'q'",
                "ann");
        SilenceRule other =
                new SilenceRule("s2", List.of(), List.of("shop"), List.of(), NOW, NOW.plusSeconds(5), "", "");
        SilenceRule longer =
                new SilenceRule("s2", List.of(), List.of("shop"), List.of(), NOW, NOW.plusSeconds(500), "later", "bob");
        store().put(one);
        store().put(other);
        store().put(longer);

        assertThat(store().silences()).containsExactlyInAnyOrder(one, longer);
        assertThat(later().silences()).containsExactlyInAnyOrder(one, longer);

        store().removeSilence("s1");
        store().removeSilence("nobody");

        assertThat(store().silences()).containsExactly(longer);
    }

    @Test
    void givesBackWhatWasDoneToSome() {
        Act pause = new Act("1", NOW, "ann", Act.Kind.PAUSE, "a", "disks");
        Act note = new Act("2", NOW.plusMillis(1), "ann", Act.Kind.NOTE, "an incident", "it's \"slow\"");
        Act test = new Act("3", NOW.plusMillis(2), "ann", Act.Kind.TEST, "a", "");
        Act other = new Act("4", NOW.plusMillis(3), "ann", Act.Kind.PAUSE, "b", "");
        List.of(pause, note, test, other).forEach(store()::add);
        List<String> many = new ArrayList<>(List.of("a", "an incident"));
        IntStream.range(0, 200).forEach(i -> many.add("nobody's " + i));

        assertThat(later().acts(many, "z", 10)).containsExactly(note, pause);
        assertThat(later().acts(many, "z", 1)).containsExactly(note);
        assertThat(later().acts(many, "2", 10)).containsExactly(pause);
        assertThat(later().acts(List.of(), "z", 10)).containsExactly(other, test, note, pause);
    }

    @Test
    void givesBackTheLastCallsOfAJob() {
        JobCalls all = new JobCalls(
                "a/b '\u0437'",
                Optional.of(NOW),
                Optional.of(new JobCalls.Ended(
                        NOW.plusMillis(7), true, Optional.of(3), "exit code 3", Optional.of(Duration.ofMillis(7)))),
                Optional.of(new JobCalls.Output(NOW.plusMillis(8), "log", "x\u0437\n".repeat(3_000))));
        JobCalls good = new JobCalls(
                "b",
                Optional.empty(),
                Optional.of(new JobCalls.Ended(NOW, false, Optional.empty(), "", Optional.empty())),
                Optional.empty());

        assertThat(store().calls().keep(List.of(all, good), NOW)).isTrue();

        assertThat(store().calls().find(all.check())).contains(all);
        assertThat(later().calls().find(all.check())).contains(all);
        assertThat(later().calls().find("nobody")).isEmpty();
        assertThat(later().calls().all())
                .containsExactlyInAnyOrder(
                        good, new JobCalls(all.check(), all.started(), all.ended(), Optional.empty()));
    }

    /** Several nodes take calls of one job, and a clock may be set back. */
    @Test
    void keepsTheNewestCallButNoneOfTheFuture() {
        store().calls().keep(List.of(said(NOW, "first")), NOW);
        store().calls().keep(List.of(said(NOW.minusSeconds(1), "late")), NOW);
        assertThat(said()).isEqualTo("first");

        store().calls().keep(List.of(said(NOW.plusSeconds(1), "next")), NOW);
        assertThat(said()).isEqualTo("next");
        store().calls().keep(List.of(new JobCalls("a", Optional.of(NOW), Optional.empty(), Optional.empty())), NOW);
        assertThat(said()).isEqualTo("next");

        store().calls().keep(List.of(said(NOW.minusSeconds(60), "after the clock was set")), NOW.minusSeconds(60));
        assertThat(said()).isEqualTo("after the clock was set");
    }

    private static JobCalls said(Instant at, String text) {
        return new JobCalls(
                "a", Optional.empty(), Optional.empty(), Optional.of(new JobCalls.Output(at, "success", text)));
    }

    private String said() {
        return store().calls().find("a").orElseThrow().output().orElseThrow().text();
    }

    @Test
    void keepsWhoSignedInUntilTheySignOutOrItIsOver() {
        KeptSession ann = new KeptSession("h1", "ann", Role.OPERATOR, "", NOW, NOW.plusSeconds(60), "sealed");
        KeptSession bob = new KeptSession("h2", "bób", Role.VIEWER, "https://sso", NOW, NOW.plusSeconds(30), "");
        store().sessions().keep(ann);
        store().sessions().keep(bob);
        store().sessions().keep(new KeptSession("h2", "eve", Role.OPERATOR, "", NOW, NOW.plusSeconds(90), ""));

        assertThat(later().sessions().find("h1")).contains(ann);
        assertThat(later().sessions().find("h2")).contains(bob);
        assertThat(later().sessions().find("h3")).isEmpty();
        assertThat(later().sessions().open(NOW)).containsExactlyInAnyOrder("h1", "h2");
        assertThat(later().sessions().open(NOW.plusSeconds(30))).containsExactly("h1");
        store().sessions().purge(NOW.plusSeconds(30));
        assertThat(later().sessions().find("h2")).isEmpty();
        later().sessions().end("h1");
        assertThat(store().sessions().find("h1")).isEmpty();
    }

    @Test
    void notesOnceWhatCountsOnce() {
        assertThat(store().sessions().isFirst("state", NOW.plusSeconds(60))).isTrue();
        assertThat(later().sessions().isFirst("state", NOW.plusSeconds(60))).isFalse();
        store().sessions().purge(NOW.plusSeconds(59));
        assertThat(store().sessions().isFirst("state", NOW.plusSeconds(60))).isFalse();
        store().sessions().purge(NOW.plusSeconds(60));
        assertThat(store().sessions().isFirst("state", NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void sharesAValueThatTheFirstOneMade() {
        assertThat(store().shared("key", () -> "first")).isEqualTo("first");
        assertThat(store().shared("key", () -> "second")).isEqualTo("first");
        assertThat(later().shared("key", () -> "third")).isEqualTo("first");
    }

    @Test
    void givesBackAStateWithoutAnything() {
        CheckRecord record = new CheckRecord("a", 1, CheckState.pending(NOW), Map.of());

        store().commit(record);

        assertThat(later().find("a")).contains(record);
    }

    @Test
    void replacesStateAndEntriesByTheNextVersion() {
        CheckRecord first = with("a", "slack", NOW);
        CheckState ok = new CheckState(Health.OK, NOW, Health.PENDING, Optional.empty(), Optional.empty(), 0);
        CheckRecord second = first.next(ok, Map.of("log", OutboxEntry.EMPTY.waitingFor(alert("a", NOW))));

        store().commit(first);
        assertThat(store().commit(second)).isTrue();

        assertThat(later().find("a")).contains(second);
        assertThat(store().waiting("slack")).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    void refusesEveryVersionButTheNext(long version) {
        store().commit(new CheckRecord("a", 1, CheckState.pending(NOW), Map.of()));
        CheckRecord stored = new CheckRecord("a", 2, CheckState.pending(NOW.plusSeconds(1)), Map.of());
        store().commit(stored);

        assertThat(store().commit(new CheckRecord("a", version, CheckState.pending(NOW), Map.of())))
                .isFalse();

        assertThat(store().find("a")).contains(stored);
    }

    @Test
    void refusesALaterVersionOfWhatItDoesNotKnow() {
        assertThat(store().commit(new CheckRecord("a", 2, CheckState.pending(NOW), Map.of())))
                .isFalse();

        assertThat(store().find("a")).isEmpty();
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        store().commit(new CheckRecord("a", 1, CheckState.pending(NOW), Map.of()));
        Store other = later();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> commits = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                CheckRecord mine = new CheckRecord("a", 2, CheckState.pending(NOW.plusSeconds(i)), Map.of());
                Store store = i % 2 == 0 ? store() : other;
                commits.add(pool.submit(() -> store.commit(mine)));
            }
            int won = 0;
            for (Future<Boolean> commit : commits) {
                won += commit.get() ? 1 : 0;
            }

            assertThat(won).isOne();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void givesEachWaitingAlertToOneOfManySenders() throws Exception {
        int alerts = 40;
        for (int i = 0; i < alerts; i++) {
            store().commit(with("check-" + i, "slack", NOW));
        }
        Store other = later();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Alert>>> claims = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Store store = i % 2 == 0 ? store() : other;
                claims.add(pool.submit(() -> store.claim("slack", AT_ONCE, 7, LEASE, NOW)));
            }
            List<String> claimed = new ArrayList<>();
            for (Future<List<Alert>> claim : claims) {
                claim.get().forEach(alert -> claimed.add(alert.check()));
            }
            claim("slack", NOW).forEach(alert -> claimed.add(alert.check()));

            assertThat(claimed).hasSize(alerts).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void claimsOldestFirstAndNoMoreThanAsked() {
        store().commit(with("young", "slack", NOW));
        store().commit(with("old", "slack", NOW.minusSeconds(20)));
        store().commit(with("b-between", "slack", NOW.minusSeconds(10)));
        store().commit(with("a-between", "slack", NOW.minusSeconds(10)));

        List<Alert> first = store().claim("slack", AT_ONCE, 3, LEASE, NOW);
        List<Alert> rest = store().claim("slack", AT_ONCE, 3, LEASE, NOW);

        assertThat(first).extracting(Alert::check).containsExactly("old", "a-between", "b-between");
        assertThat(rest).extracting(Alert::check).containsExactly("young");
    }

    @Test
    void claimsNothingBeforeTheOldestHasWaitedTheWindow() {
        store().commit(with("a", "slack", NOW));
        store().commit(with("b", "slack", NOW.plusSeconds(9)));
        Duration window = Duration.ofSeconds(10);

        assertThat(store().claim("slack", window, 10, LEASE, NOW.plusMillis(9_999)))
                .isEmpty();
        assertThat(store().claim("slack", window, 10, LEASE, NOW.plusSeconds(10)))
                .extracting(Alert::check)
                .containsExactly("a", "b");
    }

    @Test
    void claimsWhatWasDecidedBeforeTheClockWasSetBack() {
        store().commit(with("a", "slack", NOW));
        store().commit(with("b", "slack", NOW.plusSeconds(5)));
        Duration window = Duration.ofSeconds(10);

        assertThat(store().claim("slack", window, 10, LEASE, NOW.minusSeconds(10)))
                .isEmpty();
        assertThat(store().claim("slack", window, 10, LEASE, NOW.minus(Duration.ofHours(1))))
                .extracting(Alert::check)
                .containsExactly("a", "b");
    }

    @Test
    void endsAClaimThatWasMadeBeforeTheClockWasSetBack() {
        store().commit(with("a", "slack", NOW));
        claim("slack", NOW);
        Instant back = NOW.minus(Duration.ofHours(1));

        assertThat(store().find("a").orElseThrow().entry("slack").isClaimed(back))
                .isFalse();
        assertThat(claim("slack", back)).extracting(Alert::check).containsExactly("a");
    }

    @Test
    void isInDoubtOfWhatASenderNeverSettled() {
        store().commit(with("a", "slack", NOW));

        claim("slack", NOW);
        assertThat(later().find("a").orElseThrow().entry("slack").inDoubt()).isFalse();
        claim("slack", NOW.plus(LEASE));

        OutboxEntry again = later().find("a").orElseThrow().entry("slack");
        assertThat(again.inDoubt()).isTrue();
        assertThat(again).isEqualTo(store().find("a").orElseThrow().entry("slack"));
        assertThat(again.released().isOutcomeUnknown()).isTrue();
        assertThat(again.delivered("", NOW).isOutcomeUnknown()).isFalse();
    }

    @Test
    void remembersSinceWhenSomethingIsOwed() {
        CheckRecord first = with("a", "slack", NOW);
        store().commit(first);

        OutboxEntry replaced = first.entry("slack").waitingFor(alert("a", NOW.plusSeconds(60)));
        store().commit(first.next(first.state(), Map.of("slack", replaced)));

        assertThat(later().find("a").orElseThrow().entry("slack").owedSince()).contains(NOW);
    }

    @Test
    void claimsForTheTargetAlone() {
        store().commit(with("a", "slack", NOW));
        store().commit(with("b", "sentry", NOW));

        assertThat(claim("slack", NOW)).extracting(Alert::check).containsExactly("a");
    }

    @Test
    void holdsAClaimUntilItsLeaseIsOver() {
        store().commit(with("a", "slack", NOW));
        claim("slack", NOW);

        assertThat(claim("slack", NOW.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(claim("slack", NOW.plus(LEASE))).extracting(Alert::check).containsExactly("a");
    }

    @Test
    void showsTheClaimAndRaisesTheVersion() {
        CheckRecord record = with("a", "slack", NOW);
        store().commit(record);

        claim("slack", NOW);

        CheckRecord claimed = store().find("a").orElseThrow();
        assertThat(claimed.version()).isEqualTo(2);
        assertThat(claimed.entry("slack").claimedUntil()).contains(NOW.plus(LEASE));
        assertThat(store().commit(record.next(record.state(), Map.of()))).isFalse();
    }

    @Test
    void countsWhatWaitsClaimedOrNot() {
        store().commit(with("a", "slack", NOW));
        store().commit(with("b", "slack", NOW.minusSeconds(5)));
        store().commit(with("c", "log", NOW.minusSeconds(50)));

        claim("slack", NOW);

        assertThat(store().waiting("slack")).isEqualTo(2);
        assertThat(store().oldestWaiting("slack")).contains(NOW.minusSeconds(5));
    }

    @Test
    void givesBackAReleasedAlert() {
        store().commit(with("a", "slack", NOW));
        claim("slack", NOW);
        CheckRecord claimed = store().find("a").orElseThrow();

        store().commit(claimed.next(
                claimed.state(), Map.of("slack", claimed.entry("slack").released())));

        assertThat(claim("slack", NOW)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my-backend.com/task1?a=b&c='d'",
                "Robert'); DROP TABLE vedette_check;--",
                "\u0437\u0434\u043e\u0440\u043e\u0432\u044c\u0435 \ud83d\udc9a \"q\" \\ % _ ${jndi:x}",
                "a\nb\tc"
            })
    void keepsHostileText(String text) {
        Verdict verdict = Verdict.error(Reason.STATUS, text)
                .with(List.of(new Failure(text, text, text)))
                .with(new Verdict.Details(text, text, Optional.empty(), List.of(text)));
        CheckState state = new CheckState(Health.ERROR, NOW, Health.OK, Optional.of(verdict), Optional.empty(), 0);
        CheckRecord record =
                new CheckRecord(text, 1, state, Map.of(text, OutboxEntry.EMPTY.waitingFor(alert(text, NOW))));

        store().commit(record);

        assertThat(later().find(text)).contains(record);
        assertThat(claim(text, NOW)).containsExactly(alert(text, NOW));
    }

    @Test
    void isNotStoppedByHalfACharacterOrAZero() {
        Verdict verdict =
                Verdict.error(Reason.STATUS, "half \ud83d of it").with(List.of(new Failure("\0", "\udc9a", "")));
        CheckState state = new CheckState(Health.ERROR, NOW, Health.OK, Optional.of(verdict), Optional.empty(), 0);
        CheckRecord record = new CheckRecord(
                "zero \0 and half \ud83d",
                1,
                state,
                Map.of("slack", OutboxEntry.EMPTY.waitingFor(alert("a\0\ud83d", NOW))));

        assertThat(store().commit(record)).isTrue();

        assertThat(store().waiting("slack")).isOne();
        assertThat(later().find("zero \0 and half \ud83d")).isPresent();
    }

    @Test
    void tellsNamesApartByTheirCase() {
        store().commit(with("a", "slack", NOW));
        store().commit(new CheckRecord("A", 1, CheckState.pending(NOW), Map.of()));

        assertThat(store().find("A").orElseThrow().entries()).isEmpty();
        assertThat(store().waiting("Slack")).isZero();
    }

    @Test
    void countsNoLongerWhatWasDelivered() {
        CheckRecord before = with("a", "slack", NOW);
        store().commit(before);

        store().commit(before.next(
                before.state(), Map.of("slack", before.entry("slack").delivered("", NOW))));

        assertThat(store().waiting("slack")).isZero();
        assertThat(store().oldestWaiting("slack")).isEmpty();
        assertThat(store().find("a").orElseThrow().entry("slack").lastNotified())
                .isEqualTo(new LastNotified(Health.ERROR, Optional.of(NOW)));
    }

    protected List<Alert> claim(String target, Instant now) {
        return store().claim(target, AT_ONCE, 100, LEASE, now);
    }

    /** A new check in error of which one target is to be told. */
    protected static CheckRecord with(String check, String target, Instant at) {
        CheckState state = new CheckState(
                Health.ERROR, at, Health.OK, Optional.of(Verdict.error(Reason.STATUS, "failed")), Optional.empty(), 0);
        return new CheckRecord(check, 1, state, Map.of(target, OutboxEntry.EMPTY.waitingFor(alert(check, at))));
    }

    protected static Alert alert(String check, Instant at) {
        return new Alert(
                "id-" + at.toEpochMilli(),
                AlertKind.PROBLEM,
                check,
                "group",
                List.of("one", "two"),
                "https://example.com/",
                Health.OK,
                Health.ERROR,
                "status",
                "failed",
                "process",
                "server",
                at,
                at.minusSeconds(3),
                List.of(new Failure("component", "DOWN", "why")),
                3);
    }

    @Test
    void changesSeveralChecksAtOnceAndNothingOfOthers() {
        for (String check : List.of("a", "b", "c", "d")) {
            store().commit(with(check, "slack", NOW));
        }
        Store other = later();

        Set<String> changed = other.changeAll(
                List.of("a", "b", "c", "none"),
                before -> before.check().equals("b")
                        ? Optional.empty()
                        : Optional.of(before.next(before.state(), Map.of("mail", before.entry("slack")))));

        assertThat(changed).containsExactlyInAnyOrder("a", "c");
        for (String check : changed) {
            CheckRecord after = store().find(check).orElseThrow();
            assertThat(after.version()).isEqualTo(2);
            assertThat(after.entries()).containsOnlyKeys("mail");
        }
        for (String check : List.of("b", "d")) {
            assertThat(store().find(check)).contains(with(check, "slack", NOW));
        }
    }
}
