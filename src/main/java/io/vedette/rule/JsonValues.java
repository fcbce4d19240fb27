package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.vedette.config.values.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a JSON body, or several, as a JSONPath names them: {@code $.status}, {@code $.workers[*].state}. Compiled
 * while loading. Source: github.com/json-path/JsonPath.
 */
public final class JsonValues {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Configuration NODES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(MAPPER))
            .mappingProvider(new JacksonMappingProvider(MAPPER))
            .build();

    private final String text;
    private final JsonPath path;

    private JsonValues(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /** Reads a path, if there is one; what is wrong with it is noted in the parameters. */
    public static Optional<JsonValues> read(Parameters parameters, String name) {
        return parameters.parsed(name, JsonValues::of);
    }

    /** Returns a path, or nothing when the text is none. */
    public static Optional<JsonValues> compiled(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Whoever asks so has an answer for it.
        }
    }

    private static JsonValues of(String text) {
        try {
            return new JsonValues(text, StoppableFilters.compile(text));
        } catch (JsonPathException | IllegalArgumentException e) {
            // The message of a cause that is no JsonPathException is of the compiler's own inside.
            String reason = e.getCause() == null && e.getMessage() != null ? e.getMessage() : "it ends too early";
            throw new IllegalArgumentException("\"" + text + "\" is not a JSONPath: " + reason.strip());
        }
    }

    /** Returns whether it looks for places by what they hold, which may take any time; else it goes straight to them. */
    public boolean searches() {
        return text.contains("?") || text.contains("..");
    }

    /** Returns what stands there: of a path that may lead to several places an array; a missing node for nothing. */
    public JsonNode in(JsonNode body) {
        try {
            Object found = path.read(body, NODES);
            // A function such as length() gives a plain number.
            JsonNode node = found instanceof JsonNode known ? known : MAPPER.valueToTree(found);
            return node.isArray() && node.isEmpty() && !path.isDefinite() ? MissingNode.getInstance() : node;
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            // The body has no such place, or something else stands there.
            return MissingNode.getInstance();
        }
    }

    /** Returns each value that stands there; one missing node for none. */
    public List<JsonNode> all(JsonNode body) {
        JsonNode found = in(body);
        if (path.isDefinite() || !found.isArray()) {
            return List.of(found);
        }
        List<JsonNode> values = new ArrayList<>();
        found.forEach(values::add);
        return values;
    }

    /** Returns the path as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
