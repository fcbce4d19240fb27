package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cluster.Node;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.util.List;

/** The nodes that share the checks; of a node alone, itself. */
public final class NodeList {

    private final Sources sources;

    public NodeList(Sources sources) {
        this.sources = sources;
    }

    public Response answer(Request request) {
        List<Node> nodes = sources.store().ownership().nodes();
        return Response.json(
                200,
                ApiJson.write(ApiJson.data(nodes.stream().map(NodeList::json).toList())));
    }

    private static ObjectNode json(Node node) {
        return ApiJson.object()
                .put("node", node.name())
                .put("version", node.version())
                .put("since", ApiJson.time(node.since()))
                .put("checks", node.checks())
                .put("lag", node.lagMillis())
                .put("configuration", ApiJson.known(node.configuration()))
                .put("database", node.database())
                .put("self", node.self())
                .put("note", ApiJson.known(node.note()));
    }
}
