package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.VedetteService;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.load.RouteRefused;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import io.vedette.process.Periodic;
import io.vedette.process.SpareMemory;
import io.vedette.status.api.Events;
import io.vedette.status.source.Reloads;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Vedette as a process of its own, on Camel Main: read the configuration, then run it or try its checks once. */
public final class Standalone implements AutoCloseable {

    private final Settings settings;
    private final Mode mode;
    private final StandaloneContext camel;
    private final Stages stages;
    private final Events events;
    private final ReadConfiguration configuration;
    private Supplier<Optional<Loaded>> settingsAgain = Optional::empty;
    private Duration heartbeatPeriod = SelfHealthRoutes.MINUTE;
    private volatile Serving serving;

    /** Whether checks run by their timers and alerts are sent, or checks run once when asked. */
    public enum Mode {
        RUN,
        TRIAL
    }

    /**
     * Reads everything; nothing runs yet.
     *
     * @param given the time; milliseconds of it count
     * @param extra checks that stand in no file: name to template and parameters
     * @throws Exception if Camel itself cannot be set up; mistakes of operators are in {@link #problems()}
     */
    public Standalone(Settings settings, Secrets secrets, Clock given, Mode mode, List<ExtraCheck> extra)
            throws Exception {
        // What is stored has milliseconds: what is shown before a restart and after it must be the same.
        Clock clock = Clock.tick(given, Duration.ofMillis(1));
        this.settings = settings;
        this.mode = mode;
        camel = new StandaloneContext(settings, secrets, clock, mode == Mode.RUN);
        stages = camel.stages();
        events = new Events(clock);
        configuration = new ReadConfiguration(settings, extra, camel.context(), stages);
    }

    /** Returns everything that is wrong with the routes folder, the server's certificate and settings of Camel's, warnings included. */
    public List<Problem> problems() {
        return Stream.concat(camel.problems().stream(), configuration.problems().stream())
                .toList();
    }

    /** Returns why the status server cannot listen where it is to: a fact of this machine now, whatever was written. */
    public Optional<Problem> unservable() {
        return camel.address().problem();
    }

    /**
     * Has the settings read again at every reload; without this they stay as they are. To be said before the start.
     *
     * @param source reads them; what is wrong with them rejects the reload
     */
    public Standalone rereading(Supplier<Loaded> source) {
        settingsAgain = () -> Optional.of(source.get());
        return this;
    }

    /** Sets the time between two calls of {@code vedette.heartbeat.url}; to be said before the start. */
    Standalone heartbeatEvery(Duration period) {
        heartbeatPeriod = period;
        return this;
    }

    /** Returns what reloads the configuration while it runs; null before it is started to {@linkplain Mode#RUN run}. */
    public Reloads reloads() {
        Serving now = serving;
        return now == null ? null : now.reloads();
    }

    /** Runs until the process is asked to stop. */
    public int run() throws Exception {
        start();
        try (Periodic spare = SpareMemory.begin()) {
            camel.main().run();
        }
        return camel.main().getExitCode();
    }

    /**
     * Starts and returns at once.
     *
     * @throws io.vedette.database.StoreRefused when the database cannot be used; the message is for the operator
     * @throws RouteRefused when Camel does not take a route or a check of the folder
     */
    public void start() throws Exception {
        camel.service().ready();
        stages.base().store().open();
        try {
            configuration.addTemplates();
            if (mode == Mode.RUN) {
                startServing();
            } else {
                startTrial();
            }
        } catch (Exception e) {
            throw configuration.refused(e);
        }
    }

    private void startTrial() throws Exception {
        stages.schedules().runOnDemand();
        configuration.addChecks();
        camel.main().start();
    }

    private void startServing() throws Exception {
        Reloader reloader = configuration.reloader(settingsAgain, camel.camelSettings());
        configuration.addRoutes();
        serving = new Serving(camel.address(), camel.context(), stages, reloader, events);
        serving.prepare(heartbeatPeriod);
        configuration.addChecks();
        serving.follow();
        camel.main().start();
        serving.open();
        StartLog.write(stages, settings.http(), port());
    }

    /** Returns the targets that some route takes alerts for, configured or not. */
    public Set<String> targets() {
        return configuration.targets();
    }

    /**
     * Starts only the notify routes, instead of {@link #start}: no check runs and no database is opened.
     *
     * @throws RouteRefused when Camel does not take one of them
     */
    public TestAlerts testAlerts() throws Exception {
        stages.schedules().runOnDemand();
        configuration.leaveOutAllButTargets();
        try {
            configuration.addTemplates();
            configuration.addRoutes();
            camel.main().start();
        } catch (Exception e) {
            throw configuration.refused(e);
        }
        return new TestAlerts(camel.context(), stages);
    }

    public EventStream stream() {
        return serving.stream();
    }

    public Events events() {
        return events;
    }

    /** Returns the port of the status server: the one that is set, or the free one that was taken for 0. */
    public int port() {
        return camel.address().port();
    }

    /** Returns the names of all checks, in the order of the files. */
    public List<String> checks() {
        return configuration.checks();
    }

    /** Returns how many checks there are, those of plain routes included, which cannot be asked on demand. */
    public int watched() {
        Set<String> names = new HashSet<>(configuration.checks());
        names.addAll(configuration.observed());
        return names.size();
    }

    /** Runs each check once, all at the same time; no state changes and no alert is sent. */
    public TrialResults tryOut(List<String> names) throws InterruptedException {
        return new TrialRuns(camel.context(), stages).of(names);
    }

    public CamelContext context() {
        return camel.context();
    }

    public VedetteService service() {
        return camel.service();
    }

    @Override
    public void close() {
        camel.close();
        if (serving != null) {
            serving.close();
        }
        camel.closeTracing();
    }
}
