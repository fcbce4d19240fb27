package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Text;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What an operator does to a check; the answer is the check as it is then. */
public final class Actions {

    private final Sources sources;
    private final CheckJson json;

    public Actions(Sources sources) {
        this.sources = sources;
        this.json = new CheckJson(sources);
    }

    public Response run(Request request, String check) {
        return act(check, 202, sources.operations()::run);
    }

    public Response pause(Request request, String check) {
        Query query = new Query(request);
        watched(check);
        Optional<Duration> time = query.isGiven("for") ? Optional.of(query.duration("for")) : Optional.empty();
        return act(check, 200, name -> sources.operations().pause(name, time, reason(query), by(query)));
    }

    public Response resume(Request request, String check) {
        return act(check, 200, sources.operations()::resume);
    }

    public Response silence(Request request, String check) {
        Query query = new Query(request);
        watched(check);
        Duration time = query.duration("for");
        return act(check, 200, name -> sources.operations().silence(name, time, reason(query), by(query)));
    }

    private static String reason(Query query) {
        return Text.bounded(query.text("reason").orElse(""), MuteService.LONGEST_REASON);
    }

    private static String by(Query query) {
        return Text.bounded(query.text("by").orElse(""), MuteService.LONGEST_NAME);
    }

    public Response unsilence(Request request, String check) {
        return act(check, 200, sources.operations()::unsilence);
    }

    private Response act(String check, int status, Function<String, Operations.Outcome> action) {
        Watched before = watched(check);
        Operations.Outcome outcome = action.apply(before.check().name());
        if (!outcome.done()) {
            throw new Refused(outcome.status(), outcome.why());
        }
        ObjectNode after = json.detail(watched(check));
        return Response.json(status, ApiJson.write(ApiJson.data(after)));
    }

    private Watched watched(String check) {
        return sources.find(check).orElseThrow(() -> Refused.unknown(check));
    }
}
