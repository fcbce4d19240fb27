package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.state.Act;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;
import java.util.Optional;

/** Shows what is loaded, and reloads it. */
public final class Configuration {

    private final Sources sources;
    private final Operations operations;

    public Configuration(Sources sources) {
        this.sources = sources;
        this.operations = sources.operations();
    }

    public Response answer(Request request) {
        return Response.json(200, ApiJson.write(ApiJson.data(operations.loaded())));
    }

    public Response reload(Request request) {
        Optional<Operations.Reload> reload = operations.reload();
        if (reload.isEmpty()) {
            throw new Refused(501, "this installation does not reload while it runs; restart it");
        }
        if (reload.get().wasRejected()) {
            ObjectNode problems = ApiJson.object();
            problems.set("problems", ApiJson.array(reload.get().problems()));
            return ErrorResponses.problem(
                    request, 422, "the files were not loaded; the active configuration is unchanged", problems);
        }
        sources.mutes().acts().add(By.noted(request), Act.Kind.RELOAD, "", "");
        return answer(request);
    }
}
