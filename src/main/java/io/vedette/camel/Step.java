package io.vedette.camel;

import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;

/**
 * A step to one of Vedette's endpoints, as a route's definition has it.
 *
 * @param operation {@code probe} or {@code observe}
 * @param parameters what stands behind the question mark
 */
record Step(String operation, Map<String, String> parameters) {

    private static final String SCHEME = "vedette:";

    /** The first step to that operation in a route, whatever blocks it stands in. */
    static Optional<Step> find(String operation, List<ProcessorDefinition<?>> outputs) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ToDefinition.class).stream()
                .map(ToDefinition::getUri)
                .filter(uri -> uri != null && uri.startsWith(SCHEME))
                .map(Step::of)
                .filter(step -> step.operation().equals(operation))
                .findFirst();
    }

    /** Reads {@code vedette:observe?rule=task}. */
    static Step of(String uri) {
        int mark = uri.indexOf('?');
        String path = (mark < 0 ? uri : uri.substring(0, mark))
                .substring(SCHEME.length())
                .replace("/", "");
        try {
            Map<String, Object> query = mark < 0 ? Map.of() : URISupport.parseQuery(uri.substring(mark + 1));
            return new Step(
                    path,
                    query.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + uri + "\" is not an endpoint URI", e);
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
