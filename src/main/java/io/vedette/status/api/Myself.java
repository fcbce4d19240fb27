package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;

/** Tells who asks and what they may do, so that pages offer nothing that would be refused. */
public final class Myself {

    private final Sources sources;

    public Myself(Sources sources) {
        this.sources = sources;
    }

    public Response answer(Request request) {
        return Response.json(
                200,
                ApiJson.write(ApiJson.data(ApiJson.object()
                        .put("name", known(request.name()))
                        .put("role", request.mayAct() ? "operator" : "viewer")
                        .put(
                                "session",
                                !request.name().isEmpty()
                                        && request.authorization().isEmpty()
                                        && request.sender().person().isEmpty())
                        .put("edit", sources.newChecks().edits().isOffered()))));
    }
}
