package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.TestClock;
import io.vedette.cluster.NodeAmongOthers;
import io.vedette.cluster.Signal;
import io.vedette.contract.Checks;
import io.vedette.probing.Runs;
import io.vedette.rule.Status;
import io.vedette.state.Act;
import io.vedette.state.Health;
import io.vedette.state.SilenceRule;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import io.vedette.store.LockedRows;
import io.vedette.store.MemoryStore;
import io.vedette.store.NotDecided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that shares its checks with others: what it decides, and what it leaves to them. */
class AmongOthersTest {

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final NodeAmongOthers node = new NodeAmongOthers();
    private final AtomicInteger tried = new AtomicInteger();
    private boolean locked;
    private boolean lost;
    private Core core;

    @BeforeEach
    void share() {
        store.share(node);
        core = new Core(
                clock, LockedRows.of(store, check -> locked && tried.incrementAndGet() > 0, () -> lost), Duration.ZERO);
        core.targets.add("slack");
        core.watch(Checks.named("a"));
        core.observe("a", Status.OK);
    }

    @Test
    void decidesNothingAboutACheckThatItHasJustLost() {
        Watched watched = core.watchlist.find("a").orElseThrow();
        node.asksOnly(check -> false);

        assertThatThrownBy(() -> core.evaluator.updater().take(watched, Checks.verdict(Status.ERROR)))
                .isInstanceOf(NotDecided.class)
                .hasMessageContaining("does not decide about check a");

        assertThat(core.health("a")).isEqualTo(Health.OK);
    }

    @Test
    void leavesSilencesAsTheyAreWhenItsOwnClockIsSet() {
        SilenceRule rule = new SilenceRule(
                "1",
                List.of("a"),
                List.of(),
                List.of(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(2)),
                "",
                "");
        AtomicLong nanos = new AtomicLong();
        Core set = new Core(
                clock,
                store,
                Duration.ZERO,
                new ClockSteps(clock, nanos::get, () -> Optional.of(Duration.ofNanos(nanos.get()))));
        set.mutes.silences().add(rule);

        clock.forward(Duration.ofDays(1));
        set.tick();

        assertThat(store.silences()).containsExactly(rule);
    }

    @Test
    void leavesWhatFollowsFromAnotherNodeToItsClockwork() {
        core.observe("a", Status.ERROR);
        Core other = new Core(clock, store, Duration.ZERO);
        other.watch(Checks.named("a"));
        node.asksOnly(check -> false);
        other.mutes.pause("a", Optional.empty(), "", "ann");
        node.asksOnly(check -> true);
        locked = true;

        assertThat(core.evaluator.shared().heard(List.of(new Signal.Changed("a"))))
                .isTrue();

        assertThat(tried).as("changes of rows that are locked").hasValue(0);
        core.tick();
        assertThat(tried).hasPositiveValue();
        assertThat(core.entry("a", "slack").waiting()).isPresent();
        locked = false;
        core.tick();
        assertThat(core.entry("a", "slack").waiting())
                .as("it is paused by another node")
                .isEmpty();
    }

    @Test
    void asksForWhatItCouldNotRead() {
        lost = true;

        assertThat(core.evaluator.shared().heard(List.of(new Signal.Changed("a"))))
                .isFalse();
        assertThat(core.evaluator.shared().missed()).isFalse();

        lost = false;
        assertThat(core.evaluator.shared().missed()).isTrue();
    }

    @Test
    void takesACheckOverFromWhenItWasLastAskedOrAtOnceWhereARunWasWanted() {
        List<Instant> taken = new ArrayList<>();
        Watched watched = core.watchlist.find("a").orElseThrow();
        watched.runBy(new Runs() {
            @Override
            public void now() {}

            @Override
            public void takeOver(Instant asked) {
                taken.add(asked);
            }
        });
        Core other = new Core(clock, store, Duration.ZERO);

        core.evaluator.shared().taken(segment -> true);
        core.evaluator.shared().taken(segment -> false);
        clock.forward(Duration.ofSeconds(1));
        other.mutes.acts().add("ann", Act.Kind.RUN, "a", "");
        Instant before = watched.asked();
        core.evaluator.shared().heard(node.told());
        core.evaluator.shared().taken(segment -> true);
        clock.forward(Duration.ofSeconds(1));
        core.observe("a", Status.OK);
        core.evaluator.shared().taken(segment -> true);

        assertThat(taken).containsExactly(before, Instant.MIN, watched.asked());
    }

    @Test
    void storesWhatAnOperatorDoesToACheckOfAnotherNode() {
        node.asksOnly(check -> false);

        core.mutes.pause("a", Optional.empty(), "", "ann");

        assertThat(store.find("a").orElseThrow().state().pause()).isPresent();
        assertThatThrownBy(() ->
                        core.evaluator.updater().update(core.watchlist.find("a").orElseThrow(), StateMachine::resume))
                .isInstanceOf(NotDecided.class);
    }

    @Test
    void refusesWhatAnOperatorDoesToACheckOfAnotherNodeWhileItAloneHasLostTheDatabase() {
        node.asksOnly(check -> false);
        lost = true;

        assertThatThrownBy(() -> core.mutes.pause("a", Optional.empty(), "", "ann"))
                .isInstanceOf(NotDecided.class)
                .hasMessageContaining("does not reach the database");

        assertThat(store.find("a").orElseThrow().state().pause()).isEmpty();
    }

    @Test
    void handsAMessageToTheNodeThatDecides() {
        node.asksOnly(check -> false);
        node.othersAsk("two");

        Transition handed = message(core, Status.ERROR);

        assertThat(handed.why()).isEqualTo(Transition.Why.UNCHANGED);
        assertThat(core.health("a")).isEqualTo(Health.OK);
        Core owner = new Core(clock, new MemoryStore(), Duration.ZERO);
        NodeAmongOthers two = new NodeAmongOthers("two");
        owner.store.share(two);
        owner.watch(Checks.named("a"));
        owner.observe("a", Status.OK);
        owner.evaluator.shared().heard(node.told());
        owner.tick();
        assertThat(owner.health("a")).isEqualTo(Health.ERROR);
        assertThat(two.told()).isEmpty();
    }

    @Test
    void keepsAMessageThatCannotBeStoredNowAndCountsItOnce() {
        locked = true;
        message(core, Status.ERROR);
        core.tick();
        assertThat(core.health("a")).isEqualTo(Health.OK);

        locked = false;
        core.tick();

        assertThat(core.health("a")).isEqualTo(Health.ERROR);
        Watched.Counts counts = core.watchlist.find("a").orElseThrow().counts();
        assertThat(counts.pings()).isEqualTo(2);
        assertThat(counts.dropped()).isZero();
    }

    @Test
    void keepsAMessageUntilItIsKnownWhoDecides() {
        node.asksOnly(check -> false);
        message(core, Status.ERROR);
        core.tick();
        assertThat(node.told()).isEmpty();

        node.asksOnly(check -> true);
        core.tick();

        assertThat(core.health("a")).isEqualTo(Health.ERROR);
    }

    private Transition message(Core to, Status status) {
        return to.evaluator.takeMessage(
                to.watchlist.find("a").orElseThrow(), Checks.observation(clock.instant()), Checks.verdict(status));
    }
}
