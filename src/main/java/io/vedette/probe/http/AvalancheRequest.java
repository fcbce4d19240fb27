package io.vedette.probe.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an Avalanche node is asked for its health, by GET or by JSON-RPC 2.0. {@code nodeTags} narrows the answer to the
 * checks of these subnets (and of the node itself). Source: the health API of ava-labs/avalanchego.
 */
public final class AvalancheRequest {

    static final String PATH = "/ext/health";

    private static final String STANDARD_METHOD = "health.getLiveness";

    private AvalancheRequest() {}

    /** Returns a GET of the node's health; the tags stand in the query. */
    public static Optional<HttpRequest> get(Parameters parameters, Duration timeout) {
        URI url = HttpAddress.read(parameters, PATH);
        for (String tag : parameters.list("nodeTags")) {
            url = url == null
                    ? null
                    : HttpAddress.withQuery(url, "tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
        }
        return HttpRequest.get(parameters, timeout, url);
    }

    /** Returns a call of the check's {@code method}, and of {@code health.health} for nodes that do not know it any more. */
    public static Optional<JsonRpcProbe.Calls> calls(Parameters parameters, Duration timeout) {
        String method = parameters.text("method", STANDARD_METHOD);
        List<String> tags = parameters.list("nodeTags");
        return HttpRequest.get(parameters, timeout, HttpAddress.read(parameters, PATH))
                .map(request ->
                        new JsonRpcProbe.Calls(call(request, method, tags), call(request, "health.health", tags)));
    }

    private static HttpRequest call(HttpRequest request, String method, List<String> tags) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        // Without an id it would be a notification, which is answered with an empty body.
        call.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        if (!tags.isEmpty()) {
            tags.forEach(call.putObject("params").putArray("tags")::add);
        }
        return request.sending("POST", Optional.of(call.toString()));
    }
}
