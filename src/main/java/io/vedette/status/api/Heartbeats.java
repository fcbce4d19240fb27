package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.state.Health;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes the calls of watched jobs: {@code /heartbeat/{check}} by POST, GET or HEAD, with {@code ?status=fail&message=…} when the
 * job failed. The message may also be the body.
 */
public final class Heartbeats {

    private final Watchlist watchlist;
    private final HeartbeatBook book;
    private final Clock clock;
    private final Consumer<String> judge;

    /** @param judge runs the check of that name at once, in the background */
    public Heartbeats(Watchlist watchlist, HeartbeatBook book, Clock clock, Consumer<String> judge) {
        this.watchlist = watchlist;
        this.book = book;
        this.clock = clock;
        this.judge = judge;
    }

    /** Answers a call with what was recorded. */
    public Response answer(Request request, String name) {
        String status = request.parameter("status");
        if (!isKnown(status)) {
            return ErrorResponses.error(400, "status is ok or fail");
        }
        String message = request.parameter("message");
        return take(name, status, message.isEmpty() ? request.body() : message)
                .map(beat -> Response.json(200, ApiJson.write(Map.of("data", beat))))
                .orElseGet(Heartbeats::unknown);
    }

    /** Returns what a call is answered whatever its body says; empty when that has to be read. */
    public Optional<Response> refusal(String name) {
        return watched(name).isPresent() ? Optional.empty() : Optional.of(unknown());
    }

    private static Response unknown() {
        ObjectNode error = ApiJson.object().put("error", "no heartbeat check has this name");
        error.putObject("data");
        return Response.json(404, ApiJson.write(error));
    }

    /** Records a call; empty when no heartbeat check has that name. */
    private Optional<Map<String, Object>> take(String name, String status, String message) {
        Optional<Watched> watched = watched(name);
        if (watched.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean failed = isFailure(status);
        boolean isFirst = book.last(name).isEmpty();
        book.beat(name, now, failed, message);
        // Good calls of a job that is ok may come in thousands; the next interval is soon enough for them. Before the
        // first one a job counts as ok too, and its page says that it waits.
        if (failed || isFirst || watched.get().record().state().health() != Health.OK) {
            judge.accept(name);
        }
        return Optional.of(new TreeMap<>(Map.of("name", name, "at", now, "failed", failed)));
    }

    private Optional<Watched> watched(String name) {
        return watchlist
                .find(name)
                .filter(check ->
                        check.probe().filter(HeartbeatProbe.class::isInstance).isPresent());
    }

    private static boolean isKnown(String status) {
        return status.isEmpty() || status.equalsIgnoreCase("ok") || isFailure(status);
    }

    private static boolean isFailure(String status) {
        return status.equalsIgnoreCase("fail") || status.equalsIgnoreCase("error");
    }
}
