package io.vedette.camel;

import io.vedette.camel.language.CamelConditions;
import io.vedette.camel.load.CheckPlan;
import io.vedette.camel.load.VedetteOperation;
import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.deliver.Announcements;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Clockwork;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.history.History;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HeartbeatProbe;
import io.vedette.probe.HttpTransport;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probes;
import io.vedette.probe.TokenLogin;
import io.vedette.probe.TokenSettings;
import io.vedette.probe.Trust;
import io.vedette.probing.Connectivity;
import io.vedette.probing.FirstRuns;
import io.vedette.probing.ProbePool;
import io.vedette.probing.ProbeRunner;
import io.vedette.probing.ScheduleLag;
import io.vedette.process.OwnTrouble;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.selfhealth.OwnTroubles;
import io.vedette.status.Totals;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;

/** What the {@code vedette:} endpoints of one Camel context share: checks, states, outbox, targets, probes. */
public final class VedetteService extends ServiceSupport {

    /** An exchange property: judge, but change no state and send no alert. */
    public static final String TRIAL = "vedetteTrial";

    /** An exchange property: the {@link OwnTrouble} for which nobody was asked. */
    public static final String NOT_ASKED = "vedetteNotAsked";

    private volatile Settings settings;
    private final Secrets secrets;
    private final Clock clock;
    private final Store store;
    private final Watchlist watchlist = new Watchlist();
    private final Targets targets;
    private final ClockSteps clockSteps;
    private final Evaluator keeper;
    private final MuteService mutes;
    private final Announcements announcements;
    private final Connectivity connectivity;
    private final Clockwork clockwork;
    private final Delivery delivery;
    private final Probes probes;
    private final ProbeRunner runner;
    private final HeartbeatBook heartbeats = new HeartbeatBook();
    private final Totals totals = new Totals();
    private final FirstRuns firstRuns = new FirstRuns();
    private final Set<ScheduleConsumer> schedulers = ConcurrentHashMap.newKeySet();
    private final ShutdownHooks lastTasks;
    private volatile boolean schedules = true;
    private volatile boolean keepsTargets;
    private final Tasks tasks = new Tasks();
    private final ServiceThreads threads = new ServiceThreads(tasks);
    private final OwnTroubles troubles;
    private final CrowdedClients clients;

    /** @param judging the time that rules see; another one than {@code clock} only for trying rules */
    public VedetteService(Settings settings, Secrets secrets, Clock clock, Clock judging, Store store) {
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
        this.store = store;
        this.lastTasks = new ShutdownHooks(secrets);
        this.targets = new Targets(clock, ThreadLocalRandom.current()::nextLong);
        this.announcements = new Announcements(targets);
        this.probes = new Probes(
                new HttpTransport(trust(settings), AddressPolicy.over(Lookup.system(), settings.probe())),
                token(settings.auth()),
                heartbeats,
                clock,
                secrets);
        this.runner = new ProbeRunner(ProbePool.create(), clock);
        this.troubles = new OwnTroubles(clock);
        this.clients = new CrowdedClients(clock);
        this.connectivity = new Connectivity(
                settings.connectivityCheck()
                        .map(address -> new Connectivity.Guard(
                                probes.connectivity(address, settings.timeout()),
                                runner,
                                settings.interval(),
                                settings.timeout())),
                clock,
                announcements::say);
        this.clockSteps = isOfThisMachine(clock) ? ClockSteps.of(clock) : ClockSteps.none(clock);
        this.keeper = new Evaluator(watchlist, targets, store, clock, judging, connectivity, clockSteps);
        this.mutes = new MuteService(keeper, watchlist, clock);
        this.clockwork = new Clockwork(watchlist, keeper, connectivity);
        keeper.onClockStep(step -> heartbeats.clockWasSet(step::past));
        this.delivery = new Delivery(
                store,
                targets,
                keeper,
                watchlist,
                clock,
                secrets,
                new Delivery.Options(
                        settings.groupWindow(),
                        settings.outbox().maxAge(),
                        settings.greeting().orElse("")));
    }

    /** Also where whole milliseconds of it are taken. */
    private static boolean isOfThisMachine(Clock clock) {
        return clock.equals(Clock.systemUTC()) || clock.equals(Clock.tickMillis(ZoneOffset.UTC));
    }

    /** What notices that the clock was set. */
    ClockSteps clockSteps() {
        return clockSteps;
    }

    /** The service of a context: the one in its registry, else one made of its {@code vedette.*} properties. */
    public static VedetteService of(CamelContext context) {
        VedetteService bound = context.getRegistry().findSingleByType(VedetteService.class);
        return bound != null
                ? bound
                : ServiceLoader.load(EmbeddedStart.class, EmbeddedStart.class.getClassLoader())
                        .findFirst()
                        .orElseThrow()
                        .start(context);
    }

    /** Whether a target may be told anything: under {@code only-log} the log alone. */
    public boolean admits(String target) {
        return !settings.onlyLog() || target.equals("log");
    }

    /**
     * The check that an exchange is about: the one the endpoint names, else the one named as the route that the endpoint
     * stands in. One that no route's definition tells of, such as that of a producer template, is taken up with its first
     * message.
     *
     * @throws IllegalArgumentException when the endpoint names none outside of a route, or its options are wrong
     */
    Watched watchedBy(Exchange exchange, VedetteEndpoint endpoint) {
        String name = endpoint.getCheck() == null ? ExchangeHelper.getRouteId(exchange) : endpoint.getCheck();
        if (name == null) {
            throw new IllegalArgumentException(
                    "vedette:" + endpoint.getOperation().path()
                            + " needs the option check, the name of the check, where no route gives it one");
        }
        return watchlist.find(name).orElseGet(() -> takeUp(name, endpoint));
    }

    private synchronized Watched takeUp(String name, VedetteEndpoint endpoint) {
        if (endpoint.getOperation() != VedetteOperation.OBSERVE) {
            return watched(name);
        }
        return watchlist.find(name).orElseGet(() -> {
            CamelContext context = endpoint.getCamelContext();
            return watch(endpoint.observed(name).plan(context, workshop(context)));
        });
    }

    /** Takes up what was planned without a mistake, or its new definition; its state goes on where it was. */
    public Watched watch(CheckPlan plan) {
        String name = plan.check().name();
        Watched watched = keeper.watch(plan.check(), plan.probe(), plan.rule().orElseThrow());
        if (plan.probe().filter(HeartbeatProbe.class::isInstance).isPresent()) {
            heartbeats.watch(name, clock.instant());
            RememberedCalls.note(heartbeats, name, watched.record().state());
        }
        return watched;
    }

    /** Whether this is the check's definition still: a reload may have given it another one. */
    public boolean isCurrent(Watched watched) {
        return watchlist
                .find(watched.check().name())
                .filter(current -> current == watched)
                .isPresent();
    }

    /** Counts a run that nothing came of because as many judgements hang as may; own health says so. */
    void leftOut(Watched watched) {
        totals.skipped(Totals.Skip.HELD, 1);
        watched.skip(1);
    }

    /** Whether targets stay although their routes go, because those may be on their way back. */
    boolean keepsTargets() {
        return keepsTargets;
    }

    public void keepTargets(boolean keep) {
        keepsTargets = keep;
    }

    /**
     * Takes other settings while everything runs: those that count at once. What is made of them for routes takes the place
     * of what is in the registry.
     */
    public void change(Settings other, Registry registry) {
        Map<String, Object> before = beans();
        settings = other;
        Map<String, Object> after = beans();
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(registry::unbind);
        after.forEach(registry::bind);
        delivery.change(other.groupWindow(), other.greeting().orElse(""));
    }

    public Watched watched(String name) {
        return watchlist.find(name).orElseThrow(() -> new IllegalStateException("no check is named \"" + name + "\""));
    }

    /** What is to be done while the routes still run, when the context is asked to stop. */
    public ShutdownHooks lastTasks() {
        return lastTasks;
    }

    /** Checks run only when asked from now on; to be said before the context starts. */
    public void runOnDemand() {
        schedules = false;
    }

    /** Whether checks run by their intervals. */
    boolean schedules() {
        return schedules;
    }

    /** Who starts the runs of a check by its interval. */
    public Set<ScheduleConsumer> schedulers() {
        return schedulers;
    }

    /** Gives the time to all checks. */
    public ScheduledExecutorService timer() {
        return threads.timer();
    }

    /** Returns what older notify routes refer to by name. */
    public Map<String, Object> beans() {
        return TargetBeans.of(settings, secrets, clock);
    }

    /** @param context on which conditions are compiled */
    public CheckPlan.Workshop workshop(CamelContext context) {
        return workshop(context, settings);
    }

    /** The same for settings that do not count yet. */
    public CheckPlan.Workshop workshop(CamelContext context, Settings next) {
        return new CheckPlan.Workshop(
                probes.withToken(token(next.auth())),
                new Check.Defaults(next.interval(), next.errorInterval(), next.timeout()),
                secrets,
                new CamelConditions(context));
    }

    /** The calls of watched jobs. */
    public HeartbeatBook heartbeats() {
        return heartbeats;
    }

    public Settings settings() {
        return settings;
    }

    public Secrets secrets() {
        return secrets;
    }

    public Clock clock() {
        return clock;
    }

    public Store store() {
        return store;
    }

    /** What was. */
    public History history() {
        return store.history();
    }

    public Watchlist watchlist() {
        return watchlist;
    }

    public Targets targets() {
        return targets;
    }

    public Evaluator keeper() {
        return keeper;
    }

    /** What operators mute, and which mute is on. */
    public MuteService mutes() {
        return mutes;
    }

    /** Whether this machine itself is connected. */
    public Connectivity connectivity() {
        return connectivity;
    }

    Announcements announcements() {
        return announcements;
    }

    public Delivery delivery() {
        return delivery;
    }

    public ProbeRunner runner() {
        return runner;
    }

    /** How late probes begin. */
    public ScheduleLag scheduleLag() {
        return runner.lag();
    }

    /**
     * Waits for what is made beside the start.
     *
     * @throws RuntimeException when this Java offers no TLS
     */
    public void ready() {
        probes.ready();
    }

    /** What is done again and again. */
    public Tasks tasks() {
        return tasks;
    }

    /** How all of it is doing, that of the store included. */
    public List<Periodic.State> taskStates() {
        return Stream.concat(tasks.states().stream(), store.tasks().stream()).toList();
    }

    /** What could not be asked or told for want of something of our own. */
    public OwnTroubles troubles() {
        return troubles;
    }

    /** Which clients there was no room for. */
    public CrowdedClients clients() {
        return clients;
    }

    /** Ends a run that could not ask for trouble of our own: no verdict, no state, no alert. */
    void notAsked(String check, OwnTrouble trouble, Exchange exchange) {
        exchange.setProperty(NOT_ASKED, trouble);
        exchange.setRouteStop(true);
        if (exchange.getProperty(TRIAL) == null) {
            troubles.note(trouble, "check " + check + " is not asked");
        }
    }

    public Totals totals() {
        return totals;
    }

    public FirstRuns firstRuns() {
        return firstRuns;
    }

    @Override
    protected void doStart() {
        ready();
        tasks.add(runner.task());
        threads.start(
                () -> {
                    if (schedules && watchlist.size() > 0) {
                        clockwork.tick();
                    }
                },
                delivery::renew,
                probes::closeIdle);
    }

    @Override
    protected void doShutdown() {
        threads.close();
        runner.close();
        probes.close();
        store.close();
    }

    private static Trust trust(Settings settings) {
        return Trust.standardAnd(settings.probe().trust());
    }

    private static TokenSettings token(Settings.Auth auth) {
        return new TokenSettings(
                auth.header(),
                auth.token(),
                auth.url()
                        .map(url -> new TokenLogin.Account(
                                url, auth.username().orElse(""), auth.password().orElse(""), auth.header())));
    }
}
