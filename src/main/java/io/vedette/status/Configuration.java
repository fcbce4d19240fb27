package io.vedette.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Shows what is loaded, and reloads it. */
final class Configuration {

    private final Operations operations;

    Configuration(Operations operations) {
        this.operations = operations;
    }

    Response answer(Request request) {
        return Response.json(200, ApiJson.write(ApiJson.data(operations.loaded())));
    }

    Response reload(Request request) {
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
        return answer(request);
    }
}
