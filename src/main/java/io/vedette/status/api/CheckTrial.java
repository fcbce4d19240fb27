package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.NewChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The templates with their parameters, and a check that is asked once before it is written anywhere. */
public final class CheckTrial {

    /** Before the name of a parameter of the template: the fields of the form that are none of its own. */
    private static final String FIELD = "p.";

    private static final int LONGEST = 10_000;

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
        Query query = new Query(request);
        String template = query.text("template").orElse("");
        String name = Text.bounded(query.text("name").orElse("new-check"), Text.NAME);
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : request.parameterNames()) {
            if (parameter.startsWith(FIELD)) {
                String value = request.parameter(parameter);
                values.put(parameter.substring(FIELD.length()), value.substring(0, Math.min(LONGEST, value.length())));
            } else if (!List.of("template", "name").contains(parameter)) {
                throw Refused.unknownParameter(parameter, List.of("template", "name", FIELD + "NAME"));
            }
        }
        if (checks.templates().stream().noneMatch(one -> one.name().equals(template))) {
            throw Refused.parameter("template", template, "a template; see /templates");
        }
        NewChecks.Attempt attempt = checks.attempt(template, name, values);
        ObjectNode data = ApiJson.object();
        data.set(
                "faults",
                ApiJson.array(attempt.faults().stream()
                        .map(fault ->
                                ApiJson.object().put("key", known(fault.key())).put("message", fault.message()))
                        .toList()));
        attempt.verdict()
                .ifPresentOrElse(verdict -> data.set("verdict", verdict(verdict)), () -> data.putNull("verdict"));
        data.put("at", ApiJson.time(attempt.at()));
        data.put("tookMs", attempt.took().toMillis());
        data.put("notAsked", known(attempt.notAsked()));
        data.put("yaml", attempt.yaml());
        return Response.json(200, ApiJson.write(ApiJson.data(data)));
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
