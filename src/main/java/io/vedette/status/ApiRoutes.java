package io.vedette.status;

import io.vedette.evaluate.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The API, badges, assets, and the page for outsiders where an operator wants one. */
final class ApiRoutes {

    private static final Set<String> OUTSIDERS = Set.of("/status", "/status.json", "/status.css");

    private final Sources sources;
    private final boolean statusPage;
    private final Badges badges;
    private final StatusPage page;

    ApiRoutes(Sources sources, boolean statusPage) {
        this.sources = sources;
        this.statusPage = statusPage;
        this.badges = new Badges(sources);
        this.page = new StatusPage(sources);
    }

    List<Route> table() {
        List<Route> table = new ArrayList<>(new Api(sources).table());
        table.add(Route.tagged(Badges.PATH, badges::answer));
        table.add(Route.tagged("/assets/", request -> Resource.asset(request.name("/assets/"))));
        table.add(Route.get(
                "/health/ready",
                request -> OwnHealthJson.ready(sources.operations().health())));
        if (statusPage) {
            table.add(Route.tagged("/status", request -> page.html()));
            table.add(Route.tagged("/status.json", request -> page.json()));
            table.add(Route.tagged("/status.css", request -> Resource.read("status.css", "text/css; charset=utf-8")));
        }
        return table;
    }

    /** Whether anybody may ask: the page for outsiders, and the badges of what is on it. */
    boolean isOpen(Request request) {
        return statusPage && (OUTSIDERS.contains(request.rawPath()) || isPublishedBadge(request));
    }

    private boolean isPublishedBadge(Request request) {
        return sources.find(Route.name(Badges.PATH, request))
                .map(Watched::check)
                .filter(check -> check.published())
                .isPresent();
    }
}
