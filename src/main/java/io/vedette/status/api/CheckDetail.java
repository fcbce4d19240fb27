package io.vedette.status.api;

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

    public CheckDetail(Sources sources) {
        this.sources = sources;
        this.json = new CheckJson(sources);
        this.history = new CheckHistory(sources);
    }

    public Response answer(Request request, String name) {
        return Response.json(
                200,
                ApiJson.write(ApiJson.data(json.detail(sources.find(name).orElseThrow(() -> Refused.unknown(name))))));
    }

    /** Answers with the history of a check. A proxy may have decoded the name of one that itself ends as this path does. */
    public Response history(Request request, String name) {
        String whole = name + "/history";
        boolean isName = sources.find(name).isEmpty() && sources.find(whole).isPresent();
        return isName ? answer(request, whole) : history.answer(request, name);
    }
}
