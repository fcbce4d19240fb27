package io.vedette.status.api;

import io.vedette.evaluate.MuteService;
import io.vedette.rule.Text;
import io.vedette.state.Act;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;

/** Sends a test alert to a target; what it refuses is answered in its own words. */
public final class TargetTrial {

    private final Sources sources;

    public TargetTrial(Sources sources) {
        this.sources = sources;
    }

    public Response answer(Request request, String target) {
        if (!sources.targets().names().contains(target)) {
            throw new Refused(404, "no target is named \"" + Text.bounded(target, 500) + "\"");
        }
        Operations.Outcome outcome = sources.operations().test(target);
        if (outcome.done() || outcome.status() == 502) {
            String reason = Text.bounded(new Query(request).text("reason").orElse(""), MuteService.LONGEST_REASON);
            sources.mutes().acts().add(By.noted(request), Act.Kind.TEST, target, reason);
        }
        if (!outcome.done()) {
            throw new Refused(outcome.status(), Text.bounded(outcome.why(), 2_000));
        }
        return Response.json(
                200,
                ApiJson.write(
                        ApiJson.data(ApiJson.object().put("target", target).put("taken", true))));
    }
}
