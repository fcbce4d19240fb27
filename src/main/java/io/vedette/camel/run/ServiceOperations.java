package io.vedette.camel.run;

import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.Stages;
import io.vedette.camel.reload.Reloader;
import io.vedette.evaluate.MuteService;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.status.source.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;

/** What an operator may do with a running service. */
final class ServiceOperations implements Operations {

    private final CamelContext context;
    private final MuteService mutes;
    private final Clock clock;
    private final TestAlerts testAlerts;
    /** One at a time: each holds a thread for as long as its target takes. */
    private final Semaphore testing = new Semaphore(1);

    private final Optional<Reloader> reloader;
    private final TimelyHealth health;
    private final LoadedConfiguration loaded;

    /** @param reloader reads the files again, where there are any */
    ServiceOperations(CamelContext context, Stages stages, Optional<Reloader> reloader, SelfHealthMonitor health) {
        this.context = context;
        this.mutes = stages.evaluation().mutes();
        this.clock = stages.base().clock();
        this.testAlerts = new TestAlerts(context, stages);
        this.reloader = reloader;
        this.health = new TimelyHealth(health::now);
        this.loaded = new LoadedConfiguration(stages, reloader);
    }

    @Override
    public Outcome run(String check) {
        Optional<ScheduleConsumer> schedule = ScheduleConsumer.of(context, check);
        schedule.ifPresent(ScheduleConsumer::runAnywhere);
        return schedule.isPresent() ? Outcome.DONE : Outcome.notPossible("nothing here schedules \"" + check + "\"");
    }

    @Override
    public Outcome pause(String check, Optional<Duration> time, String reason, String by) {
        Optional<Instant> until = time.map(clock.instant()::plus);
        return mutes.pause(check, until, reason, by).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome resume(String check) {
        return mutes.resume(check).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome silence(String check, Duration time, String reason, String by) {
        Instant until = clock.instant().plus(time);
        return mutes.silence(check, until, reason, by).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome unsilence(String check) {
        return mutes.unsilence(check).isPresent() ? Outcome.DONE : gone(check);
    }

    @Override
    public Outcome test(String target) {
        if (!testAlerts.targets().contains(target)) {
            return Outcome.notPossible("\"" + target
                    + "\" is not told of anything now: no route takes its alerts, or only-log keeps them in");
        }
        if (!testing.tryAcquire()) {
            return Outcome.notPossible("another test alert is under way");
        }
        try {
            return testAlerts
                    .send(target)
                    .map(words -> Outcome.refusedBy(target, words))
                    .orElse(Outcome.DONE);
        } finally {
            testing.release();
        }
    }

    private static Outcome gone(String check) {
        return Outcome.notPossible("\"" + check + "\" is no longer watched");
    }

    @Override
    public Optional<Definition> definition(String check) {
        return loaded.definition(check);
    }

    @Override
    public Loaded loaded() {
        return loaded.now();
    }

    /** Camel's server answers long before: it is there before the first route is. */
    @Override
    public boolean isStarted() {
        return context.isStarted();
    }

    @Override
    public SelfHealth health() {
        return health.get();
    }

    @Override
    public Optional<Reload> reload() {
        return reloader.map(Reloader::reload).map(LoadedConfiguration::shown);
    }
}
