package io.vedette.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.TestClock;
import io.vedette.alert.Links;
import io.vedette.check.Check;
import io.vedette.check.Maintenance;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.history.Incident;
import io.vedette.history.Result;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.status.access.Access;
import io.vedette.status.access.Scope;
import io.vedette.status.api.Events;
import io.vedette.status.api.HeartbeatSecrets;
import io.vedette.status.api.Heartbeats;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.NewChecks;
import io.vedette.status.source.Operations;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.Sources;
import io.vedette.status.source.StatusPageSettings;
import io.vedette.store.LockedRows;
import io.vedette.store.MemoryStore;
import io.vedette.target.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Checks, targets and a history behind a status server, without any network. */
public final class Room implements Operations {

    public static final ObjectMapper JSON = new ObjectMapper();

    public final TestClock clock = new TestClock();
    public final Watchlist watchlist = new Watchlist();
    public final Targets targets = new Targets(clock, new Random(1));
    public final MemoryStore store = new MemoryStore();
    /** Checks whose rows another program keeps locked. */
    public final Set<String> locked = new HashSet<>();

    public final HeartbeatBook heartbeats = new HeartbeatBook();
    public final Evaluator evaluator = new Evaluator(
            watchlist,
            targets,
            LockedRows.of(store, locked::contains),
            clock,
            clock,
            Connectivity.unguarded(clock),
            ClockSteps.none(clock));
    public final MuteService mutes = new MuteService(evaluator, watchlist, clock);
    public final KeptHistory history = new KeptHistory();
    public final Events events = new Events(clock);
    public final List<String> asked = new ArrayList<>();
    public final Sources sources = new Sources(
            watchlist, targets, store, history, mutes, this, () -> this.pages, NewChecks.NONE, text -> text, clock);
    public final StatusServer server;
    public final Delivery delivery = new Delivery(
            store,
            targets,
            evaluator,
            watchlist,
            clock,
            new Secrets(),
            new Delivery.Options(Duration.ZERO, Duration.ofDays(3), "", Links.NONE));

    public PageSettings pages = new PageSettings(List.of(), ZoneOffset.UTC, "", StatusPageSettings.STANDARD);
    public boolean sample;
    public Outcome outcome = Outcome.DONE;
    public boolean started = true;
    public SelfHealth health = new SelfHealth(List.of());
    public Optional<Reload> reload = Optional.empty();

    public Room() {
        this(open(), true);
    }

    public Room(Access access, boolean statusPage) {
        server = new StatusServer(
                sources,
                new StatusServer.Options(access, () -> sample, statusPage),
                new Heartbeats(
                        watchlist,
                        heartbeats,
                        HeartbeatSecrets.of(store),
                        text -> text,
                        clock,
                        name -> {},
                        signal -> {}),
                request -> Response.NOTHING);
        evaluator.onChange(events::changed);
    }

    /** One of every state, told to one target that works and one that does not, with a past. */
    public static Room furnished() {
        Room room = new Room();
        room.targets.add("slack");
        room.targets.add("sentry");
        room.watch("shop", "web", true, "eu", "paid");
        room.watch("till", "web", true, "eu");
        room.watch("stock", "back", false, "us");
        room.watch("night", "back", false);
        room.watch("halted", "", false);
        room.watch("new", "", false);
        room.past("shop", 60);
        room.past("till", 3);
        room.observe("shop", Status.OK);
        room.observe(
                "till",
                Verdict.error(Reason.COMPONENT, "printer is down")
                        .with(List.of(new io.vedette.rule.Failure("printer", "FAIL", "no paper"))));
        room.observe("stock", Status.DEGRADED);
        room.observe(
                "night",
                Verdict.of(Status.SLEEPING, Reason.SLEEPING, "sleeps")
                        .with(new Verdict.Details(
                                "Night job",
                                "s1",
                                Optional.of(new Verdict.Sleep(
                                        room.clock.instant(),
                                        room.clock.instant().plusSeconds(3_600))),
                                List.of("a sleep entry was passed over"))));
        room.mutes.pause("halted", Optional.empty(), "", "");
        room.deliver("slack", Optional.empty());
        room.deliver("sentry", Optional.of(new IllegalStateException("status 500")));
        room.history.incidents.add(new Incident(
                "i1",
                "till",
                room.clock.instant().minusSeconds(600),
                Optional.empty(),
                Health.ERROR,
                "component",
                "printer is down",
                List.of(new Incident.Notice(
                        "slack", AlertKind.PROBLEM, room.clock.instant().minusSeconds(590)))));
        room.history.incidents.add(new Incident(
                "i0",
                "gone",
                room.clock.instant().minusSeconds(6_000),
                Optional.of(room.clock.instant().minusSeconds(5_000)),
                Health.DEGRADED,
                "slow",
                "took 4 s",
                List.of()));
        return room;
    }

    public Watched watch(String name, String group, boolean published, String... tags) {
        Check check = new Check(
                name,
                "task",
                "https://internal.example/" + name.length(),
                Checks.INTERVAL,
                Checks.ERROR_INTERVAL,
                Duration.ofSeconds(10),
                1,
                1,
                0,
                List.of(),
                group,
                List.of(tags),
                0,
                Optional.empty(),
                published,
                "",
                Maintenance.NONE,
                0,
                Duration.ZERO);
        return evaluator.watch(check, Optional.empty(), Checks.NO_RULE);
    }

    public void past(String name, int results) {
        for (int i = 0; i < results; i++) {
            boolean bad = i % 10 == 9;
            history.results.add(new Result(
                    name,
                    clock.instant().minusSeconds(60L * (results - i)),
                    bad ? Status.ERROR : Status.OK,
                    Duration.ofMillis(i),
                    bad ? "stale" : "",
                    bad ? "last run 14 minutes ago" : ""));
        }
    }

    public void observe(String name, Status status) {
        observe(name, Checks.verdict(status));
    }

    public void observe(String name, Verdict verdict) {
        evaluator.take(watched(name), Checks.observation(clock.instant()), verdict);
    }

    public void deliver(String target, Optional<Exception> failure) {
        delivery.next(target).ifPresent(digest -> delivery.mark(target, digest, failure, Map.of()));
    }

    public Watched watched(String name) {
        return watchlist.find(name).orElseThrow();
    }

    public Response get(String target) {
        return ask("GET", target);
    }

    public Response ask(String method, String target) {
        return server.answer(new Request(method, target, "", ""));
    }

    public Scope scope(Request request) {
        return server.scope(request);
    }

    public JsonNode json(String target) throws Exception {
        return JSON.readTree(get(target).body());
    }

    public List<String> names(String target) throws Exception {
        return json(target).path("data").findValuesAsText("name");
    }

    @Override
    public Outcome run(String check) {
        asked.add("run " + check);
        return outcome;
    }

    @Override
    public Outcome pause(String check, Optional<Duration> time, String reason, String by) {
        mutes.pause(check, time.map(clock.instant()::plus), reason, by);
        return outcome;
    }

    @Override
    public Outcome resume(String check) {
        mutes.resume(check);
        return outcome;
    }

    @Override
    public Outcome silence(String check, Duration time, String reason, String by) {
        asked.add(("silence " + check + " " + time + " " + reason + " " + by).strip());
        return outcome;
    }

    @Override
    public Outcome unsilence(String check) {
        asked.add("unsilence " + check);
        return outcome;
    }

    @Override
    public Optional<Reload> reload() {
        return reload;
    }

    @Override
    public Loaded loaded() {
        Instant now = clock.instant();
        return new Loaded(
                "1",
                now,
                "/routes",
                List.of("routes/checks.yaml"),
                now,
                watchlist.size(),
                targets.names(),
                List.of(new LoadedTarget("day", "notify-webhook", null, null, List.of(new Parameter("url", "***")))),
                List.of(new Setting("vedette.interval", "60s", "default")),
                List.of(new LoadedSource(
                        "file targets/*.json", "routes/shop.checks.yaml", 3, 2_000, 4, now, now, "is not JSON", null)),
                reload.orElse(null),
                new StoreView("lost", now, "disk full", 3),
                new Offline(now));
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public SelfHealth health() {
        return health;
    }

    @Override
    public Optional<Definition> definition(String check) {
        return check.equals("shop")
                ? Optional.of(new Definition("routes/checks.yaml", 3, List.of(new Parameter("url", "https://shop"))))
                : Optional.empty();
    }

    /** Nothing is asked for and nothing is limited. */
    public static Access open() {
        return access(
                Map.of("vedette.http.host", "0.0.0.0", "vedette.http.open", "true", "vedette.http.rate-limit", "0"));
    }

    /** A gate that asks for a user and a password. */
    public static Access guarded(String user, String password) {
        return access(Map.of("vedette.http.username", user, "vedette.http.password", password));
    }

    private static Access access(Map<String, String> settings) {
        return Access.of(
                SettingsLoader.of(settings, Path.of("")).settings().http(),
                () -> "",
                new MemoryStore(),
                new TestClock());
    }
}
