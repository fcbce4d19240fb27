package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Watched;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;

/** One check with all that is known of it, and its history. */
public final class CheckDetail {

    private final Sources sources;
    private final CheckJson json;
    private final CheckHistory history;
    private final HeartbeatJson heartbeat;

    public CheckDetail(Sources sources) {
        this.heartbeat = new HeartbeatJson(sources.store());
        this.sources = sources;
        this.json = new CheckJson(sources);
        this.history = new CheckHistory(sources);
    }

    public Response answer(Request request, String name) {
        Watched watched = sources.find(name).orElseThrow(() -> Refused.unknown(name));
        ObjectNode detail = json.detail(watched);
        heartbeat.addTo(detail, watched, request);
        return Response.json(200, ApiJson.write(ApiJson.data(detail)));
    }

    /** Answers with the history of a check. A proxy may have decoded the name of one that itself ends as this path does. */
    public Response history(Request request, String name) {
        String whole = name + "/history";
        boolean isName = sources.find(name).isEmpty() && sources.find(whole).isPresent();
        return isName ? answer(request, whole) : history.answer(request, name);
    }
}
