package io.vedette.app.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The templates of checks and the parameters that each takes, by the schema that is made of them: an import writes nothing else. */
final class KnownTemplates {

    private static final String SCHEMA = "/io/vedette/status/checks.schema.json";

    private final Map<String, Set<String>> parameters = new HashMap<>();

    KnownTemplates() {
        try (InputStream in = KnownTemplates.class.getResourceAsStream(SCHEMA)) {
            for (JsonNode rule : new ObjectMapper().readTree(in).at("/definitions/check/allOf")) {
                String template = rule.at("/if/properties/template/const").asText();
                if (!template.isEmpty()) {
                    Set<String> names = new HashSet<>();
                    rule.at("/then/propertyNames/enum").forEach(name -> names.add(name.asText()));
                    parameters.put(template, names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String template) {
        return parameters.containsKey(template);
    }

    boolean takes(String template, String parameter) {
        return parameters.getOrDefault(template, Set.of()).contains(parameter);
    }
}
