package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** All steps of definitions, whatever blocks they stand in. */
final class RouteSteps {

    private RouteSteps() {}

    /** All that a file holds, but for its checks. */
    static Stream<NamedNode> of(RouteFile file) {
        return Stream.of(
                        file.routes().stream().map(RouteSteps::of),
                        file.collections().stream().map(RouteSteps::commonTo),
                        file.configurations().stream().map(RouteSteps::of),
                        file.templates().stream()
                                .map(RouteTemplateDefinition::getRoute)
                                .filter(Objects::nonNull)
                                .map(RouteSteps::of))
                .flatMap(all -> all)
                .flatMap(List::stream);
    }

    /** Where a route begins, and its steps. */
    static List<NamedNode> of(RouteDefinition route) {
        List<NamedNode> steps = new ArrayList<>();
        if (route.getInput() != null) {
            steps.add(route.getInput());
        }
        steps.addAll(below(route.getOutputs()));
        return steps;
    }

    /** What a file says for all of its routes. */
    static List<NamedNode> commonTo(RoutesDefinition routes) {
        return below(Stream.of(
                        routes.getOnExceptions(),
                        routes.getOnCompletions(),
                        routes.getIntercepts(),
                        routes.getInterceptFroms(),
                        routes.getInterceptSendTos())
                .<ProcessorDefinition<?>>flatMap(List::stream)
                .toList());
    }

    static List<NamedNode> of(RouteConfigurationDefinition configuration) {
        return below(Stream.of(
                        configuration.getOnExceptions(),
                        configuration.getOnCompletions(),
                        configuration.getIntercepts(),
                        configuration.getInterceptFroms(),
                        configuration.getInterceptSendTos())
                .<ProcessorDefinition<?>>flatMap(List::stream)
                .toList());
    }

    /** The URI that a step sends to or takes from; empty for any other step. */
    static String uri(NamedNode step) {
        String uri = "";
        if (step instanceof EndpointRequiredDefinition endpoint) {
            uri = endpoint.getEndpointUri();
        } else if (step instanceof ToDynamicDefinition to) {
            uri = to.getUri();
        }
        return uri == null ? "" : uri;
    }

    private static List<NamedNode> below(List<ProcessorDefinition<?>> outputs) {
        return List.copyOf(ProcessorDefinitionHelper.filterTypeInOutputs(outputs, NamedNode.class));
    }
}
