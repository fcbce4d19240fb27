package io.vedette.status.api;

import io.vedette.check.Check;
import io.vedette.rule.Verdict;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.state.Act;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happens, as a stream of server-sent events. The last {@value #KEPT} are kept for those who come back; ids grow,
 * also over restarts, so that nobody takes a new stream for the one they knew. Safe for several threads.
 */
public final class Events {

    /** So many events are kept. */
    public static final int KEPT = 1_000;

    /** No process has so many events in a millisecond that its ids reach those of the one after it. */
    private static final long IDS_PER_MILLI = 1_000;

    private final Clock clock;
    private final Deque<Event> kept = new ArrayDeque<>();
    private final Set<Consumer<Event>> listeners = new LinkedHashSet<>();
    private final Map<String, String> targetStates = new HashMap<>();
    private long last;

    /**
     * One event.
     *
     * @param id grows
     * @param frame the event as it is sent, its blank line included
     */
    public record Event(long id, String frame) {}

    public Events(Clock clock) {
        this.clock = clock;
        this.last = clock.millis() * IDS_PER_MILLI;
    }

    /**
     * Joins the stream: what was missed is returned, what comes goes to the listener, and nothing in between is lost or
     * doubled. The listener must hand over at once.
     *
     * @param after the id of the last event that was seen; without one nothing was missed
     */
    public synchronized List<Event> join(OptionalLong after, Consumer<Event> listener) {
        listeners.add(listener);
        return kept(after);
    }

    /**
     * What somebody missed.
     *
     * @param last the id of the last event there is: what comes after it is new to them
     */
    public record Missed(List<Event> events, long last) {}

    /** Returns what came after an event that was seen; without one nothing was missed. */
    public synchronized Missed missed(OptionalLong after) {
        return new Missed(kept(after), last);
    }

    private List<Event> kept(OptionalLong after) {
        if (after.isEmpty()) {
            return List.of();
        }
        long oldest = kept.isEmpty() ? last + 1 : kept.getFirst().id();
        if (after.getAsLong() < oldest - 1 || after.getAsLong() > last) {
            return List.of(reset(last));
        }
        return kept.stream().filter(event -> event.id() > after.getAsLong()).toList();
    }

    /** Returns the event that asks a client that missed too much to read everything again. */
    public static Event reset(long last) {
        return new Event(last, frame(last, "reset", "{}"));
    }

    public synchronized void leave(Consumer<Event> listener) {
        listeners.remove(listener);
    }

    /** Tells that a check's state changed. */
    public void changed(Check check, Transition transition) {
        CheckState after = transition.after();
        Verdict cause =
                after.cause().filter(verdict -> after.shown() != Health.OK).orElseGet(Verdict::ok);
        // A pause and its end leave the state and its time as they are.
        Instant at = transition.changed() ? after.since() : clock.instant();
        publish(
                "state",
                ApiJson.write(ApiJson.object()
                        .put("check", check.name())
                        .put("from", transition.before().shown().code())
                        .put("to", after.shown().code())
                        .put("why", transition.why().name().toLowerCase(Locale.ROOT))
                        .put("reason", ApiJson.known(cause.reasonCode()))
                        .put("message", ApiJson.known(cause.message()))
                        .put("at", ApiJson.time(at))));
    }

    /** Tells that somebody did something. */
    public void did(Act act) {
        publish("act", ApiJson.write(ActList.json(act)));
    }

    /** Tells that the files were read again. */
    public void reloaded(Operations.Reload reload) {
        publish("reload", ApiJson.write(reload));
    }

    /** Tells that Vedette itself is no longer healthy, or is healthy again. */
    public void health(SelfHealth health) {
        publish("health", ApiJson.write(SelfHealthJson.of(health)));
    }

    /** Publishes what changed in the health of targets since the last call. */
    public void look(Targets targets) {
        List<Targets.Target> all = targets.all();
        List<Targets.Target> news = new ArrayList<>();
        synchronized (this) {
            for (Targets.Target target : all) {
                String before = targetStates.put(target.name(), Alerts.state(target));
                if (before != null && !before.equals(Alerts.state(target))) {
                    news.add(target);
                }
            }
        }
        news.forEach(target -> publish(
                "target",
                ApiJson.write(ApiJson.object()
                        .put("name", target.name())
                        .put("state", Alerts.state(target))
                        .put("error", ApiJson.known(target.error()))
                        .put("at", ApiJson.time(clock.instant())))));
    }

    private synchronized void publish(String type, String json) {
        last++;
        Event event = new Event(last, frame(last, type, json));
        kept.addLast(event);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Answers questions about the stream; who asks for it gets it from the server itself. */
    public static Response answer(Request request) {
        return request.method().equals("HEAD")
                ? new Response(200, "text/event-stream", "", Map.of())
                : ErrorResponses.noStream(request);
    }

    public static Lane lane(Request request) {
        return request.method().equals("GET") ? Lane.STREAM : Lane.MEMORY;
    }

    /** Returns an event as it is sent. JSON has no line breaks: they are escaped in it. */
    private static String frame(long id, String type, String json) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + json + "\n\n";
    }
}
