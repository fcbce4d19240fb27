package io.vedette.status;

import static io.vedette.status.Route.get;
import static io.vedette.status.Route.post;
import static io.vedette.status.access.Scope.ANYBODY;
import static io.vedette.status.access.Scope.DOOR;
import static io.vedette.status.access.Scope.HEARTBEAT;
import static io.vedette.status.access.Scope.LINK;
import static io.vedette.status.access.Scope.PUBLISHED;
import static io.vedette.status.access.Scope.READ;
import static io.vedette.status.http.Lane.EVENT_LOOP;
import static io.vedette.status.http.Lane.MEMORY;
import static io.vedette.status.http.Lane.STORE;

import io.vedette.config.values.OwnPaths;
import io.vedette.status.access.Elsewhere;
import io.vedette.status.api.Heartbeats;
import io.vedette.status.api.Overview;
import io.vedette.status.api.SelfHealthJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Resource;
import io.vedette.status.http.Response;
import io.vedette.status.page.AcknowledgePage;
import io.vedette.status.page.Badges;
import io.vedette.status.page.DashboardPage;
import io.vedette.status.page.SignInPage;
import io.vedette.status.page.StatusPage;
import io.vedette.status.pinger.PyPinger;
import io.vedette.status.pinger.SampleTask;
import io.vedette.status.source.Sources;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of all that the status server serves, with {@link ApiRoutes} and {@link NewCheckRoutes}: no other place knows a path, but {@link OwnPaths}, whose
 * paths stand here too, and {@code openapi.json}, which a test holds against it.
 */
final class Routes {

    private Routes() {}

    /** @param metrics answers what Prometheus asks */
    static RouteTable of(
            Sources sources, StatusServer.Options options, Heartbeats jobs, Function<Request, Response> metrics) {
        boolean outsiders = options.statusPage();
        List<Route> page = page(new StatusPage(sources));
        List<Route> rows = Stream.of(
                        own(sources, options, jobs, metrics),
                        NewCheckRoutes.of(sources),
                        ApiRoutes.of(sources, outsiders),
                        links(new AcknowledgePage(sources)),
                        door(new SignInPage(options.access().signIn(), options.elsewhere())),
                        badges(new Badges(sources), outsiders),
                        outsiders ? page : List.<Route>of())
                .flatMap(List::stream)
                .toList();
        return new RouteTable(rows, outsiders ? List.of() : page);
    }

    private static List<Route> own(
            Sources sources, StatusServer.Options options, Heartbeats jobs, Function<Request, Response> metrics) {
        PyPinger pinger = new PyPinger(sources.watchlist());
        DashboardPage dashboard = new DashboardPage(new Overview(sources)::first);
        SelfHealthJson health = new SelfHealthJson(sources.operations());
        return List.of(
                get("/", request -> request.wantsPage() ? dashboard.answer(request) : pinger.list(request))
                        .by(request -> request.wantsPage() ? STORE : MEMORY),
                Route.raw("/task/", pinger::task),
                post(OwnPaths.HEARTBEAT, jobs::answer).openTo(HEARTBEAT).takingLog(jobs::refusal),
                // What is at hand on every machine, such as wget --spider, cannot POST.
                get(OwnPaths.HEARTBEAT, jobs::answer).openTo(HEARTBEAT).takingLog(jobs::refusal),
                get(OwnPaths.SAMPLE_TASK, new SampleTask(sources.clock(), options.sample())::answer),
                get(OwnPaths.LIVE, health::live).openTo(ANYBODY).by(EVENT_LOOP),
                get("/health/ready", health::ready),
                get("/metrics", metrics).by(STORE),
                // The page on which people sign in is made of them too.
                get("/assets/", (request, name) -> Resource.asset(name).known(request))
                        .openTo(DOOR));
    }

    private static List<Route> door(SignInPage page) {
        return List.of(
                get("/login", page::ask).openTo(DOOR),
                post("/login", page::in).openTo(DOOR).by(STORE),
                post("/logout", page::out).openTo(DOOR).by(STORE),
                // Both may ask the provider.
                get("/oidc", page::begin).openTo(DOOR).by(STORE),
                get(Elsewhere.BACK, page::end).openTo(DOOR).by(STORE),
                get("/basic", page::entered).by(STORE));
    }

    private static List<Route> links(AcknowledgePage page) {
        return List.of(
                get(OwnPaths.ACKNOWLEDGE, page::ask).openTo(LINK).by(STORE),
                post(OwnPaths.ACKNOWLEDGE, page::act).openTo(LINK).by(STORE));
    }

    private static List<Route> badges(Badges badges, boolean outsiders) {
        return List.of(get("/badge/{name}.svg", badges::answer)
                .openTo(outsiders ? PUBLISHED : READ)
                .by(badges::lane)
                .tagged());
    }

    private static Route outside(String path, Function<Request, Response> handler) {
        return get(path, handler).openTo(ANYBODY);
    }

    private static List<Route> page(StatusPage page) {
        return List.of(
                outside("/status", page::html).by(page::lane),
                outside("/status.json", page::json).by(page::lane),
                outside("/status.rss", page::feed).by(page::lane),
                outside("/status.css", page::style),
                get("/status/{name}", page::page).openTo(ANYBODY).by(STORE));
    }
}
