package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.history.Incident;
import io.vedette.rule.Status;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.store.LockedRows;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The clock on the wall is set while Vedette lives. */
class ClockStepsTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock();
    private final AtomicLong nanos = new AtomicLong();
    private final MemoryStore store = new MemoryStore();
    private final List<ClockStep> steps = new ArrayList<>();
    private Duration asleep = Duration.ZERO;
    private final Core core = new Core(
            clock,
            store,
            Duration.ZERO,
            new ClockSteps(clock, nanos::get, () -> Optional.of(asleep.plusNanos(nanos.get()))));

    {
        core.targets.add("slack");
        core.evaluator.onClockStep(steps::add);
    }

    private void passes(Duration time) {
        clock.forward(time);
        nanos.addAndGet(time.toNanos());
        core.tick();
    }

    private void isSet(Duration by) {
        clock.forward(by);
    }

    private void sleeps(Duration time) {
        clock.forward(time);
        asleep = asleep.plus(time);
    }

    @Example
    void aStepKeepsWholeMilliseconds() {
        nanos.addAndGet(1_234_567);
        isSet(DAY);
        core.tick();

        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.by()).isEqualTo(DAY.minusMillis(2)));
    }

    @Example
    void aRowThatIsLockedKeepsNoOtherTimesFromBeingCorrected() {
        Set<String> locked = new HashSet<>();
        Core one = new Core(
                clock,
                LockedRows.of(store, locked::contains),
                Duration.ZERO,
                new ClockSteps(clock, nanos::get, () -> Optional.of(Duration.ofNanos(nanos.get()))));
        for (String check : List.of("a", "b", "c")) {
            one.watch(Checks.named(check));
            one.observe(check, Status.ERROR);
        }
        one.evaluator.onClockStep(step -> {
            throw new IllegalStateException("one that fails");
        });
        one.evaluator.onClockStep(steps::add);
        Instant failed = clock.instant();
        locked.add("b");

        isSet(DAY);
        one.tick();

        assertThat(steps).hasSize(1);
        assertThat(List.of("a", "b", "c"))
                .extracting(check -> store.find(check).orElseThrow().state().since())
                .containsExactly(failed.plus(DAY), failed, failed.plus(DAY));
    }

    @Example
    void aMachineThatSleptHasTheRightTime() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);

        sleeps(Duration.ofHours(8));
        core.observe("a", Status.ERROR);

        assertThat(steps).isEmpty();
        assertThat(lasted()).isEqualTo(Duration.ofHours(8));

        isSet(DAY);
        core.observe("a", Status.ERROR);

        assertThat(steps).extracting(ClockStep::by).containsExactly(DAY);
        assertThat(lasted()).isEqualTo(Duration.ofHours(8));
    }

    @Example
    void aProblemLastsAsLongAsItDoesThoughTheClockGoesOneDayForthAndBack() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).containsExactly("problem a error");
        passes(Duration.ofMinutes(5));

        isSet(DAY);
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).as("too soon for a reminder").isEmpty();
        assertThat(lasted()).isEqualTo(Duration.ofMinutes(5));
        passes(Duration.ofMinutes(2));
        isSet(DAY.negated());
        core.observe("a", Status.ERROR);
        assertThat(core.hear("slack")).isEmpty();
        assertThat(lasted()).isEqualTo(Duration.ofMinutes(7));
        passes(Duration.ofMinutes(13));
        core.observe("a", Status.OK);

        Digest told = core.delivery.next("slack").orElseThrow();
        Alert recovery = told.alerts().get(0);
        assertThat(recovery.duration()).contains(Duration.ofMinutes(20));
        assertThat(recovery.problemSince()).contains(TestClock.START);
        assertThat(told.text()).contains("a is OK again! The problem lasted 20 min.");
        assertThat(incidents())
                .extracting(Incident::from, Incident::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        TestClock.START, Optional.of(TestClock.START.plus(Duration.ofMinutes(20)))));
        assertThat(steps).extracting(ClockStep::by).containsExactly(DAY, DAY.negated());
    }

    @Example
    void whatIsSetForATimeEndsWhenItIsOver() {
        Watched watched = core.watch(Checks.named("a"));
        core.observe("a", Status.OK);
        core.mutes.silence("a", clock.instant().plus(Duration.ofHours(1)), "", "");
        core.mutes.pause("a", Optional.of(clock.instant().plus(Duration.ofMinutes(30))), "", "");

        isSet(DAY);
        core.observe("a", Status.ERROR);

        assertThat(watched.record().state().pause()).isPresent();
        passes(Duration.ofMinutes(30));
        assertThat(watched.record().state().pause()).isEmpty();
        assertThat(watched.record().state().silence()).isPresent();
        isSet(DAY.negated());
        passes(Duration.ofMinutes(29));
        assertThat(core.hear("slack")).isEmpty();
        passes(Duration.ofMinutes(1));
        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Example
    void aTargetThatFailsIsTriedAgainWhenItWasToBe() {
        core.watch(Checks.named("a"));
        core.observe("a", Status.ERROR);
        core.delivery.mark(
                "slack",
                core.delivery.next("slack").orElseThrow(),
                Optional.of(new IllegalStateException("no")),
                Map.of());

        isSet(DAY.negated());
        passes(Duration.ofSeconds(2));

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Example
    void whatIsCorrectedByAndByIsNoStep() {
        for (int i = 0; i < 100; i++) {
            isSet(ClockSteps.LEAST.minusMillis(1));
            passes(Duration.ofSeconds(1));
        }

        assertThat(steps).isEmpty();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void incidentsOfACheckNeverOverlapNorEndBeforeTheyBegin(@ForAll("stories") List<Event> story) {
        core.watch(Checks.named("a"));
        for (Event event : story) {
            switch (event.kind()) {
                case SET -> isSet(Duration.ofSeconds(event.seconds()));
                case SET_UNSEEN -> {
                    // As a clock that was set while Vedette was down, or by less than it notices at a time.
                    isSet(Duration.ofSeconds(event.seconds()));
                    nanos.addAndGet(Duration.ofSeconds(event.seconds()).toNanos());
                }
                case PASS -> passes(Duration.ofSeconds(Math.abs(event.seconds())));
                case SEE -> core.observe("a", event.status());
                default -> throw new IllegalStateException();
            }
            assertOrder();
        }
    }

    private void assertOrder() {
        List<Incident> all = new ArrayList<>(incidents());
        all.sort(Comparator.comparing(Incident::from));
        assertThat(all.stream().filter(one -> one.to().isEmpty())).hasSizeLessThan(2);
        for (int i = 0; i < all.size(); i++) {
            Instant end = all.get(i).to().orElse(Instant.MAX);
            assertThat(end).isAfterOrEqualTo(all.get(i).from());
            if (i + 1 < all.size()) {
                assertThat(all.get(i + 1).from()).isAfterOrEqualTo(end);
            }
        }
    }

    public enum Kind {
        SET,
        SET_UNSEEN,
        PASS,
        SEE
    }

    record Event(Kind kind, long seconds, Status status) {}

    @Provide
    Arbitrary<List<Event>> stories() {
        Arbitrary<Kind> kinds = Arbitraries.of(Kind.SET, Kind.SET_UNSEEN, Kind.PASS, Kind.SEE, Kind.SEE, Kind.SEE);
        Arbitrary<Long> seconds = Arbitraries.of(-86_400L, 86_400L, -3L, 3L, -60L, 60L, 0L, -3_600L, 3_600L);
        return net.jqwik.api.Combinators.combine(kinds, seconds, Arbitraries.of(Status.class))
                .as(Event::new)
                .list()
                .ofMaxSize(40);
    }

    private Duration lasted() {
        CheckState state = store.find("a").orElseThrow().state();
        return Duration.between(state.since(), clock.instant());
    }

    private List<Incident> incidents() {
        return store.history().incidents(Optional.of("a"), Optional.empty(), Instant.MAX, 1_000);
    }
}
