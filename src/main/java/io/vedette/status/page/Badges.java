package io.vedette.status.page;

import io.vedette.config.values.Durations;
import io.vedette.evaluate.Watched;
import io.vedette.history.Uptime;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import io.vedette.status.source.UptimeWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Badges: the state of a check, or how much it was up. */
public final class Badges {

    private final Sources sources;

    public Badges(Sources sources) {
        this.sources = sources;
    }

    /** Returns which threads make it: the state is in memory, how much a check was up is not. */
    public Lane lane(Request request) {
        return request.parameter("type").isEmpty() ? Lane.MEMORY : Lane.STORE;
    }

    public Response answer(Request request, String check) {
        Optional<Watched> watched = sources.find(check);
        if (watched.isEmpty()) {
            return svg(404, Badge.of("check", "unknown", Badge.GREY));
        }
        Query query = new Query(request);
        try {
            String type = query.word("type", "status", List.of("status", "uptime"));
            String window = query.word("window", "30d", UptimeWindows.NAMES);
            return svg(200, type.equals("status") ? state(watched.get()) : uptime(watched.get(), window));
        } catch (Refused e) {
            return refusal(e);
        }
    }

    /** Returns a refusal as a badge too: it is looked at, not read by a program. */
    private static Response refusal(Refused refused) {
        return svg(refused.status(), Badge.of("badge", refused.getMessage(), Badge.GREY));
    }

    private static String state(Watched watched) {
        return Badge.of(watched.check().name(), watched.record().state().shown());
    }

    private String uptime(Watched watched, String window) {
        String name = watched.check().name();
        Duration span = UptimeWindows.of(window);
        Instant now = sources.clock().instant();
        Map<String, Uptime> uptime = sources.history().uptime(List.of(name), span, now);
        OptionalDouble share =
                Optional.ofNullable(uptime.get(name)).map(Uptime::share).orElse(OptionalDouble.empty());
        Duration base = Optional.ofNullable(
                        sources.history().since(List.of(name)).get(name))
                .map(since -> Duration.between(since, now))
                .filter(known -> known.compareTo(span.multipliedBy(98).dividedBy(100)) < 0)
                .orElse(span);
        // What a share is of stands beside it: five minutes are no thirty days.
        String label = name + " " + (base.equals(span) ? window : Durations.words(base));
        return share.isEmpty()
                ? Badge.of(label, "no data", Badge.GREY)
                : Badge.of(label, percent(share.getAsDouble()), colour(share.getAsDouble()));
    }

    /** Returns a share as a percentage, cut, not rounded: what was down once was not up for 100 %. */
    static String percent(double share) {
        double cut = Math.floor(share * 10_000 + 1e-6) / 100;
        return (cut == Math.rint(cut) ? String.valueOf((int) cut) : String.format(Locale.ROOT, "%.2f", cut)) + "%";
    }

    private static String colour(double share) {
        return share >= 0.99 ? Badge.GREEN : share >= 0.95 ? Badge.YELLOW : Badge.RED;
    }

    private static Response svg(int status, String svg) {
        return new Response(
                status,
                "image/svg+xml",
                svg,
                Map.of(
                        "Content-Security-Policy",
                        "default-src 'none'",
                        "Cache-Control",
                        "no-cache",
                        // A badge is made for the pages of others.
                        "Cross-Origin-Resource-Policy",
                        "cross-origin"));
    }
}
