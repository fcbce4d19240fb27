package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.OwnPaths;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;

/**
 * Vedette's own health in the words of MicroProfile Health, which orchestrators, monitors and the health template read; and {@code
 * DEGRADED} where something is limited that is no reason to take it out of service.
 */
public final class SelfHealthJson {

    private static final Response LIVE =
            Response.json(200, ApiJson.write(ApiJson.object().put("status", "UP")));
    private static final Response NOT_STARTED = ErrorResponses.error(503, "Vedette starts or stops")
            .with("Retry-After", "1")
            .with("Cache-Control", "no-store");

    private final Operations operations;

    public SelfHealthJson(Operations operations) {
        this.operations = operations;
    }

    /** Answers that this process answers; where that is asked, 503 while the start is not over. */
    public Response live(Request request) {
        boolean asksForMore = request.parameterNames().contains(OwnPaths.STARTED);
        return asksForMore && !operations.isStarted() ? NOT_STARTED : LIVE;
    }

    /** Answers 200 while Vedette is healthy, else 503, for readiness probes. */
    public Response ready(Request request) {
        SelfHealth health = operations.health();
        return Response.json(health.isUp() ? 200 : 503, ApiJson.write(of(health)))
                .with("Cache-Control", "no-store");
    }

    /** Answers 200, whatever it says. */
    public Response answer(Request request) {
        return Response.json(200, ApiJson.write(ApiJson.data(of(operations.health()))));
    }

    public static ObjectNode of(SelfHealth health) {
        ObjectNode root = ApiJson.object().put("status", word(health.isUp(), health.isLimited()));
        ArrayNode checks = root.putArray("checks");
        health.parts().forEach(part -> {
            ObjectNode check =
                    checks.addObject().put("name", part.name()).put("status", word(part.up(), part.isLimited()));
            ObjectNode data = check.putObject("data");
            if (!part.message().isEmpty()) {
                data.put("message", part.message());
            }
            part.data().forEach((name, value) -> {
                if (value instanceof Number number) {
                    data.put(name, number.longValue());
                } else {
                    data.put(name, String.valueOf(value));
                }
            });
        });
        return root;
    }

    private static String word(boolean up, boolean limited) {
        return limited ? "DEGRADED" : up ? "UP" : "DOWN";
    }
}
