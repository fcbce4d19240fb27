package io.vedette.camel.load;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;

/**
 * A step to one of Vedette's endpoints, as a route's definition has it.
 *
 * @param operation what stands behind the colon, such as {@code observe}
 * @param parameters what stands behind the question mark
 */
record Step(String operation, Map<String, String> parameters) {

    private static final String SCHEME = "vedette:";

    /** The first step to that operation in a route, whatever blocks it stands in. */
    static Optional<Step> find(String operation, List<ProcessorDefinition<?>> outputs) {
        return definitions(operation, outputs)
                .map(to -> of(to.getEndpointUri()))
                .findFirst();
    }

    /** The steps to that operation in a route, in the order in which they stand there. */
    static Stream<ToDefinition> definitions(String operation, List<ProcessorDefinition<?>> outputs) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ToDefinition.class).stream()
                .filter(to -> to.getEndpointUri() != null && to.getEndpointUri().startsWith(SCHEME))
                .filter(to -> of(to.getEndpointUri()).operation().equals(operation));
    }

    /** Why the URI of one of Vedette's endpoints cannot be read; nothing of any other. */
    static Optional<String> complaint(String uri) {
        try {
            if (uri.startsWith(SCHEME)) {
                of(uri);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Reads {@code vedette:observe?rule=task}.
     *
     * @throws IllegalArgumentException when what stands behind the question mark cannot be read
     */
    static Step of(String uri) {
        int mark = uri.indexOf('?');
        String path = (mark < 0 ? uri : uri.substring(0, mark))
                .substring(SCHEME.length())
                .replace("/", "");
        try {
            Map<String, Object> query =
                    mark < 0 ? new LinkedHashMap<>() : URISupport.parseQuery(uri.substring(mark + 1));
            URISupport.resolveRawParameterValues(query);
            return new Step(
                    path,
                    query.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    SCHEME + path + " has parameters that cannot be read: " + e.getReason(), e);
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
