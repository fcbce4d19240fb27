package io.vedette.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.watch.World.Heard;
import io.vedette.watch.World.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** What is told, whatever happens in whatever order: the promises of the design as invariants of random histories. */
class TellingPropertyTest {

    private static final List<String> CHECKS = List.of("router", "behind-router", "picky");
    private static final List<String> TARGETS = List.of("slack", "sentry");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** How the three checks and the outbox are set up. */
    record Setup(Duration window, Duration interval, Duration errorInterval, int failures, int successes) {

        World world() {
            World world = new World(window).target("slack", "sentry");
            CheckBuilder same = CheckBuilder.named("router")
                    .every(interval)
                    .toldEvery(errorInterval)
                    .after(failures, successes);
            world.watch(same.build());
            world.watch(new CheckBuilder(
                            "behind-router",
                            interval,
                            errorInterval,
                            failures,
                            successes,
                            List.of(),
                            java.util.Optional.of("router"))
                    .build());
            world.watch(CheckBuilder.named("picky")
                    .every(interval)
                    .toldEvery(errorInterval)
                    .notifying("sentry")
                    .build());
            return world;
        }
    }

    /** A line for every alert of every story would be millions. */
    @BeforeContainer
    static void logLess() {
        ((Logger) LoggerFactory.getLogger("io.vedette.watch")).setLevel(Level.OFF);
    }

    @AfterContainer
    static void logAgain() {
        ((Logger) LoggerFactory.getLogger("io.vedette.watch")).setLevel(null);
    }

    /** One thing that happens. */
    interface Event {
        void happen(World world);
    }

    record Verdict(String check, Status status) implements Event {
        @Override
        public void happen(World world) {
            world.take(check, status);
        }
    }

    record Passing(Duration time) implements Event {
        @Override
        public void happen(World world) {
            // No sender keeps a message for as long as the lease; what comes of one that does is a test of its own.
            world.inHand().forEach(target -> {
                if (time.compareTo(Duration.ofSeconds(30)) > 0) {
                    world.settle(target, Reply.TAKEN);
                }
            });
            world.pass(time);
        }
    }

    record Claim(String target) implements Event {
        @Override
        public void happen(World world) {
            world.claim(target).forEach(alert -> isTrueNow(world, alert));
        }
    }

    record Settle(String target, Reply reply) implements Event {
        @Override
        public void happen(World world) {
            world.settle(target, reply);
        }
    }

    record Pause(String check) implements Event {
        @Override
        public void happen(World world) {
            world.keeper.pause(world.watched(check));
        }
    }

    record Resume(String check) implements Event {
        @Override
        public void happen(World world) {
            world.keeper.resume(world.watched(check));
        }
    }

    record Leave(String target) implements Event {
        @Override
        public void happen(World world) {
            world.settle(target, Reply.TAKEN); // Its route is stopped when its message is through.
            world.targets.remove(target);
        }
    }

    record Join(String target) implements Event {
        @Override
        public void happen(World world) {
            world.target(target);
        }
    }

    record Reload(String check) implements Event {
        @Override
        public void happen(World world) {
            world.reload(check);
        }
    }

    record Crash() implements Event {
        @Override
        public void happen(World world) {
            world.crash();
        }
    }

    /** A line for every alert of thousands of histories says nothing. */
    @BeforeContainer
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger("io.vedette.watch")).setLevel(Level.ERROR);
    }

    @AfterContainer
    static void speakAgain() {
        ((Logger) LoggerFactory.getLogger("io.vedette.watch")).setLevel(null);
    }

    @Property(tries = 1500)
    void keepsItsPromises(
            @ForAll("setups") Setup setup, @ForAll("histories") List<Event> history, @ForAll("ends") List<Status> end) {
        World world = setup.world();

        Set<String> known = new HashSet<>();
        for (Event event : history) {
            event.happen(world);
            decidesNothingWhileMuted(world, known);
        }

        settleDown(world, setup, end, known);

        for (String target : TARGETS) {
            for (Check check : world.checks()) {
                List<Heard> heard = world.heard(target, check.name());
                keepsTheErrorInterval(check, heard);
                tellsEveryRecoveryOnce(heard);
                keepsTheOrder(heard);
                toldLastWhatIsTrue(world, target, check, heard);
            }
        }
        assertThat(world.heard).extracting(heard -> heard.alert().id()).doesNotHaveDuplicates();
    }

    /** Lets the states last, with targets that work, for as long as the promise asks for. */
    private static void settleDown(World world, Setup setup, List<Status> end, Set<String> known) {
        TARGETS.forEach(target -> world.settle(target, Reply.TAKEN));
        TARGETS.forEach(world.targets::add);
        CHECKS.forEach(check -> world.keeper.resume(world.watched(check)));
        Duration step = setup.interval();
        Duration needed = step.multipliedBy(Math.max(setup.failures(), setup.successes()))
                .plus(setup.errorInterval())
                .plus(setup.interval())
                .plus(setup.window())
                .plus(LEASE)
                .plus(LONGEST_PAUSE);
        for (Duration passed = Duration.ZERO; passed.compareTo(needed) <= 0; passed = passed.plus(step)) {
            for (int i = 0; i < CHECKS.size(); i++) {
                world.take(CHECKS.get(i), end.get(i));
            }
            decidesNothingWhileMuted(world, known);
            world.pass(setup.window());
            TARGETS.forEach(target -> {
                world.claim(target).forEach(alert -> isTrueNow(world, alert));
                world.settle(target, Reply.TAKEN);
            });
            if (step.compareTo(setup.window()) > 0) {
                world.pass(step.minus(setup.window()));
            }
        }
    }

    private static void keepsTheErrorInterval(Check check, List<Heard> heard) {
        List<Heard> problems = heard.stream().filter(Heard::isProblem).toList();
        for (int i = 1; i < problems.size(); i++) {
            assertThat(Duration.between(
                            problems.get(i - 1).at(), problems.get(i).at()))
                    .as("time between %s and %s", problems.get(i - 1), problems.get(i))
                    .isGreaterThanOrEqualTo(check.errorInterval());
        }
    }

    private static void tellsEveryRecoveryOnce(List<Heard> heard) {
        for (int i = 0; i < heard.size(); i++) {
            if (heard.get(i).alert().kind() == AlertKind.RECOVERY) {
                assertThat(i > 0 && heard.get(i - 1).isProblem())
                        .as("a problem heard right before %s", heard.get(i))
                        .isTrue();
            }
        }
    }

    private static void keepsTheOrder(List<Heard> heard) {
        assertThat(heard).extracting(one -> one.alert().at()).isSorted();
    }

    private static void toldLastWhatIsTrue(World world, String target, Check check, List<Heard> heard) {
        Health truth = world.health(check.name());
        if (!check.tells(target)) {
            assertThat(heard).isEmpty();
        } else if (truth == Health.OK) {
            assertThat(heard.isEmpty() ? AlertKind.RECOVERY : last(heard).kind())
                    .as("last heard by %s of %s, which is ok", target, check.name())
                    .isEqualTo(AlertKind.RECOVERY);
        } else if (truth.isProblem() && !world.isMuted(check.name())) {
            assertThat(heard)
                    .as("heard by %s of %s, which is %s", target, check.name(), truth)
                    .isNotEmpty();
            assertThat(last(heard).to()).isEqualTo(truth);
        }
    }

    /** No problem enters the outbox that was not there before while its check is muted. */
    private static void decidesNothingWhileMuted(World world, Set<String> known) {
        for (Alert alert : world.waiting()) {
            if (known.add(alert.id()) && alert.kind() != AlertKind.RECOVERY) {
                assertThat(world.isMuted(alert.check()))
                        .as("muted when it was decided to tell %s", alert)
                        .isFalse();
            }
        }
    }

    /** What leaves for a target is true when it leaves. */
    private static void isTrueNow(World world, Alert alert) {
        Health truth = world.health(alert.check());
        if (alert.kind() == AlertKind.RECOVERY) {
            assertThat(truth.isProblem()).as("%s while it is %s", alert, truth).isFalse();
        } else {
            assertThat(truth).as("the state when %s leaves", alert).isEqualTo(alert.to());
            assertThat(world.isMuted(alert.check()))
                    .as("muted when %s leaves", alert)
                    .isFalse();
        }
    }

    private static Alert last(List<Heard> heard) {
        return heard.get(heard.size() - 1).alert();
    }

    @Provide
    Arbitrary<Setup> setups() {
        return Combinators.combine(
                        seconds(0, 10, 45, 300),
                        seconds(1, 10, 60, 600),
                        seconds(0, 30, 480, 3600),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3))
                .as(Setup::new);
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<String> check = Arbitraries.of(CHECKS);
        Arbitrary<String> target = Arbitraries.of(TARGETS);
        Arbitrary<Event> event = Arbitraries.frequencyOf(
                Tuple.of(
                        30,
                        Combinators.combine(check, Arbitraries.of(Status.class)).as(Verdict::new)),
                Tuple.of(15, seconds(1, 5, 30, 60, 480, 3600, 7200).map(Passing::new)),
                Tuple.of(15, target.map(Claim::new)),
                Tuple.of(
                        15,
                        Combinators.combine(
                                        target,
                                        Arbitraries.of(
                                                Reply.TAKEN,
                                                Reply.TAKEN,
                                                Reply.TAKEN,
                                                Reply.REFUSED,
                                                Reply.BUSY,
                                                Reply.MISCONFIGURED))
                                .as(Settle::new)),
                Tuple.of(2, check.map(Pause::new)),
                Tuple.of(3, check.map(Resume::new)),
                Tuple.of(1, target.map(Leave::new)),
                Tuple.of(2, target.map(Join::new)),
                Tuple.of(2, check.map(Reload::new)),
                Tuple.of(1, Arbitraries.create(Crash::new)));
        return event.list().ofMaxSize(120);
    }

    @Provide
    Arbitrary<List<Status>> ends() {
        return Arbitraries.of(Status.class).list().ofSize(CHECKS.size());
    }

    private static Arbitrary<Duration> seconds(long... choices) {
        return Arbitraries.of(
                java.util.Arrays.stream(choices).mapToObj(Duration::ofSeconds).toList());
    }
}
