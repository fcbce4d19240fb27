package io.vedette.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.config.values.MaskedUrl;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.state.Health;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what the status server is asked; where a path is served is a route's affair. */
public final class StatusServer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new InstantModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final String HEARTBEATS = "/heartbeat/";
    private static final Set<String> FROM_MEMORY =
            Set.of(Api.ROOT + "/health", Api.ROOT + "/config", Api.ROOT + "/events", Api.ROOT + "/openapi.json");

    private final Watchlist watchlist;
    private final Clock clock;
    private final Instant started;
    private final Options options;
    private final Heartbeats heartbeats;
    private final Optional<ApiRoutes> shown;
    private final List<Route> table;

    /**
     * @param access who may ask for what
     * @param sample whether the sample task is offered
     * @param statusPage whether published checks are shown to anybody
     */
    public record Options(Access access, BooleanSupplier sample, boolean statusPage) {}

    /** @param sources what the API shows; without it there is none */
    public StatusServer(
            Watchlist watchlist, Clock clock, Options options, Heartbeats heartbeats, Optional<Sources> sources) {
        this(watchlist, clock, options, heartbeats, sources, Optional.empty());
    }

    /**
     * @param sources what the API shows; without it there is none
     * @param metrics what {@code /metrics} answers; without it there is none
     */
    public StatusServer(
            Watchlist watchlist,
            Clock clock,
            Options options,
            Heartbeats heartbeats,
            Optional<Sources> sources,
            Optional<Metrics> metrics) {
        this.heartbeats = heartbeats;
        this.watchlist = watchlist;
        this.clock = clock;
        this.started = clock.instant();
        this.options = options;
        this.shown = sources.map(given -> new ApiRoutes(given, options.statusPage()));
        this.table = Stream.of(
                        own().stream(),
                        metrics.stream().map(one -> Route.get("/metrics", one::answer)),
                        shown.stream().flatMap(one -> one.table().stream()))
                .flatMap(Function.identity())
                .toList();
    }

    /** What is served here itself; the rest of the table comes from others. */
    private List<Route> own() {
        return List.of(
                Route.get("/", request -> request.wantsPage() ? page().tagged(request) : list()),
                Route.get("/task/", this::task),
                Route.post(HEARTBEATS, this::heartbeat),
                // What is at hand on every machine, such as wget --spider, cannot POST.
                Route.get(HEARTBEATS, this::heartbeat),
                Route.get("/sample/task", request -> sample()),
                Route.get("/health/live", request -> Response.json(200, "{\"status\":\"UP\"}")));
    }

    /** All that is served. */
    List<Route> table() {
        return table;
    }

    /** The answer, whatever is asked. May take long: a password is verified, the store is asked. */
    public Response answer(Request request) {
        Admission admission = admission(request);
        if (admission instanceof Admission.Unverified) {
            admission = verified(request);
        }
        return admission instanceof Admission.Denied denied
                ? denied.response()
                : unread(request).orElseGet(() -> admitted(request));
    }

    /** Who may be answered at all; safe for an event loop. Who may not ask is not told either what is served. */
    public Admission admission(Request request) {
        return isOpen(request)
                ? new Admission.Granted("")
                : inForm(request, options.access().admission(request));
    }

    /** The same of a request that was {@link Admission.Unverified}; takes a good part of a second. */
    public Admission verified(Request request) {
        return inForm(request, options.access().verified(request));
    }

    /** What is told to a client whose password cannot be verified now, as too many are. */
    public Response busyVerifying(Request request) {
        return inForm(request, Access.busy());
    }

    /** What is told to a client whose request cannot be answered now, as too many are. */
    public static Response busy(Request request) {
        return inForm(
                request,
                new Response(
                        503,
                        "application/json",
                        "{\"error\":\"too many requests are being answered; ask again in a second\"}",
                        Map.of("Retry-After", "1")));
    }

    /** What is told when an answer could not be made; the log says why. */
    public static Response failed(Request request) {
        return shaped(request, Response.problem(500, "it failed here; the log says why", request));
    }

    /** What is told to a client that listens too often already. */
    public static Response tooManyStreams(Request request, int most) {
        return Response.problem(429, "no more than " + most + " event streams are open to one client", request)
                .with("Retry-After", "30");
    }

    /** Tells apart what is verified, by client and by what it shows. */
    public String fingerprint(Request request) {
        return options.access().fingerprint(request);
    }

    private static Admission inForm(Request request, Admission admission) {
        return admission instanceof Admission.Denied denied
                ? new Admission.Denied(inForm(request, denied.response()))
                : admission;
    }

    private static Response inForm(Request request, Response refusal) {
        return shaped(request, isApi(request) ? refusal.asProblem(request) : refusal);
    }

    private static Response shaped(Request request, Response response) {
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /** What a request that may be answered is answered whatever its body says; empty when that has to be read. */
    public Optional<Response> unread(Request request) {
        if (serving(request).isEmpty()) {
            return Optional.of(shaped(request, unknown(request)));
        }
        return wrongMethod(request)
                .or(() -> unknownHeartbeat(request))
                .or(() -> misnamed(request))
                .map(response -> shaped(request, response));
    }

    /** The answer to a request that may be answered. */
    public Response admitted(Request request) {
        // The fields of a form count as parameters.
        Response response = wrongMethod(request)
                .or(() -> misnamed(request))
                .orElseGet(() -> entry(request)
                        .map(entry -> entry.handler().apply(request))
                        .orElseGet(() -> unknown(request)));
        return shaped(request, response);
    }

    /** Whether the answer comes from the store, which may take long: it must not hold up what needs none. */
    public boolean asksStore(Request request) {
        String path = request.rawPath();
        return isApi(request) && !FROM_MEMORY.contains(path)
                || path.equals("/metrics")
                || path.startsWith("/status")
                || path.startsWith("/badge/") && !request.parameter("type").isEmpty();
    }

    /** A parameter that nobody knows is refused: it was meant to change what is done. */
    private Optional<Response> misnamed(Request request) {
        return entry(request)
                .flatMap(entry -> entry.misnamed(request))
                .map(refused -> Response.problem(refused.status(), refused.getMessage(), request));
    }

    private static boolean isHeartbeat(Request request) {
        return request.rawPath().startsWith(HEARTBEATS);
    }

    private Optional<Response> unknownHeartbeat(Request request) {
        return isHeartbeat(request) && !heartbeats.knows(request.name(HEARTBEATS))
                ? Optional.of(noHeartbeat())
                : Optional.empty();
    }

    /**
     * What a request is answered whose body is too large.
     *
     * @param most how many bytes would have been taken
     */
    public static Response tooLarge(Request request, int most) {
        String detail = "the body is larger than " + most
                + " bytes, which is the most that this path takes, or comes in too many small chunks";
        return Response.problem(413, detail, request);
    }

    private List<Route> serving(Request request) {
        String path = request.rawPath();
        return table.stream().filter(entry -> entry.serves(path)).toList();
    }

    private Optional<Route> entry(Request request) {
        return serving(request).stream()
                .filter(entry -> entry.takes(request.method()))
                .findFirst();
    }

    private Optional<Response> wrongMethod(Request request) {
        List<Route> serving = serving(request);
        if (serving.isEmpty() || serving.stream().anyMatch(entry -> entry.takes(request.method()))) {
            return Optional.empty();
        }
        // The rows of the most telling path: a name may hold slashes, so that others may serve it too.
        List<Route> rows = serving.stream()
                .filter(entry -> entry.path().equals(serving.get(0).path()))
                .toList();
        String allowed = rows.stream().map(Route::allowed).collect(Collectors.joining(", "));
        String method = rows.stream().map(Route::method).collect(Collectors.joining(" and "));
        Response response = isApi(request)
                ? Response.problem(405, "this path takes " + allowed, request)
                : Response.json(405, "{\"error\":\"only " + method + "\"}");
        return Optional.of(response.with("Allow", allowed));
    }

    private static Response unknown(Request request) {
        return isApi(request)
                ? Response.problem(404, "nothing is served at this path", request)
                : Response.json(404, "{\"data\":{}}");
    }

    private static boolean isApi(Request request) {
        return request.rawPath().startsWith(Api.ROOT);
    }

    /** Whether anybody may ask. */
    private boolean isOpen(Request request) {
        return request.rawPath().equals("/health/live")
                || shown.map(one -> one.isOpen(request)).orElse(false);
    }

    private Response list() {
        return data(200, views().toList()).with("Vary", "Accept");
    }

    private Response page() {
        // The same address answers programs with JSON.
        return Resource.read("assets/index.html", "text/html; charset=utf-8").with("Vary", "Accept");
    }

    private Stream<CheckView> views() {
        return watchlist.all().stream().map(CheckView::of);
    }

    private Response task(Request request) {
        String raw = request.rawPath().substring("/task/".length());
        // The query belongs to a URL that stands there as it is, but to nothing that is a name or percent-encoded.
        boolean plainUrl = raw.startsWith("http:/") || raw.startsWith("https:/");
        return find(request.after("/task/"))
                // A raw URL may hold percent signs of its own, which are then part of it.
                .or(() -> find(plainUrl ? request.target().substring("/task/".length()) : request.name("/task/")))
                .map(watched ->
                        data(watched.record().state().shown() == Health.ERROR ? 500 : 200, CheckView.of(watched)))
                .orElseGet(() -> Response.json(404, "{\"data\":{}}"));
    }

    private Response heartbeat(Request request) {
        String status = request.parameter("status");
        if (!Heartbeats.isKnown(status)) {
            return Response.json(400, "{\"error\":\"status is ok or fail\"}");
        }
        String message = request.parameter("message");
        return heartbeats
                .take(request.name(HEARTBEATS), status, message.isEmpty() ? request.body() : message)
                .map(beat -> data(200, beat))
                .orElseGet(StatusServer::noHeartbeat);
    }

    private static Response noHeartbeat() {
        return Response.json(404, "{\"error\":\"no heartbeat check has this name\",\"data\":{}}");
    }

    /** By name, or by URL; a proxy may have folded the two slashes of a URL's scheme into one. */
    private Optional<Watched> find(String asked) {
        String masked = MaskedUrl.of(asked.replaceFirst("^(https?):/(?!/)", "$1://"));
        return watchlist
                .find(asked)
                .or(() -> watchlist.find(masked))
                .or(() -> watchlist.all().stream()
                        .filter(watched -> watched.check().url().equals(masked))
                        .findFirst());
    }

    private Response sample() {
        return options.sample().getAsBoolean()
                ? Response.json(200, SampleTask.answer(started, clock.instant()))
                : Response.json(404, "{\"error\":\"the sample task is off; see vedette.sample\"}");
    }

    private static Response data(int status, Object data) {
        try {
            return Response.json(status, JSON.writeValueAsString(Map.of("data", data)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
