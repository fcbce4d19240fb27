package io.vedette.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.config.Secrets;
import io.vedette.state.Health;
import io.vedette.watch.Watched;
import io.vedette.watch.Watchlist;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers what the status server is asked; where a path is served is a route's affair. */
public final class StatusServer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new InstantModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Watchlist watchlist;
    private final Clock clock;
    private final Instant started;
    private final Options options;
    private final Heartbeats heartbeats;

    /**
     * @param access who may ask for what
     * @param sample whether the sample task is offered
     */
    public record Options(Access access, boolean sample) {}

    public StatusServer(Watchlist watchlist, Clock clock, Options options, Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
        this.watchlist = watchlist;
        this.clock = clock;
        this.started = clock.instant();
        this.options = options;
    }

    /** The paths that are served, each with all below it where it ends in a slash. */
    private final List<Entry> table = List.of(
            new Entry("/", request -> request.wantsPage() ? page() : list()),
            new Entry("/style.css", request -> style()),
            new Entry("/task/", request -> task(request.after("/task/"))),
            new Entry("POST", "/heartbeat/", this::heartbeat),
            new Entry("/sample/task", request -> sample()),
            new Entry("/health/live", request -> Response.json(200, "{\"status\":\"UP\"}")));

    private record Entry(String method, String path, Function<Request, Response> handler) {

        Entry(String path, Function<Request, Response> handler) {
            this("GET", path, handler);
        }

        boolean takes(String asked) {
            return asked.equals(method) || asked.equals("HEAD") && method.equals("GET");
        }

        boolean serves(String asked) {
            return path.length() > 1 && path.endsWith("/") ? asked.startsWith(path) : asked.equals(path);
        }
    }

    public Response answer(Request request) {
        String path = request.rawPath();
        Optional<Entry> asked =
                table.stream().filter(entry -> entry.serves(path)).findFirst();
        String method = asked.map(Entry::method).orElse("GET");
        if (!asked.map(entry -> entry.takes(request.method()))
                .orElse(request.method().equals("GET") || request.method().equals("HEAD"))) {
            return new Response(
                    405,
                    "application/json",
                    "{\"error\":\"only " + method + "\"}",
                    Map.of("Allow", method.equals("GET") ? "GET, HEAD" : method));
        }
        Optional<Response> refusal = path.equals("/health/live")
                ? Optional.empty()
                : options.access().refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Response response =
                asked.map(entry -> entry.handler().apply(request)).orElseGet(() -> Response.json(404, "{\"data\":{}}"));
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private Response list() {
        return data(200, views().toList());
    }

    private Response page() {
        return Response.page(Page.of(views().toList()));
    }

    private Stream<CheckView> views() {
        return watchlist.all().stream().map(CheckView::of);
    }

    private Response task(String asked) {
        return find(asked)
                .map(watched ->
                        data(watched.record().state().health() == Health.ERROR ? 500 : 200, CheckView.of(watched)))
                .orElseGet(() -> Response.json(404, "{\"data\":{}}"));
    }

    private Response heartbeat(Request request) {
        String status = request.parameter("status");
        if (!Heartbeats.isKnown(status)) {
            return Response.json(400, "{\"error\":\"status is ok or fail\"}");
        }
        String message = request.parameter("message");
        return heartbeats
                .take(request.name("/heartbeat/"), status, message.isEmpty() ? request.body() : message)
                .map(beat -> data(200, beat))
                .orElseGet(() -> Response.json(404, "{\"error\":\"no heartbeat check has this name\",\"data\":{}}"));
    }

    /** By name, or by URL; a proxy may have folded the two slashes of a URL's scheme into one. */
    private Optional<Watched> find(String asked) {
        String masked = Secrets.maskUrl(asked.replaceFirst("^(https?):/(?!/)", "$1://"));
        return watchlist.find(asked).or(() -> watchlist.find(masked)).or(() -> watchlist.all().stream()
                .filter(watched -> watched.check().url().equals(masked))
                .findFirst());
    }

    private Response sample() {
        return options.sample()
                ? Response.json(200, SampleTask.answer(started, clock.instant()))
                : Response.json(404, "{\"error\":\"the sample task is off; see vedette.sample\"}");
    }

    private static Response style() {
        try (InputStream in = StatusServer.class.getResourceAsStream("style.css")) {
            return new Response(
                    200, "text/css; charset=utf-8", new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response data(int status, Object data) {
        try {
            return Response.json(status, JSON.writeValueAsString(Map.of("data", data)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
