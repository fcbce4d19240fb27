package io.vedette.status;

import static io.vedette.status.Lane.EVENT_LOOP;
import static io.vedette.status.Lane.MEMORY;
import static io.vedette.status.Lane.STORE;
import static io.vedette.status.Route.get;
import static io.vedette.status.Route.post;
import static io.vedette.status.Scope.ANYBODY;
import static io.vedette.status.Scope.HEARTBEAT;
import static io.vedette.status.Scope.PUBLISHED;
import static io.vedette.status.Scope.READ;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of all that the status server serves: no other place knows a path, but {@code openapi.json}, which a test holds against it. */
final class Routes {

    static final String API = "/api/v1";

    private Routes() {}

    /** @param metrics answers what Prometheus asks */
    static RouteTable of(
            Sources sources, StatusServer.Options options, Heartbeats jobs, Function<Request, Response> metrics) {
        boolean outsiders = options.statusPage();
        List<Route> page = page(new StatusPage(sources));
        List<Route> rows = Stream.of(
                        own(sources, options, jobs, metrics),
                        api(sources),
                        badges(new Badges(sources), outsiders),
                        outsiders ? page : List.<Route>of())
                .flatMap(List::stream)
                .toList();
        return new RouteTable(rows, outsiders ? List.of() : page);
    }

    static boolean isApi(String path) {
        return path.startsWith(API);
    }

    private static List<Route> own(
            Sources sources, StatusServer.Options options, Heartbeats jobs, Function<Request, Response> metrics) {
        PyPinger pinger = new PyPinger(sources.watchlist());
        SelfHealthJson health = new SelfHealthJson(sources.operations());
        return List.of(
                get("/", pinger::list),
                Route.raw("/task/", pinger::task),
                post("/heartbeat/", jobs::answer).openTo(HEARTBEAT).takingLog(jobs::refusal),
                // What is at hand on every machine, such as wget --spider, cannot POST.
                get("/heartbeat/", jobs::answer).openTo(HEARTBEAT).takingLog(jobs::refusal),
                get("/sample/task", new SampleTask(sources.clock(), options.sample())::answer),
                get("/health/live", health::live).openTo(ANYBODY).by(EVENT_LOOP),
                get("/health/ready", health::ready),
                get("/metrics", metrics).by(STORE),
                get("/assets/", (request, name) -> Resource.asset(name)).tagged());
    }

    private static List<Route> badges(Badges badges, boolean outsiders) {
        return List.of(get("/badge/{name}.svg", badges::answer)
                .openTo(outsiders ? PUBLISHED : READ)
                .by(badges::lane)
                .tagged());
    }

    private static List<Route> page(StatusPage page) {
        return List.of(
                get("/status", request -> page.html()).openTo(ANYBODY).by(STORE).tagged(),
                get("/status.json", request -> page.json())
                        .openTo(ANYBODY)
                        .by(STORE)
                        .tagged(),
                get("/status.css", request -> Resource.read("status.css", "text/css; charset=utf-8"))
                        .openTo(ANYBODY)
                        .by(STORE)
                        .tagged());
    }

    /** Returns the rows of the API. The longer paths of a check come first: a name may hold slashes. */
    private static List<Route> api(Sources sources) {
        CheckDetail check = new CheckDetail(sources);
        Actions actions = new Actions(sources);
        Configuration configuration = new Configuration(sources.operations());
        return List.of(
                shown("/api/v1/checks", new CheckList(sources)::answer)
                        .taking("status", "group", "tag", "q", "sort", "fields", "limit", "cursor"),
                shown("/api/v1/checks/{name}/history", check::history)
                        .taking("limit", "cursor", "buckets", "from", "to"),
                done("/api/v1/checks/{name}/run", actions::run),
                done("/api/v1/checks/{name}/pause", actions::pause).taking("for", "reason", "by"),
                done("/api/v1/checks/{name}/resume", actions::resume),
                done("/api/v1/checks/{name}/silence", actions::silence).taking("for", "reason", "by"),
                done("/api/v1/checks/{name}/unsilence", actions::unsilence),
                shown("/api/v1/checks/{name}", check::answer),
                shown("/api/v1/incidents", new Incidents(sources)::answer).taking("check", "open", "limit", "cursor"),
                shown("/api/v1/alerts", new Alerts(sources)::answer),
                shown("/api/v1/config", configuration::answer).by(MEMORY),
                shown("/api/v1/health", new SelfHealthJson(sources.operations())::answer)
                        .by(MEMORY),
                post("/api/v1/reload", configuration::reload).by(STORE).taking(),
                shown("/api/v1/openapi.json", request -> Resource.read("openapi.json", "application/json"))
                        .by(MEMORY),
                get("/api/v1/events", Events::answer).by(Events::lane).taking());
    }

    private static Route shown(String path, Function<Request, Response> handler) {
        return get(path, handler).by(STORE).tagged().taking();
    }

    private static Route shown(String path, BiFunction<Request, String, Response> handler) {
        return get(path, handler).by(STORE).tagged().taking();
    }

    private static Route done(String path, BiFunction<Request, String, Response> handler) {
        return post(path, handler).by(STORE).taking();
    }
}
