package io.vedette.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Two Avalanche nodes: one asked by GET, whose status tells, and one asked by JSON-RPC, whose status is 200 always and
 * which, being of today, knows {@code health.getLiveness} no more.
 */
final class AvalancheSystem {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NETWORK = "network layer is unhealthy reason: not connected to a minimum of 1 peer(s)";
    private static final String STAKE =
            "not connected to enough stake: connected to 6.505707%; required at least 80.000000%";

    private AvalancheSystem() {}

    static List<WebSystem> all(WebSystem.Maker maker) {
        return List.of(
                maker.system("blockchain", "avalanche-health", "avalanche-node-1", 2, AvalancheSystem::health),
                maker.system("blockchain", "avalanche-liveness", "avalanche-node-2", 2, AvalancheSystem::rpc));
    }

    private static Reply health(int mood, Instant now, Ask ask) {
        return Reply.json(mood == Moods.WELL ? 200 : 503, result(mood, now));
    }

    private static Reply rpc(int mood, Instant now, Ask ask) {
        return Reply.json(
                switch (method(ask.body())) {
                    case "health.health" -> "{\"jsonrpc\":\"2.0\",\"result\":" + result(mood, now) + ",\"id\":1}";
                    case "health.getLiveness" -> """
                            {"jsonrpc":"2.0","error":{"code":-32000,"message":"rpc: can't find method \\"health.GetLiveness\\"","data":null},"id":1}""";
                    default -> """
                            {"jsonrpc":"2.0","error":{"code":-32000,"message":"rpc: can't find method","data":null},"id":1}""";
                });
    }

    private static String method(String body) {
        try {
            return JSON.readTree(body).path("method").asText("");
        } catch (JsonProcessingException e) {
            return ""; // Answered like any method that is not known.
        }
    }

    private static String result(int mood, Instant now) {
        Instant checked = now.minusSeconds(12);
        Instant failing = now.minus(Duration.ofMinutes(4));
        return "{\"checks\":{\"C\":" + check(checked, failing, mood == 1 ? STAKE : "")
                + ",\"P\":" + check(checked, failing, "")
                + ",\"X\":" + check(checked, failing, "")
                + ",\"bootstrapped\":{\"message\":[],\"timestamp\":\"" + checked + "\",\"duration\":8075}"
                + ",\"network\":" + check(checked, failing, mood == 2 ? NETWORK : "")
                + "},\"healthy\":" + (mood == Moods.WELL) + "}";
    }

    private static String check(Instant at, Instant failing, String error) {
        String trouble = error.isEmpty()
                ? ""
                : ",\"error\":\"" + error + "\",\"contiguousFailures\":8,\"timeOfFirstFailure\":\"" + failing + "\"";
        return "{\"message\":{\"percentConnected\":0.9967694992864075}" + trouble + ",\"timestamp\":\"" + at
                + "\",\"duration\":433363}";
    }
}
