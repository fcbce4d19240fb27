package io.vedette.evaluate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vedette.evaluate.TellingWorld.Options;
import io.vedette.rule.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * What is promised about telling, held to random stories: checks that fail, recover, flap and sleep; operators that pause,
 * resume and silence; maintenance windows; targets that refuse, dawdle, go and come; processes that end in the middle; minutes and hours between.
 */
class TellingPropertyTest {

    /** A line for every alert of every story would be millions. */
    @BeforeContainer
    static void logLess() {
        ((Logger) LoggerFactory.getLogger("vedette")).setLevel(Level.OFF);
    }

    @AfterContainer
    static void logAgain() {
        ((Logger) LoggerFactory.getLogger("vedette")).setLevel(null);
    }

    /** One thing that happens, with words for a story that fails. */
    record Event(String words, Consumer<TellingWorld> action) {
        @Override
        public String toString() {
            return words;
        }
    }

    @Property(tries = 500)
    void tellsWhatChangedAndOnlyThat(@ForAll("options") Options options, @ForAll("stories") List<Event> story) {
        TellingWorld world = new TellingWorld(options);

        story.forEach(event -> event.action().accept(world));

        world.settleDown();
    }

    @Property(tries = 5_000)
    @Tag("long")
    void tellsThatInManyStories(@ForAll("options") Options options, @ForAll("stories") List<Event> story) {
        tellsWhatChangedAndOnlyThat(options, story);
    }

    @Property(tries = 5_000)
    @Tag("long")
    void leavesNobodyInManyStories(@ForAll("options") Options options, @ForAll("stories") List<Event> story) {
        leavesNobodyWithAnOldTruthWhenSendersOutliveTheirLease(options, story);
    }

    @Property(tries = 250)
    void leavesNobodyWithAnOldTruthWhenSendersOutliveTheirLease(
            @ForAll("options") Options options, @ForAll("stories") List<Event> story) {
        TellingWorld world = new TellingWorld(new Options(
                options.errorInterval(),
                options.groupWindow(),
                options.failureThreshold(),
                options.successThreshold(),
                options.flapChanges(),
                false));

        story.forEach(event -> event.action().accept(world));

        world.settleDown();
    }

    @Provide
    Arbitrary<Options> options() {
        return Combinators.combine(
                        Arbitraries.of(0, 30, 120, 480, 3_600),
                        Arbitraries.of(0, 10, 90),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0, 0, 1, 2, 4))
                .as((errors, window, failure, success, flaps) -> new Options(
                        Duration.ofSeconds(errors), Duration.ofSeconds(window), failure, success, flaps, true));
    }

    @Provide
    Arbitrary<List<Event>> stories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, becoming()),
                        Tuple.of(6, passing()),
                        Tuple.of(8, delivering()),
                        Tuple.of(1, flapping()),
                        Tuple.of(2, operating()))
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Event> becoming() {
        return Combinators.combine(Arbitraries.of(0, 0, 1, 1, 2), Arbitraries.of(Status.class))
                .as((check, status) -> new Event(
                        "check " + check + " becomes " + status.code(), world -> world.become(check, status)));
    }

    private static Arbitrary<Event> passing() {
        return Arbitraries.of(1, 5, 11, 60, 130, 400, 500, 1_300, 4_000, 20_000)
                .map(seconds -> new Event(seconds + " s pass", world -> world.pass(Duration.ofSeconds(seconds))));
    }

    private static Arbitrary<Event> delivering() {
        return Combinators.combine(Arbitraries.of(TellingWorld.TARGETS), Arbitraries.of(0, 0, 1, 2, 3))
                .as((target, how) -> switch (how) {
                    case 0 ->
                        new Event(target + " takes", world -> {
                            world.send(target);
                            world.finish(target, true);
                        });
                    case 1 ->
                        new Event(target + " refuses", world -> {
                            world.send(target);
                            world.finish(target, false);
                        });
                    case 2 -> new Event(target + " begins to take", world -> world.send(target));
                    default -> new Event(target + " has taken", world -> world.finish(target, true));
                });
    }

    /** Down, told, up, told, down again: faster than most error intervals. */
    private static Arbitrary<Event> flapping() {
        return Arbitraries.of(0, 1, 2)
                .map(check -> new Event("check " + check + " flaps", world -> {
                    for (Status status : List.of(Status.ERROR, Status.OK, Status.DEGRADED)) {
                        for (int again = 0; again < 3; again++) {
                            world.become(check, status);
                        }
                        world.pass(Duration.ofSeconds(10));
                        TellingWorld.TARGETS.forEach(world::send);
                        TellingWorld.TARGETS.forEach(target -> world.finish(target, true));
                    }
                }));
    }

    private static Arbitrary<Event> operating() {
        Arbitrary<Event> pause = Arbitraries.of(0, 1, 2)
                .map(check -> new Event("check " + check + " is paused", world -> world.pause(check)));
        Arbitrary<Event> resume = Arbitraries.of(0, 1, 2)
                .map(check -> new Event("check " + check + " is resumed", world -> world.resume(check)));
        Arbitrary<Event> remove = Arbitraries.of(TellingWorld.TARGETS)
                .map(target -> new Event(target + " is removed", world -> world.removeTarget(target)));
        Arbitrary<Event> add = Arbitraries.of(TellingWorld.TARGETS)
                .map(target -> new Event(target + " is added", world -> world.addTarget(target)));
        Arbitrary<Event> silence = Combinators.combine(Arbitraries.of(0, 1, 2), Arbitraries.of(7, 70, 700, 7_000))
                .as((check, seconds) -> new Event(
                        "check " + check + " is silenced for " + seconds + " s",
                        world -> world.silence(check, Duration.ofSeconds(seconds))));
        Arbitrary<Event> unsilence = Arbitraries.of(0, 1, 2)
                .map(check -> new Event("check " + check + " is silenced no more", world -> world.unsilence(check)));
        Arbitrary<Event> restart = Arbitraries.just(new Event("restart", TellingWorld::restart));
        return Arbitraries.oneOf(pause, resume, resume, silence, silence, unsilence, remove, add, add, restart);
    }
}
