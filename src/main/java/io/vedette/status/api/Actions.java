package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Text;
import io.vedette.state.Act;
import io.vedette.state.Transition;
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
        return act(request, check, 202, Act.Kind.RUN, sources.operations()::run);
    }

    public Response pause(Request request, String check) {
        Query query = new Query(request);
        watched(check);
        Optional<Duration> time = query.isGiven("for") ? Optional.of(query.duration("for")) : Optional.empty();
        return act(
                request,
                check,
                200,
                Act.Kind.PAUSE,
                name -> sources.operations().pause(name, time, reason(query), By.shown(request)));
    }

    public Response resume(Request request, String check) {
        return act(request, check, 200, Act.Kind.RESUME, sources.operations()::resume);
    }

    public Response silence(Request request, String check) {
        Query query = new Query(request);
        watched(check);
        Duration time = query.duration("for");
        return act(
                request,
                check,
                200,
                Act.Kind.SILENCE,
                name -> sources.operations().silence(name, time, reason(query), By.shown(request)));
    }

    private static String reason(Query query) {
        return Text.bounded(query.text("reason").orElse(""), MuteService.LONGEST_REASON);
    }

    /** Notes who has the problem in hand. */
    public Response acknowledge(Request request, String check) {
        Query query = new Query(request);
        return act(
                request,
                check,
                200,
                Act.Kind.ACKNOWLEDGE,
                name -> outcome(name, sources.mutes().acknowledge(name, reason(query), By.shown(request))));
    }

    /** Takes back who has it. */
    public Response unacknowledge(Request request, String check) {
        return act(
                request,
                check,
                200,
                Act.Kind.UNACKNOWLEDGE,
                name -> outcome(name, sources.mutes().unacknowledge(name)));
    }

    private static Operations.Outcome outcome(String check, Optional<Transition> transition) {
        if (transition.isEmpty()) {
            return Operations.Outcome.notPossible("\"" + check + "\" is no longer watched");
        }
        return transition.get().after().isInIncident()
                ? Operations.Outcome.DONE
                : Operations.Outcome.notPossible("\"" + check + "\" has no problem: there is nothing to acknowledge");
    }

    public Response unsilence(Request request, String check) {
        return act(request, check, 200, Act.Kind.UNSILENCE, sources.operations()::unsilence);
    }

    private Response act(
            Request request, String check, int status, Act.Kind kind, Function<String, Operations.Outcome> action) {
        Watched before = watched(check);
        Operations.Outcome outcome = action.apply(before.check().name());
        if (!outcome.done()) {
            throw new Refused(outcome.status(), outcome.why());
        }
        sources.mutes().acts().add(By.noted(request), kind, before.check().name(), reason(new Query(request)));
        ObjectNode after = json.detail(watched(check));
        return Response.json(status, ApiJson.write(ApiJson.data(after)));
    }

    private Watched watched(String check) {
        return sources.find(check).orElseThrow(() -> Refused.unknown(check));
    }
}
