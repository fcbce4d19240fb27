package io.vedette.status.page;

import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The page for outsiders: published checks alone, by group, with a bar of 90 days each. Anybody may ask for it as often as
 * they like, so it is made at most every ten seconds.
 */
public final class StatusPage {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Sources sources;
    private Made made;

    private record Made(Instant at, List<PublicState> states, String html) {}

    public StatusPage(Sources sources) {
        this.sources = sources;
    }

    public Response html() {
        return Response.page(made().html());
    }

    public Response json() {
        return Response.json(
                200,
                ApiJson.write(ApiJson.data(made().states().stream()
                        .map(one -> ApiJson.object()
                                .put("name", one.name())
                                .put("group", ApiJson.known(one.group()))
                                .put("status", one.kind())
                                .put(
                                        "uptime90d",
                                        one.up().isPresent() ? one.up().getAsDouble() : null))
                        .toList())));
    }

    private synchronized Made made() {
        Instant now = sources.clock().instant();
        if (made == null || Duration.between(made.at(), now).compareTo(FRESH) >= 0) {
            List<PublicState> states = PublicState.all(sources);
            made = new Made(now, states, html(states));
        }
        return made;
    }

    private static String html(List<PublicState> states) {
        StringBuilder page = new StringBuilder(2_000 + states.size() * 9_000);
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Status</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"status.css\">"
                + "</head><body><main><h1>Status</h1><p class=\"summary\">");
        page.append(summary(states)).append("</p>");
        String group = null;
        for (PublicState state : states) {
            if (!Objects.equals(state.group(), group)) {
                page.append(group == null ? "" : "</ul></section>").append("<section>");
                page.append(state.group().isEmpty() ? "" : "<h2><bdi>" + Html.escaped(state.group()) + "</bdi></h2>");
                page.append("<ul>");
                group = state.group();
            }
            check(page, state);
        }
        page.append(group == null ? "" : "</ul></section>");
        return page.append("<footer>Days are in UTC, the oldest on the left.</footer></main></body></html>")
                .toString();
    }

    private static String summary(List<PublicState> states) {
        long down = count(states, "error");
        long limited = count(states, "degraded");
        if (states.isEmpty()) {
            return "Nothing is published here.";
        }
        if (down > 0) {
            return down == 1 ? "1 service is down." : down + " services are down.";
        }
        return limited > 0
                ? (limited == 1 ? "1 service works with limitations." : limited + " services work with limitations.")
                : states.stream().allMatch(one -> one.kind().equals("ok"))
                        ? "Everything works."
                        : "Nothing is known to be down.";
    }

    private static long count(List<PublicState> states, String kind) {
        return states.stream().filter(one -> one.kind().equals(kind)).count();
    }

    private static void check(StringBuilder page, PublicState state) {
        String share = state.up().isPresent() ? Badges.percent(state.up().getAsDouble()) : "not known";
        page.append("<li class=\"").append(state.kind()).append("\"><div><strong><bdi>");
        page.append(Html.escaped(state.name())).append("</bdi></strong> <span class=\"state\">");
        page.append(state.state()).append("</span></div>");
        page.append("<svg role=\"img\" viewBox=\"0 0 ").append(PublicState.DAYS * 4 - 1);
        page.append(" 24\" preserveAspectRatio=\"none\" aria-label=\"Up in the last 90 days: ");
        page.append(share).append("\">");
        int x = 0;
        for (PublicState.Day day : state.days()) {
            page.append("<rect class=\"")
                    .append(kind(day.up()))
                    .append("\" x=\"")
                    .append(x);
            page.append("\" width=\"3\" height=\"24\"><title>")
                    .append(day.date())
                    .append(": ");
            page.append(day.up().isPresent() ? Badges.percent(day.up().getAsDouble()) : "not known");
            page.append("</title></rect>");
            x += 4;
        }
        page.append("</svg><small>90 days: ").append(share).append("</small></li>");
    }

    private static String kind(OptionalDouble share) {
        if (share.isEmpty()) {
            return "none";
        }
        return share.getAsDouble() >= 0.999 ? "good" : share.getAsDouble() >= 0.95 ? "fair" : "bad";
    }
}
