package io.vedette.camel;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the builders for Camel's endpoint DSL as the catalog entry says, in the form that those of Camel's components have. */
final class DslSource {

    private static final String HEAD = """
        // Generated from the catalog entry by EndpointDslTest; do not edit.
        package io.vedette.camel;

        import java.util.Map;
        import org.apache.camel.builder.EndpointConsumerBuilder;
        import org.apache.camel.builder.EndpointProducerBuilder;
        import org.apache.camel.builder.endpoint.AbstractEndpointBuilder;

        /**
         * Builders of {@code vedette:} endpoints for Camel's endpoint DSL: {@code from(vedette("alerts").target("ops"))}, {@code
         * to(vedette("observe").rule("task"))}. An application that uses them has camel-endpointdsl on its class path.
         */
        public interface VedetteEndpointBuilderFactory {

            /** Starts a route with {@code vedette:alerts}. */
            interface VedetteEndpointConsumerBuilder extends EndpointConsumerBuilder {
        """;

    private static final String BETWEEN = """
            }

            /** Hands messages to {@code vedette:observe}. */
            interface VedetteEndpointProducerBuilder extends EndpointProducerBuilder {
        """;

    private static final String BOTH = """
            }

            /** An endpoint that is not decided yet to start a route or to end one. */
            interface VedetteEndpointBuilder extends VedetteEndpointConsumerBuilder, VedetteEndpointProducerBuilder {
        """;

    private static final String AFTER = """
            }

            /** For a route builder that implements it. */
            interface VedetteBuilders {

                /**
                 * Begins an endpoint.
                 *
                 * @param path {@code observe} or {@code alerts}
                 */
                default VedetteEndpointBuilder vedette(String path) {
                    return endpointBuilder("vedette", path);
                }
            }

            /**
             * Begins an endpoint.
             *
             * @param path {@code observe} or {@code alerts}
             */
            static VedetteEndpointBuilder vedette(String path) {
                return endpointBuilder("vedette", path);
            }

            /**
             * Begins an endpoint of a component that an application gave a name of its own.
             *
             * @param component the name of the component
             * @param path {@code observe} or {@code alerts}
             */
            static VedetteEndpointBuilder endpointBuilder(String component, String path) {
                class VedetteEndpointBuilderImpl extends AbstractEndpointBuilder implements VedetteEndpointBuilder {
                    VedetteEndpointBuilderImpl(String scheme, String remaining) {
                        super(scheme, remaining);
                    }
                }
                return new VedetteEndpointBuilderImpl(component, path);
            }
        }
        """;

    private DslSource() {}

    static String of(JsonNode catalogEntry) {
        List<Map.Entry<String, JsonNode>> options = catalogEntry.get("properties").properties().stream()
                .filter(option -> option.getValue().get("kind").asText().equals("parameter"))
                .toList();
        return HEAD
                + methods(options, Set.of("consumer"), "VedetteEndpointConsumerBuilder")
                + BETWEEN
                + methods(options, Set.of("producer"), "VedetteEndpointProducerBuilder")
                + BOTH
                // Java does not choose between those of the two sides.
                + methods(options, Set.of("consumer", "producer"), "VedetteEndpointBuilder")
                + AFTER;
    }

    private static String methods(List<Map.Entry<String, JsonNode>> options, Set<String> sides, String builder) {
        return options.stream()
                .filter(option -> List.of(
                                option.getValue().get("label").asText().split(","))
                        .containsAll(sides))
                .flatMap(option -> methods(option.getKey(), option.getValue(), builder))
                .collect(joining());
    }

    private static Stream<String> methods(String name, JsonNode option, String builder) {
        String method = name.equals("public") ? "published" : name;
        String description = option.get("description")
                .asText()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        if (option.path("multiValue").asBoolean()) {
            return Stream.of("""

                        /** %s */
                        default %s %s(Map<String, Object> values) {
                            doSetMultiValueProperties("%s", "%s", values);
                            return this;
                        }
                """.formatted(
                    description, builder, method, name, option.get("prefix").asText()));
        }
        String type = option.get("javaType").asText();
        Stream<String> types = type.equals("java.lang.String") ? Stream.of("String") : Stream.of(type, "String");
        return types.map(one -> """

                    /** %s */
                    default %s %s(%s %3$s) {
                        doSetProperty("%s", %3$s);
                        return this;
                    }
            """.formatted(description, builder, method, one, name));
    }
}
