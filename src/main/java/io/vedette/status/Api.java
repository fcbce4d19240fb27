package io.vedette.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.process.Loggers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** The API of {@code /api/v1}: which path is answered by whom. What cannot be answered is told as RFC 9457 has it. */
final class Api {

    private static final Logger LOG = Loggers.HTTP;

    static final String ROOT = "/api/v1";

    private static final Pattern ACTION = Pattern.compile(".+/(run|pause|resume|silence|unsilence)");

    private final Sources sources;
    private final CheckList checks;
    private final CheckJson json;
    private final CheckHistory history;
    private final Incidents incidents;
    private final Alerts alerts;
    private final Actions actions;

    Api(Sources sources) {
        this.sources = sources;
        this.checks = new CheckList(sources);
        this.json = new CheckJson(sources);
        this.history = new CheckHistory(sources);
        this.incidents = new Incidents(sources);
        this.alerts = new Alerts(sources);
        this.actions = new Actions(sources);
    }

    /** What it serves. The longer paths of a check come first: a name may hold slashes. */
    List<Route> table() {
        return List.of(
                get("/checks", checks::answer, "status", "group", "tag", "q", "sort", "fields", "limit", "cursor"),
                get("/checks/{name}/history", this::history, "limit", "cursor", "buckets", "from", "to"),
                post("/checks/{name}/run", (request, name) -> actions.run(name)),
                post("/checks/{name}/pause", (request, name) -> actions.pause(request, name), "for", "reason", "by"),
                post("/checks/{name}/resume", (request, name) -> actions.resume(name)),
                post("/checks/{name}/silence", actions::silence, "for", "reason", "by"),
                post("/checks/{name}/unsilence", (request, name) -> actions.unsilence(name)),
                get("/checks/{name}", this::check),
                get("/incidents", incidents::answer, "check", "open", "limit", "cursor"),
                get("/alerts", request -> alerts.answer()),
                get("/config", request -> config()),
                get("/health", request -> health()),
                Route.post(ROOT + "/reload", safe(this::reload)).taking(),
                get("/openapi.json", request -> Resource.read("openapi.json", "application/json")),
                Route.get(ROOT + "/events", safe(this::events)).taking());
    }

    private Response check(Request request, String name) {
        Optional<Watched> known = sources.find(name);
        if (known.isEmpty() && ACTION.matcher(request.rawPath()).matches()) {
            return Response.problem(405, "this path takes POST", request).with("Allow", "POST");
        }
        Watched watched = known.orElseThrow(() -> Refused.unknown(name));
        return Response.json(200, ApiJson.write(ApiJson.data(json.detail(watched))));
    }

    /** A proxy may have decoded the name of a check that itself ends as this path does. */
    private Response history(Request request, String name) {
        String whole = name + "/history";
        boolean isName = sources.find(name).isEmpty() && sources.find(whole).isPresent();
        return isName ? check(request, whole) : history.answer(request, name);
    }

    private Response config() {
        return Response.json(
                200, ApiJson.write(ApiJson.data(sources.operations().loaded())));
    }

    /** Always 200: the answer is there, whatever it says. */
    private Response health() {
        return Response.json(
                200,
                ApiJson.write(ApiJson.data(OwnHealthJson.of(sources.operations().health()))));
    }

    private Response reload(Request request) {
        Optional<Operations.Reload> reload = sources.operations().reload();
        if (reload.isEmpty()) {
            throw new Refused(501, "this installation does not reload while it runs; restart it");
        }
        if (reload.get().wasRejected()) {
            ObjectNode problems = ApiJson.object();
            problems.set("problems", ApiJson.array(reload.get().problems()));
            return Response.problem(
                    422, "the files were not loaded; the active configuration is unchanged", request, problems);
        }
        return config();
    }

    /** Who asks gets the stream from the server itself; only questions about it come here. */
    private Response events(Request request) {
        return request.method().equals("HEAD")
                ? new Response(200, "text/event-stream", "", Map.of())
                : Response.problem(503, "the stream is not ready yet", request).with("Retry-After", "1");
    }

    private Route get(String path, Function<Request, Response> handler, String... parameters) {
        return Route.tagged(ROOT + path, safe(handler)).taking(parameters);
    }

    private Route get(String path, BiFunction<Request, String, Response> handler, String... parameters) {
        return Route.tagged(ROOT + path, safe(request -> handler.apply(request, Route.name(ROOT + path, request))))
                .taking(parameters);
    }

    private Route post(String path, BiFunction<Request, String, Response> handler, String... parameters) {
        return Route.post(ROOT + path, safe(request -> handler.apply(request, Route.name(ROOT + path, request))))
                .taking(parameters);
    }

    /** Whatever happens, the caller gets an answer, and nothing of our inside. */
    private static Function<Request, Response> safe(Function<Request, Response> handler) {
        return request -> {
            try {
                return handler.apply(request);
            } catch (Refused e) {
                return Response.problem(e.status(), e.getMessage(), request);
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", request.method(), request.rawPath(), e);
                return Response.problem(500, "it failed here; the log says why", request);
            }
        };
    }
}
