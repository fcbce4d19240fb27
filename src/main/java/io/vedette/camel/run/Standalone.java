package io.vedette.camel.run;

import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.CamelMain;
import io.vedette.camel.context.CamelSettings;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.context.Tracing;
import io.vedette.camel.http.BindAddress;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.http.ServerCertificate;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationReader;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.load.FilledInValues;
import io.vedette.camel.load.PlainRoutes;
import io.vedette.camel.load.RouteRefused;
import io.vedette.camel.placeholder.PlaceholderFunction;
import io.vedette.camel.reload.FolderContents;
import io.vedette.camel.reload.FolderWatch;
import io.vedette.camel.reload.ReloadCandidate;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import io.vedette.process.DescriptorLimit;
import io.vedette.process.Loggers;
import io.vedette.status.Events;
import io.vedette.status.Reloads;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;

/** Vedette as a process of its own, on Camel Main: read the configuration, then run it or try its checks once. */
public final class Standalone implements AutoCloseable {

    private static final Logger LOG = Loggers.START;

    private final Main main;
    private final Settings settings;
    private final VedetteService service;
    private final RouteInstaller assembly;
    private final Configuration configuration;
    private final List<Problem> setupProblems = new ArrayList<>();
    private final boolean serves;
    private final int port;
    private final CamelSettings ofCamel;
    private final Optional<Problem> unservable;
    private final Events events;
    private final List<ExtraCheck> extra;
    private final FolderContents.Mark found;
    private Supplier<Optional<Loaded>> settingsAgain = Optional::empty;
    private volatile Reloader reloader;
    private HttpFrontend front;
    private final Optional<Tracing> tracing;
    private Duration heartbeatPeriod = HealthRoutes.MINUTE;

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
     * @throws Exception when Camel itself cannot be set up; what an operator wrote is told by {@link #problems()}
     */
    public Standalone(Settings settings, Secrets secrets, Clock given, Mode mode, List<ExtraCheck> extra)
            throws Exception {
        // What is stored has milliseconds: what is shown before a restart and after it must be the same.
        Clock clock = Clock.tick(given, Duration.ofMillis(1));
        this.settings = settings;
        this.extra = List.copyOf(extra);
        this.found = new FolderContents(settings.routes()).look();
        this.serves = mode == Mode.RUN;
        BindAddress place = BindAddress.find(settings.http(), serves);
        this.port = place.port();
        this.ofCamel = new CamelSettings(serves, port);
        unservable = place.problem();
        Clock judging =
                settings.debugNow().map(now -> Clock.fixed(now, ZoneOffset.UTC)).orElse(clock);
        service = new VedetteService(settings, secrets, clock, judging, store(settings, clock, mode));
        events = new Events(clock);
        tracing = serves && Tracing.isOn(settings.properties())
                ? Optional.of(Tracing.of(settings.properties(), secrets))
                : Optional.empty();
        Map<String, Object> beans = new HashMap<>(Map.of("vedetteService", service));
        tracing.ifPresent(on -> beans.put("vedetteTracer", on.tracer()));
        main = CamelMain.of(ofCamel.beside(settings), beans, secrets, setupProblems);
        CamelContext context = main.getCamelContext();
        CamelSettings.beforeEnvironment(context);
        certificate().ifPresent(context::setSSLContextParameters);
        // Camel would go over all routes for every one that is added.
        context.getRestConfiguration().setInlineRoutes(false);
        context.addService(service);
        PlaceholderFunction.addTo(context, settings.baseDir(), secrets);
        assembly = RouteInstaller.on(context, service);
        configuration = new ConfigurationReader(context, settings, service.workshop(context)).read(extra);
    }

    /** Everything that is wrong with the routes folder, the server's certificate and settings of Camel's, warnings included. */
    public List<Problem> problems() {
        return Stream.concat(setupProblems.stream(), configuration.problems().stream())
                .toList();
    }

    /** Why the status server cannot listen where it is to: what holds of this machine at this moment, whatever was written. */
    public Optional<Problem> unservable() {
        return unservable;
    }

    private Optional<SSLContextParameters> certificate() {
        try {
            return ServerCertificate.read(settings.http().tls());
        } catch (ServerCertificate.Unusable e) {
            setupProblems.add(e.problem());
            return Optional.empty();
        }
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

    /** The time between two calls of {@code vedette.heartbeat.url}; to be said before the start. */
    Standalone heartbeatEvery(Duration period) {
        heartbeatPeriod = period;
        return this;
    }

    /** Reading the configuration again while it runs; null before it is started to {@linkplain Mode#RUN run}. */
    public Reloads reloads() {
        return reloader;
    }

    /** Runs until the process is asked to stop. */
    public int run() throws Exception {
        start();
        main.run();
        return main.getExitCode();
    }

    /**
     * Starts and returns at once.
     *
     * @throws io.vedette.database.StoreRefused when the database cannot be used; the message is for the operator
     * @throws RouteRefused when Camel does not take a route or a check of the folder
     */
    public void start() throws Exception {
        service.ready();
        service.store().open();
        try {
            startAll();
        } catch (Exception e) {
            throw refused(e);
        }
    }

    private Exception refused(Exception e) {
        FilledInValues placeholders = new FilledInValues(main.getCamelContext(), settings);
        return RouteRefused.of(e, configuration, placeholders, service.secrets());
    }

    private void startAll() throws Exception {
        assembly.addTemplates(configuration);
        if (!serves) {
            service.runOnDemand();
        } else {
            // Before anything of it runs: Camel's definitions change then.
            reloader = new Reloader(
                    new Reloader.Running(main.getCamelContext(), assembly, service),
                    new ReloadCandidate.Source(settings, settingsAgain, ofCamel::beside, extra),
                    configuration,
                    found);
            assembly.addRoutes(configuration);
            front = new HttpFrontend(
                    port, main.getCamelContext(), service, reloader, events, this::runNow, heartbeatPeriod);
            front.addRoutes();
        }
        main.getCamelContext().init();
        assembly.addChecks(configuration);
        service.keeper().onChange(events::changed);
        if (serves) {
            reloader.onOutcome(outcome -> events.reloaded(ServiceOperations.shown(outcome)));
        }
        if (serves) {
            service.heartbeats().close();
        }
        main.start();
        if (serves) {
            front.serve(port);
            service.heartbeats().open(service.clock().instant());
            FolderWatch watch = new FolderWatch(reloader, service.tasks());
            service.lastTasks().add(watch::close);
            DescriptorLimit.warning(service.watchlist().size()).ifPresent(LOG::warn);
            LOG.info(
                    "Vedette watches {}, notifies {}, and answers on {}://{}:{}/",
                    service.watchlist().size() == 1
                            ? "1 check"
                            : service.watchlist().size() + " checks",
                    String.join(", ", service.targets().names()),
                    settings.http().tls().isConfigured() ? "https" : "http",
                    settings.http().host(),
                    port);
        }
    }

    /** The targets that some route takes alerts for, configured or not. */
    public Set<String> targets() {
        return PlainRoutes.targets(
                configuration.collections().stream().flatMap(collection -> collection.getRoutes().stream()));
    }

    /**
     * Starts the routes that tell targets, in place of {@link #start}: no check runs and no database is opened.
     *
     * @throws RouteRefused when Camel does not take one of them
     */
    public TestAlerts testAlerts() throws Exception {
        service.runOnDemand();
        configuration.collections().forEach(collection -> collection.getRoutes().removeIf(r -> !TestAlerts.needs(r)));
        try {
            assembly.addTemplates(configuration);
            assembly.addRoutes(configuration);
            main.start();
        } catch (Exception e) {
            throw refused(e);
        }
        return new TestAlerts(main.getCamelContext(), service);
    }

    public EventStream stream() {
        return front.stream();
    }

    public Events events() {
        return events;
    }

    /** The port of the status server: the one that is set, or the free one that was taken for 0. */
    public int port() {
        return port;
    }

    /** The names of all checks, in the order of the files. */
    public List<String> checks() {
        return configuration.checks().stream()
                .map(check -> check.definition().name())
                .toList();
    }

    /** Runs a check once beside its schedule. */
    private void runNow(String name) {
        Route route = main.getCamelContext().getRoute(name);
        if (route != null && route.getConsumer() instanceof ScheduleConsumer schedule) {
            schedule.runSoon();
        }
    }

    /** Runs each check once, all at the same time; no state changes and no alert is sent. */
    public TrialResults tryOut(List<String> names) throws InterruptedException {
        return new TrialRuns(main.getCamelContext(), service).of(names);
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    public VedetteService service() {
        return service;
    }

    /** A trial must leave nothing behind. */
    private static Store store(Settings settings, Clock clock, Mode mode) {
        return mode == Mode.RUN ? Stores.of(settings.database(), settings.history(), clock) : new MemoryStore();
    }

    @Override
    public void close() {
        main.stop();
        if (front != null) {
            front.close();
        }
        tracing.ifPresent(Tracing::close);
    }
}
