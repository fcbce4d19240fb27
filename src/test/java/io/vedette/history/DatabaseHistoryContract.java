package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.contract.HistoryContract;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.state.Act;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a database, and what only a database has: restarts, others who share it, and pruning. */
abstract class DatabaseHistoryContract extends HistoryContract {

    /** Of which nothing but this is asked. */
    private static final Ownership AMONG_OTHERS = (Ownership) Proxy.newProxyInstance(
            Ownership.class.getClassLoader(), new Class<?>[] {Ownership.class}, (self, method, values) -> {
                assertThat(method.getName()).isEqualTo("isShared");
                return true;
            });

    private final TestClock clock = new TestClock().set(NOW);
    private final List<Store> open = new ArrayList<>();
    private Settings.Database database;
    private Store store;

    abstract Settings.Database database();

    @BeforeEach
    void openStore() {
        database = database();
        store = another();
    }

    @AfterEach
    void closeAll() {
        open.forEach(Store::close);
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected Store restarted() {
        store.close();
        store = another();
        return store;
    }

    @Test
    void fillsTheCellsOfTwoHoursFromWhatIsStored() {
        for (int minute = 90; minute > 0; minute--) {
            Instant at = NOW.minus(Duration.ofMinutes(minute));
            Status status = minute <= 30 ? Status.ERROR : Status.OK;
            store.recorder().result(new Result("shop", at, status, Duration.ofMillis(minute), "", ""));
        }
        List<Cell> before =
                store.history().cells(List.of("shop", "nobody"), NOW).get("shop");

        List<Cell> after = restarted().history().cells(List.of("shop"), NOW).get("shop");

        assertThat(before)
                .hasSize(Cell.KEPT)
                .filteredOn(cell -> cell.worst().equals(Optional.of(Status.ERROR)))
                .hasSize(10);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void showsTheCellsOfWhatOtherNodesAsk() {
        Store other = another();
        ((DurableHistory) store.history()).share(AMONG_OTHERS);
        other.recorder().result(result("theirs", NOW.minusSeconds(600), Status.ERROR));
        other.recorder().result(result("theirs", NOW.minusSeconds(1), Status.OK));

        await().untilAsserted(() -> assertThat(store.history().cells(List.of("theirs"), NOW))
                .hasEntrySatisfying(
                        "theirs",
                        cells -> assertThat(cells)
                                .extracting(Cell::worst)
                                .contains(Optional.of(Status.OK), Optional.of(Status.ERROR))));
    }

    private Store another() {
        Store opened = Stores.of(database, LIMITS, clock);
        opened.open();
        open.add(opened);
        return opened;
    }

    @Test
    void addsUpWhatSeveralProcessesSee() {
        Store other = another();
        for (int i = 0; i < 10; i++) {
            record("a", NOW.minusSeconds(100 - i), Status.OK);
            other.recorder().result(result("a", NOW.minusSeconds(50 - i), Status.ERROR));
        }
        other.close();

        assertThat(restarted().history().uptime("a", NOW))
                .allSatisfy(uptime ->
                        assertThat(List.of(uptime.up(), uptime.down())).containsExactly(10L, 10L));
        assertThat(store().history().results("a", NOW, 50)).hasSize(20);
    }

    @Test
    void endsAnIncidentThatAnotherProcessBegan() {
        Store other = another();
        change("a", Health.OK, Health.DEGRADED, NOW, Reason.SLOW, "took 4 s");
        await().until(() ->
                incidents(other, Optional.of("a"), Optional.of(true)).size() == 1);

        other.recorder().delivered("slack", alert("a", AlertKind.PROBLEM, NOW), NOW.plusSeconds(1));
        other.recorder().changed("a", transition(Health.DEGRADED, Health.ERROR, NOW.plusSeconds(60), "late"));
        other.recorder().changed("a", transition(Health.ERROR, Health.OK, NOW.plusSeconds(90), ""));
        other.close();

        Incident incident =
                incidents(restarted(), Optional.of("a"), Optional.empty()).get(0);
        assertThat(incident.from()).isEqualTo(NOW);
        assertThat(incident.to()).contains(NOW.plusSeconds(90));
        assertThat(incident.health()).isEqualTo(Health.ERROR);
        assertThat(incident.told()).extracting(Incident.Notice::target).containsExactly("slack");
    }

    @Test
    void findsOutAtTheStartWhichIncidentsBeganAndEnded() {
        change("ended", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        commit("ended", Health.ERROR, Health.OK, NOW.plusSeconds(30));
        commit("began", Health.OK, Health.ERROR, NOW.plusSeconds(40));

        Store later = restarted();

        assertThat(incidents(later, Optional.of("ended"), Optional.empty()))
                .extracting(Incident::from, Incident::to)
                .containsExactly(tuple(NOW, Optional.of(NOW.plusSeconds(30))));
        assertThat(incidents(later, Optional.of("began"), Optional.of(true)))
                .extracting(Incident::from, Incident::reason)
                .containsExactly(tuple(NOW.plusSeconds(40), "stale"));
    }

    @Test
    void forgetsACheckThatLeftWhenItsRetentionEnds() {
        record("left", NOW, Status.OK);
        record("stays", NOW, Status.OK);
        commit("left", Health.PENDING, Health.OK, NOW);
        commit("stays", Health.PENDING, Health.OK, NOW);
        restarted();

        clock.forward(Duration.ofDays(89));
        record("stays", clock.instant(), Status.OK);
        prune();
        assertThat(store().find("left")).isPresent();
        assertThat(store().history().results("left", clock.instant(), 5)).hasSize(1);

        clock.forward(Duration.ofDays(3));
        record("stays", clock.instant(), Status.OK);
        prune();

        assertThat(store().find("left")).isEmpty();
        assertThat(restarted().find("left")).isEmpty();
        assertThat(store().find("stays")).isPresent();
        assertThat(store().history().results("left", clock.instant(), 5)).isEmpty();
        assertThat(store().history().results("stays", clock.instant(), 5)).hasSize(2);
        assertThat(store().history()
                        .buckets("stays", NOW.minusSeconds(9), clock.instant().plusSeconds(1)))
                .extracting(Bucket::ok)
                .containsExactly(1L, 1L);
    }

    @Test
    void keepsIncidentsAsLongAsIsSet() {
        change("old", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        change("old", Health.ERROR, Health.OK, NOW.plusSeconds(10), Reason.STALE, "");
        change("goes-on", Health.OK, Health.ERROR, NOW, Reason.STALE, "late");
        restarted();

        clock.forward(Duration.ofDays(366));
        record("goes-on", clock.instant(), Status.ERROR);
        prune();
        restarted();

        assertThat(store().history().incidents(Optional.empty(), Optional.empty(), clock.instant(), 10))
                .extracting(Incident::check)
                .containsExactly("goes-on");
    }

    @Test
    void keepsActsAcrossRestartsAsLongAsIncidents() {
        store.add(act("1", NOW));
        store.add(act("2", NOW.plusSeconds(1)));
        assertThat(restarted().acts(Optional.of("shop"), "z", 10))
                .extracting(Act::id)
                .containsExactly("2", "1");

        clock.forward(Duration.ofDays(365).plusMillis(500));
        prune();

        assertThat(restarted().acts(Optional.empty(), "z", 10)).containsExactly(act("2", NOW.plusSeconds(1)));
    }

    private static Act act(String id, Instant at) {
        return new Act(id, at, "ann", Act.Kind.PAUSE, "shop", "new disks");
    }

    private void prune() {
        ((DurableHistory) store().history()).prune();
    }

    private void commit(String check, Health from, Health to, Instant at) {
        store().commit(new CheckRecord(check, 1, state(from, to, at, Reason.STALE, "late"), Map.of()));
    }

    private static Transition transition(Health from, Health to, Instant at, String message) {
        return new Transition(
                state(Health.PENDING, from, at, Reason.STALE, message),
                state(from, to, at, Reason.STALE, message),
                Transition.Why.TAKEN);
    }
}
