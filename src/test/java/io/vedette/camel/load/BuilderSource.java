package io.vedette.camel.load;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Writes the typed builders of {@link io.vedette.Checks} as the templates say. */
final class BuilderSource {

    /** Parameters that are no plain text. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("maxResponseTime", "Duration"),
            Map.entry("maxAge", "Duration"),
            Map.entry("period", "Duration"),
            Map.entry("grace", "Duration"),
            Map.entry("maxRoundTrip", "Duration"),
            Map.entry("maxRunTime", "Duration"),
            Map.entry("port", "int"),
            Map.entry("count", "int"),
            Map.entry("maxLoss", "int"),
            Map.entry("certificateDays", "int"),
            Map.entry("warnDays", "int"),
            Map.entry("errorDays", "int"),
            Map.entry("maxContiguousFailures", "int"));

    private static final String HEAD = """
        // Generated from the templates by BuildersTest; do not edit.
        package io.vedette;

        """;

    private BuilderSource() {}

    /** Returns what stands in each file, by the name of its class. */
    static Map<String, String> of(List<RouteTemplateDefinition> templates) {
        Map<String, String> sources = new TreeMap<>();
        for (RouteTemplateDefinition template : templates) {
            sources.put(type(template), builder(template, TemplateFilesTest.asked(template)));
        }
        sources.put("TemplateChecks", entrance(templates));
        return sources;
    }

    private static String entrance(List<RouteTemplateDefinition> templates) {
        return HEAD
                + """
                /** A method for each template that comes with Vedette. */
                abstract class TemplateChecks {

                    abstract <B extends CheckBuilder<B>> B begin(B check);

                    abstract Checks all();
                """
                + templates.stream()
                        .sorted(java.util.Comparator.comparing(RouteTemplateDefinition::getId))
                        .map(template -> """

                                /**
                                 * %s
                                 *
                                 * @param name the name of the check
                                 */
                                public %s %s(String name) {
                                    return begin(new %2$s(all(), name));
                                }
                            """.formatted(
                                        text(template.getDescriptionText()), type(template), method(template.getId())))
                        .collect(joining())
                + "}\n";
    }

    private static String builder(RouteTemplateDefinition template, Set<String> asked) {
        boolean isHttp = asked.contains("followRedirects");
        List<RouteTemplateParameterDefinition> parameters = template.getTemplateParameters();
        String methods = Stream.concat(
                        parameters.stream().map(parameter -> setter(parameter, type(template))),
                        !isHttp && asked.contains("insecure") ? Stream.of(insecure(type(template))) : Stream.empty())
                .collect(joining());
        boolean hasTime = parameters.stream().anyMatch(one -> "Duration".equals(TYPES.get(one.getName())));
        return HEAD
                + (hasTime ? "import java.time.Duration;\n\n" : "")
                + """
                /** %s The template {@code %s}. */
                public final class %s extends %s<%3$s> {

                    %3$s(Checks all, String name) {
                        super(all, "%2$s", name);
                    }
                %s}
                """.formatted(
                                text(template.getDescriptionText()),
                                template.getId(),
                                type(template),
                                isHttp ? "HttpCheckBuilder" : "CheckBuilder",
                                methods);
    }

    private static String setter(RouteTemplateParameterDefinition parameter, String type) {
        String name = parameter.getName();
        String takes = TYPES.getOrDefault(name, "String");
        String given = takes.equals("int")
                ? "String.valueOf(" + name + ")"
                : takes.equals("Duration") ? "time(\"" + name + "\", " + name + ")" : name;
        String standard = parameter.getDefaultValue() == null
                ? Boolean.TRUE.equals(parameter.getRequired()) ? " Must be given." : ""
                : " " + text(parameter.getDefaultValue()) + " unless given.";
        return """

                /** %s%s */
                public %s %s(%s %4$s) {
                    return parameter("%4$s", %s);
                }
            """.formatted(text(parameter.getDescription()), standard, type, name, takes, given);
    }

    private static String insecure(String type) {
        return """

                /** Judges only the dates of certificates: who issued them, and for whom, does not matter. */
                public %s insecure() {
                    return parameter("insecure", "true");
                }
            """.formatted(type);
    }

    private static String type(RouteTemplateDefinition template) {
        return words(template.getId()) + "Check";
    }

    private static String method(String id) {
        String words = words(id);
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String id) {
        return Arrays.stream(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(joining());
    }

    private static String text(String description) {
        return description.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
