package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cluster.Signal;
import io.vedette.config.values.MaskedUrl;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HeartbeatOutput;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.state.Health;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Takes the calls of watched jobs: {@code /heartbeat/{check or secret}} by POST, GET or HEAD, with {@code /start}, {@code /fail},
 * {@code /log} or an exit code behind it, or with {@code ?status=fail&message=…}. The message may also be the body.
 */
public final class Heartbeats {

    private final Watchlist watchlist;
    private final HeartbeatBook book;
    private final HeartbeatIndex secrets;
    private final HeartbeatSecrets own;
    private final Clock clock;
    private final Consumer<String> judge;
    private final Consumer<Signal> others;
    private final UnaryOperator<String> mask;

    /**
     * @param mask masks the secrets in what a job says
     * @param judge runs the check of that name at once, in the background
     * @param others tells other nodes, one of which may be the one that judges
     */
    public Heartbeats(
            Watchlist watchlist,
            HeartbeatBook book,
            HeartbeatSecrets secrets,
            UnaryOperator<String> mask,
            Clock clock,
            Consumer<String> judge,
            Consumer<Signal> others) {
        this.others = others;
        this.mask = mask;
        this.watchlist = watchlist;
        this.book = book;
        this.secrets = new HeartbeatIndex(watchlist, secrets);
        this.own = secrets;
        this.clock = clock;
        this.judge = judge;
    }

    /** Follows the key by which secret addresses are made; to be called every second, on no event loop. */
    public void look() {
        secrets.look();
    }

    /** What a call is about. */
    private record Meant(Watched check, HeartbeatCall call) {}

    /** Answers a call with what was recorded. */
    public Response answer(Request request, String path) {
        String status = request.parameter("status");
        if (!isKnown(status)) {
            return ErrorResponses.error(400, "status is ok or fail");
        }
        Optional<Meant> meant = meant(path);
        if (meant.isEmpty()) {
            return unknown();
        }
        HeartbeatCall told = meant.get().call();
        HeartbeatCall call = isFailure(status) && told.event() == HeartbeatCall.Event.SUCCESS ? told.failing() : told;
        String message = request.parameter("message");
        Watched check = meant.get().check();
        Map<String, Object> beat = take(check, call, masked(check, message.isEmpty() ? request.body() : message));
        book.keep(check.check().name()); // Now that all of it is noted: it may be stored at any moment.
        return Response.json(200, ApiJson.write(Map.of("data", beat)));
    }

    /** Returns what a call is answered whatever its body says; empty when that has to be read. */
    public Optional<Response> refusal(String path) {
        return meant(path).isPresent() ? Optional.empty() : Optional.of(unknown());
    }

    /** Returns whether a path names its check by its secret: then nothing else is asked for. */
    public boolean isSecret(String path) {
        return named(path).isEmpty()
                && HeartbeatCall.ending(path)
                        .flatMap(call -> named(call.name()))
                        .isEmpty()
                && meant(path).isPresent();
    }

    private static Response unknown() {
        ObjectNode error = ApiJson.object().put("error", "no heartbeat check has this name");
        error.putObject("data");
        return Response.json(404, ApiJson.write(error));
    }

    private Optional<Meant> meant(String path) {
        return check(HeartbeatCall.of(path)).or(() -> HeartbeatCall.ending(path).flatMap(this::check));
    }

    private Optional<Meant> check(HeartbeatCall call) {
        return named(call.name()).or(() -> secrets.find(call.name())).map(check -> new Meant(check, call));
    }

    private Optional<Watched> named(String name) {
        return watchlist
                .find(name)
                .filter(check ->
                        check.probe().filter(HeartbeatProbe.class::isInstance).isPresent());
    }

    /** Who shows its output to others does not show them where it calls. */
    private String masked(Watched check, String said) {
        String text = mask.apply(said);
        return text.isEmpty()
                ? text
                : own.of(check)
                        .map(secret -> text.replace(secret, MaskedUrl.MASK))
                        .orElse(text);
    }

    private Map<String, Object> take(Watched check, HeartbeatCall call, String said) {
        String name = check.check().name();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // As it is stored.
        boolean failed = call.event() == HeartbeatCall.Event.FAIL;
        boolean isFirst = book.last(name).isEmpty();
        book.said(name, new HeartbeatOutput(now, call.event().code(), said));
        switch (call.event()) {
            case START -> {
                book.started(name, now);
                others.accept(new Signal.Started(name, now));
            }
            case SUCCESS, FAIL -> {
                book.beat(name, now, failed, call.message(said), call.exit());
                String message = book.last(name).orElseThrow().message();
                others.accept(new Signal.Beat(name, now, failed, message));
            }
            case LOG -> {
                return recorded(name, now, call, false); // It changes nothing.
            }
        }
        // Good calls of a job that is ok may come in thousands; the next interval is soon enough for them. Before the
        // first one a job counts as ok too, and its page says that it waits.
        boolean isTimed = book.hasRunTimes(name);
        if (failed || isFirst || isTimed || check.record().state().health() != Health.OK) {
            judge.accept(name);
        }
        return recorded(name, now, call, failed);
    }

    private static Map<String, Object> recorded(String name, Instant at, HeartbeatCall call, boolean failed) {
        return new TreeMap<>(Map.of(
                "name", name, "at", at, "failed", failed, "event", call.event().code()));
    }

    private static boolean isKnown(String status) {
        return status.isEmpty() || status.equalsIgnoreCase("ok") || isFailure(status);
    }

    private static boolean isFailure(String status) {
        return status.equalsIgnoreCase("fail") || status.equalsIgnoreCase("error");
    }
}
