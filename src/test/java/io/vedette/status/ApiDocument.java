package io.vedette.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The OpenAPI document, and answers held against it. A field that it does not name counts as wrong. */
final class ApiDocument {

    private final ObjectNode document;

    ApiDocument(String json) throws Exception {
        document = (ObjectNode) Room.JSON.readTree(json);
        close(document.path("components").path("schemas"));
        close(document.path("paths"));
    }

    /** One method of one path. */
    record Operation(String method, String path) {}

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(new Operation(method.toUpperCase(), path.getKey()))));
        return operations;
    }

    /** What is wrong with an answer. */
    List<String> faults(Operation operation, int status, String contentType, String body) throws Exception {
        JsonNode response = operation(operation).path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not documented");
        }
        String type = contentType.split(";")[0];
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of("content type " + type + " is not documented for " + status);
        }
        if (!type.endsWith("json")) {
            return body.isEmpty() ? List.of("the body is empty") : List.of();
        }
        ObjectNode root = Room.JSON.createObjectNode();
        root.setAll((ObjectNode) schema.deepCopy());
        root.set("components", document.path("components"));
        Set<ValidationMessage> messages = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(Room.JSON.readTree(body));
        return messages.stream().map(ValidationMessage::getMessage).toList();
    }

    /** The parameters of its query. */
    List<String> parameters(Operation operation) {
        List<String> names = new ArrayList<>();
        operation(operation).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    /** A target to try an operation with. */
    String target(Operation operation, String name) {
        StringBuilder target = new StringBuilder(operation.path().replace("{name}", name));
        operation(operation).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                target.append(target.indexOf("?") < 0 ? '?' : '&')
                        .append(parameter.path("name").asText())
                        .append('=')
                        .append(parameter.path("example").asText());
            }
        });
        return target.toString();
    }

    private JsonNode operation(Operation operation) {
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase());
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::close);
    }
}
