package io.vedette.evaluate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vedette.check.Maintenance;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.target.TargetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

/** What is promised to targets with terms of their own, held to random stories of failures, acknowledgements, silences and restarts. */
class OnCallPropertyTest {

    @BeforeContainer
    static void logLess() {
        ((Logger) LoggerFactory.getLogger("vedette")).setLevel(Level.OFF);
    }

    @AfterContainer
    static void logAgain() {
        ((Logger) LoggerFactory.getLogger("vedette")).setLevel(null);
    }

    /** One thing that happens, with words for a story that fails. */
    record Event(String words, Consumer<OnCallWorld> action) {
        @Override
        public String toString() {
            return words;
        }
    }

    @Property(tries = 200)
    void keepsItsPromisesOnTheTermsOfEveryTarget(
            @ForAll("intervals") Duration errorInterval,
            @ForAll("targets") List<TargetOptions> targets,
            @ForAll("stories") List<Event> story) {
        OnCallWorld world = new OnCallWorld(errorInterval, targets);

        story.forEach(event -> event.action().accept(world));

        world.settleDown();
    }

    @Provide
    Arbitrary<Duration> intervals() {
        return Arbitraries.of(0, 60, 480, 1_800).map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<List<TargetOptions>> targets() {
        return Combinators.combine(
                        Arbitraries.of(Health.DEGRADED, Health.ERROR),
                        Arbitraries.of(0, 60, 900),
                        Arbitraries.of(
                                "",
                                "",
                                "daily 08:00-18:00",
                                "cron '0 * * * *' for 20m",
                                "Mon,Tue,Wed,Thu,Fri 17:00-09:00 Europe/Zurich"),
                        Arbitraries.of(0, 0, 3_600, -1))
                .as((minimum, after, active, reminders) -> new TargetOptions(
                        List.of(),
                        List.of(),
                        minimum,
                        Duration.ofSeconds(after),
                        Maintenance.parse(active),
                        Optional.of(reminders).filter(one -> one >= 0).map(Duration::ofSeconds),
                        Optional.empty()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Event>> stories() {
        Arbitrary<Event> becoming = Arbitraries.of(
                        Status.ERROR, Status.ERROR, Status.DEGRADED, Status.OK, Status.SLEEPING)
                .map(status -> new Event("it becomes " + status.code(), world -> world.become(status)));
        Arbitrary<Event> passing = Arbitraries.of(20, 80, 500, 1_000, 4_000, 30_000)
                .map(seconds -> new Event(seconds + " s pass", world -> world.pass(Duration.ofSeconds(seconds))));
        Arbitrary<Event> acting = Arbitraries.of(
                new Event("somebody acknowledges", OnCallWorld::acknowledge),
                new Event("somebody acknowledges", OnCallWorld::acknowledge),
                new Event("somebody takes it back", OnCallWorld::unacknowledge),
                new Event("it is silenced for 10 min", world -> world.silence(Duration.ofMinutes(10))),
                new Event("restart", OnCallWorld::restart));
        return Arbitraries.frequencyOf(Tuple.of(4, becoming), Tuple.of(4, passing), Tuple.of(3, acting))
                .list()
                .ofMaxSize(25);
    }
}
