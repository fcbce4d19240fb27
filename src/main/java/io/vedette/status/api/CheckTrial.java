package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.NewChecks;
import java.util.List;

/** The templates with their parameters, and a check that is asked once before it is written anywhere. */
public final class CheckTrial {

    private final NewChecks checks;

    public CheckTrial(NewChecks checks) {
        this.checks = checks;
    }

    public Response templates(Request request) {
        List<ObjectNode> all = checks.templates().stream()
                .map(template -> {
                    ObjectNode node =
                            ApiJson.object().put("name", template.name()).put("help", template.help());
                    node.set(
                            "fields",
                            ApiJson.array(template.fields().stream()
                                    .map(field -> ApiJson.object()
                                            .put("name", field.name())
                                            .put("help", field.help())
                                            .put("required", field.required())
                                            .put("standard", known(field.standard())))
                                    .toList()));
                    return node;
                })
                .toList();
        return Response.json(200, ApiJson.write(ApiJson.data(all)));
    }

    /** Asks once. */
    public Response attempt(Request request) {
        FilledInForm form = FilledInForm.of(request, checks, List.of());
        String name = form.name().isEmpty() ? "new-check" : Text.bounded(form.name(), Text.NAME);
        NewChecks.Attempt attempt = checks.attempt(form.template(), name, form.values());
        ObjectNode data = ApiJson.object();
        data.set("faults", faults(attempt.faults()));
        attempt.verdict()
                .ifPresentOrElse(verdict -> data.set("verdict", verdict(verdict)), () -> data.putNull("verdict"));
        data.put("at", ApiJson.time(attempt.at()));
        data.put("tookMs", attempt.took().toMillis());
        data.put("notAsked", known(attempt.notAsked()));
        data.put("yaml", attempt.yaml());
        return Response.json(200, ApiJson.write(ApiJson.data(data)));
    }

    /** Returns what is wrong with fields. */
    static ArrayNode faults(List<NewChecks.Fault> faults) {
        return ApiJson.array(faults.stream()
                .map(fault -> ApiJson.object().put("key", known(fault.key())).put("message", fault.message()))
                .toList());
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode node = ApiJson.object()
                .put("status", verdict.status().code())
                .put("reason", known(verdict.reasonCode()))
                .put("message", known(verdict.message()));
        node.set("failures", ApiJson.array(verdict.failures()));
        node.set("warnings", ApiJson.array(verdict.details().warnings()));
        return node;
    }
}
