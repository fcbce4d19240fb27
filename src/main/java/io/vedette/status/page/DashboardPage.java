package io.vedette.status.page;

import io.vedette.status.http.Request;
import io.vedette.status.http.Resource;
import io.vedette.status.http.Response;
import java.util.function.Supplier;

/**
 * The dashboard. What needs somebody comes with the page, as data that no browser runs: whoever is woken need not wait until scripts
 * are read that then ask for it.
 */
public final class DashboardPage {

    private static final String PLACE = "<script type=\"application/json\" id=\"seen-first\">null";

    private final Supplier<String> first;
    private final String before;
    private final String after;

    /** @param first what is painted first, as JSON */
    public DashboardPage(Supplier<String> first) {
        String page =
                Resource.read("assets/index.html", "text/html; charset=utf-8").body();
        int place = page.indexOf(PLACE) + PLACE.length();
        this.first = first;
        this.before = page.substring(0, place - "null".length());
        this.after = page.substring(place);
    }

    public Response answer(Request request) {
        return Response.page(before + inert(first.get()) + after)
                .kept()
                .with("Vary", "Accept, Accept-Encoding")
                .known(request);
    }

    /** Returns JSON in which no tag ends or begins, whatever an endpoint said. */
    private static String inert(String json) {
        return json.replace("<", "\\u003c");
    }
}
