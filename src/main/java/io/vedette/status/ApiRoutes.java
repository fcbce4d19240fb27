package io.vedette.status;

import static io.vedette.status.Route.delete;
import static io.vedette.status.Route.get;
import static io.vedette.status.Route.post;
import static io.vedette.status.http.Lane.MEMORY;
import static io.vedette.status.http.Lane.STORE;

import io.vedette.status.api.ActList;
import io.vedette.status.api.Actions;
import io.vedette.status.api.Alerts;
import io.vedette.status.api.AnnouncementList;
import io.vedette.status.api.CheckDetail;
import io.vedette.status.api.CheckGroups;
import io.vedette.status.api.CheckList;
import io.vedette.status.api.Configuration;
import io.vedette.status.api.Events;
import io.vedette.status.api.IncidentDetail;
import io.vedette.status.api.Incidents;
import io.vedette.status.api.Myself;
import io.vedette.status.api.NodeList;
import io.vedette.status.api.Overview;
import io.vedette.status.api.Reports;
import io.vedette.status.api.SelfHealthJson;
import io.vedette.status.api.SilenceList;
import io.vedette.status.api.TargetTrial;
import io.vedette.status.http.Request;
import io.vedette.status.http.Resource;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The rows of the table below {@code /api/v1}. */
final class ApiRoutes {

    private ApiRoutes() {}

    /**
     * Returns the rows of the API. The longer paths of a check come first: a name may hold slashes.
     *
     * @param outsiders whether there is a page for them
     */
    static List<Route> of(Sources sources, boolean outsiders) {
        CheckDetail check = new CheckDetail(sources);
        Actions actions = new Actions(sources);
        SilenceList silences = new SilenceList(sources);
        AnnouncementList announcements = new AnnouncementList(sources, outsiders);
        IncidentDetail incident = new IncidentDetail(sources);
        Configuration configuration = new Configuration(sources);
        return List.of(
                shown("/api/v1/me", new Myself(sources)::answer).by(MEMORY),
                shown("/api/v1/overview", new Overview(sources)::answer)
                        .taking("fields", "by", "sort", "show", "group", "tag", "q", "limit"),
                shown("/api/v1/overview/group", new CheckGroups(sources)::lines)
                        .taking("by", "name", "group", "tag", "q", "limit"),
                shown("/api/v1/checks", new CheckList(sources)::answer)
                        .taking("status", "group", "tag", "q", "sort", "fields", "limit", "cursor"),
                shown("/api/v1/checks/{name}/history", check::history)
                        .taking("limit", "cursor", "buckets", "from", "to"),
                done("/api/v1/checks/{name}/run", actions::run).taking("reason", "by"),
                done("/api/v1/checks/{name}/pause", actions::pause).taking("for", "reason", "by"),
                done("/api/v1/checks/{name}/resume", actions::resume).taking("reason", "by"),
                done("/api/v1/checks/{name}/silence", actions::silence).taking("for", "reason", "by"),
                done("/api/v1/checks/{name}/unsilence", actions::unsilence).taking("reason", "by"),
                done("/api/v1/checks/{name}/acknowledge", actions::acknowledge).taking("reason", "by"),
                done("/api/v1/checks/{name}/unacknowledge", actions::unacknowledge)
                        .taking("reason", "by"),
                shown("/api/v1/checks/{name}", check::answer),
                shown("/api/v1/incidents", new Incidents(sources)::answer)
                        .taking("check", "open", "group", "q", "from", "to", "format", "limit", "cursor"),
                done("/api/v1/incidents/{name}/notes", incident::note).taking("text", "public", "by"),
                shown("/api/v1/incidents/{name}", incident::answer),
                shown("/api/v1/announcements", announcements::answer),
                post("/api/v1/announcements", announcements::add)
                        .by(STORE)
                        .taking("from", "to", "page", "title", "text", "by"),
                delete("/api/v1/announcements/{name}", announcements::withdraw)
                        .by(STORE)
                        .taking("by"),
                shown("/api/v1/reports", new Reports(sources)::answer).taking("month", "group"),
                shown("/api/v1/alerts", new Alerts(sources)::answer),
                shown("/api/v1/config", configuration::answer).by(MEMORY),
                shown("/api/v1/health", new SelfHealthJson(sources.operations())::answer)
                        .by(MEMORY),
                shown("/api/v1/nodes", new NodeList(sources)::answer).by(MEMORY),
                shown("/api/v1/acts", new ActList(sources)::answer).taking("check", "limit", "before"),
                shown("/api/v1/silences", silences::answer),
                post("/api/v1/silences", silences::add).by(STORE).taking(),
                delete("/api/v1/silences/{name}", silences::end).by(STORE).taking("reason", "by"),
                done("/api/v1/targets/{name}/test", new TargetTrial(sources)::answer)
                        .taking("reason", "by"),
                post("/api/v1/reload", configuration::reload).by(STORE).taking(),
                shown("/api/v1/openapi.json", request -> Resource.read("openapi.json", "application/json"))
                        .by(MEMORY),
                shown(
                                "/api/v1/schema/checks.json",
                                request -> Resource.read("checks.schema.json", "application/schema+json"))
                        .by(MEMORY),
                get("/api/v1/events", Events::answer).by(Events::lane).taking());
    }

    static Route shown(String path, Function<Request, Response> handler) {
        return get(path, handler).by(STORE).tagged().taking();
    }

    private static Route shown(String path, BiFunction<Request, String, Response> handler) {
        return get(path, handler).by(STORE).tagged().taking();
    }

    static Route done(String path, BiFunction<Request, String, Response> handler) {
        return post(path, handler).by(STORE).taking();
    }
}
