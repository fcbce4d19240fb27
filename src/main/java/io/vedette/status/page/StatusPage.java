package io.vedette.status.page;

import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Request;
import io.vedette.status.http.Resource;
import io.vedette.status.http.Response;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.Sources;
import io.vedette.status.source.StatusPageSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pages for outsiders: one with all published checks, and one for each tag that the settings name, as HTML, JSON and RSS. Anybody may
 * ask for them as often as they like, so each is made at most every ten seconds; while one is made anew others get the one before.
 */
public final class StatusPage {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Sources sources;
    private final Map<String, Kept> pages = new ConcurrentHashMap<>();
    private volatile Style style;

    public StatusPage(Sources sources) {
        this.sources = sources;
    }

    private record Style(StatusPageSettings of, Response css) {}

    private record Made(Instant at, Response html, Response json, Response feed) {}

    /** A page as it was made last. */
    private static final class Kept {

        private final Lock making = new ReentrantLock();
        private volatile Made made;
    }

    /** Answers with the page of all. */
    public Response html(Request request) {
        return made("").html().known(request);
    }

    public Response json(Request request) {
        return made("").json().known(request);
    }

    public Response feed(Request request) {
        return made("").feed().known(request);
    }

    /** Answers with the page of a tag; with its JSON or feed where the name ends so. */
    public Response page(Request request, String name) {
        String page = bare(name);
        if (!settings().pages().contains(page)) {
            return Response.NOTHING;
        }
        Made made = made(page);
        return (name.equals(page) ? made.html() : name.endsWith(".json") ? made.json() : made.feed()).known(request);
    }

    private String bare(String name) {
        return settings().pages().contains(name) ? name : name.replaceFirst("\\.(json|rss)$", "");
    }

    /** Answers with the stylesheet: Vedette's tokens, the page's own rules, the brand's colours, and an operator's own file. */
    public Response style(Request request) {
        StatusPageSettings settings = settings();
        Style made = style;
        if (made == null || !made.of().equals(settings)) {
            made = new Style(settings, style(settings));
            style = made;
        }
        return made.css().known(request);
    }

    private static Response style(StatusPageSettings settings) {
        StringBuilder css = new StringBuilder(Resource.asset("tokens.css").body())
                .append(Resource.read("status.css", "text/css").body());
        if (!settings.colour().isEmpty()) {
            String light = settings.colour().get(0);
            String dark = settings.colour().get(settings.colour().size() - 1);
            css.append(":root { --brand: light-dark(")
                    .append(light)
                    .append(", ")
                    .append(dark)
                    .append("); }\n");
        }
        settings.style().ifPresent(css::append);
        return new Response(200, "text/css; charset=utf-8", css.toString(), Map.of()).kept();
    }

    private StatusPageSettings settings() {
        return sources.pages().get().status();
    }

    /** Returns which threads answer: those for memory, unless the page has to be made first. */
    public Lane lane(Request request) {
        Kept kept = pages.get("");
        return kept != null && isFresh(kept.made) ? Lane.MEMORY : Lane.STORE;
    }

    private boolean isFresh(Made made) {
        return made != null
                && Duration.between(made.at(), sources.clock().instant()).abs().compareTo(FRESH) < 0;
    }

    private Made made(String page) {
        Kept kept = pages.computeIfAbsent(page, name -> new Kept());
        Made before = kept.made;
        if (isFresh(before)) {
            return before;
        }
        if (before == null) {
            kept.making.lock(); // Whoever comes first makes it for all.
        } else if (!kept.making.tryLock()) {
            return before;
        }
        try {
            if (!isFresh(kept.made)) {
                kept.made = make(page);
            }
            return kept.made;
        } finally {
            kept.making.unlock();
        }
    }

    private Made make(String page) {
        PageSettings settings = sources.pages().get();
        PublicView view = PublicView.of(sources, page);
        PageTexts texts = new PageTexts(settings.status().language(), settings.timeZone());
        Response html = Response.page(new StatusHtml(settings, texts, page).of(view));
        Response feed = new Response(
                200, "application/rss+xml; charset=utf-8", new StatusFeed(settings, texts, page).of(view), Map.of());
        return new Made(
                view.at(), html.cached(FRESH), Response.json(200, json(view)).cached(FRESH), feed.cached(FRESH));
    }

    private static String json(PublicView view) {
        return ApiJson.write(ApiJson.data(view.services().stream()
                .map(one -> ApiJson.object()
                        .put("name", one.name())
                        .put("group", ApiJson.known(one.group()))
                        .put("status", one.kind())
                        .put("uptime90d", one.up().isPresent() ? one.up().getAsDouble() : null)
                        .put("watchedSince", ApiJson.time(one.watched())))
                .toList()));
    }
}
