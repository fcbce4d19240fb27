package io.vedette.camel.load;

import static java.util.stream.Collectors.joining;

import io.vedette.check.Check;
import io.vedette.config.values.Parameters;
import io.vedette.rule.kind.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Writes the options of {@code vedette:observe}: those of every check, and those that rules read. */
final class OptionsSource {

    /** What every check has, and can be of use where a route of the application observes it. */
    private static final Map<String, String> OF_CHECKS = new TreeMap<>(Map.ofEntries(
            Map.entry("url", "The address that is shown with the check; nothing is asked there."),
            Map.entry(
                    "errorInterval",
                    "The least time between two problem alerts to one target, such as 8m; vedette.error-interval when"
                            + " not set."),
            Map.entry(
                    "timeout",
                    "The longest time that judging a message may take, such as 10s; vedette.timeout when not set."),
            Map.entry("failureThreshold", "How many failing verdicts in a row make a problem; 1 when not set."),
            Map.entry("successThreshold", "How many good verdicts in a row end a problem; 1 when not set."),
            Map.entry("notify", "A comma list of the targets to notify; all that there are when not set."),
            Map.entry("group", "The group under which the check is shown."),
            Map.entry(
                    "tags",
                    "A comma list of words to filter by; for vedette:alerts: the target is notified of checks with one of"
                            + " them."),
            Map.entry(
                    "priority",
                    "How important it is among checks with a problem, from 1 (first) to 9; last when not set."),
            Map.entry("publicName", "What outsiders read on the status page in place of its name."),
            Map.entry("dependsOn", "The check whose failure mutes the problems of this one."),
            Map.entry("public", "Whether the check is shown on the public status page; false when not set."),
            Map.entry(
                    "maintenance",
                    "Windows in which no problems are sent, such as daily 02:00-04:00 Europe/Zurich; none when not"
                            + " set."),
            Map.entry(
                    "flapChanges",
                    "More changes of state than these within flapWindow make one problem, flapping; off when not set."),
            Map.entry("flapWindow", "The time in which changes are counted for flapChanges, such as 10m.")));

    /** What is of use there alone. */
    private static final Map<String, String> OF_OBSERVE = Map.of(
            "expectEvery",
            "The longest time between two messages, such as 5m: when none comes within it, that is an error of the"
                    + " check.");

    /** Options of which {@code vedette:alerts} has one of that name too; an endpoint has but one of a name. */
    private static final Set<String> OF_BOTH = Set.of("tags");

    private OptionsSource() {}

    /** Returns the options with what is said of each. */
    static Map<String, String> options(List<RouteTemplateDefinition> templates) {
        Map<String, String> options = new TreeMap<>(OF_CHECKS);
        options.putAll(OF_OBSERVE);
        Map<String, Set<String>> rules = new TreeMap<>();
        Map<String, String> descriptions = new TreeMap<>();
        for (RouteTemplateDefinition template : templates) {
            String rule = Step.find("observe", template.getRoute().getOutputs())
                    .flatMap(step -> step.parameter("rule"))
                    .orElseThrow();
            Parameters read = new Parameters(Map.of());
            Rules.create(rule, read, text -> body -> null);
            for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
                String name = parameter.getName();
                if (read.asked().contains(name)) {
                    rules.computeIfAbsent(name, none -> new TreeSet<>()).add(rule);
                    descriptions.merge(
                            name,
                            parameter.getDescription(),
                            (one, other) -> one.length() >= other.length() ? one : other);
                }
            }
        }
        descriptions.forEach((name, description) -> options.put(
                name,
                (rules.get(name).size() == 1 ? "Rule " : "Rules ") + String.join(", ", rules.get(name)) + ": "
                        + description));
        return options;
    }

    /** Returns what a check reads that no option says anything of. */
    static Set<String> missing(Map<String, String> options) {
        Parameters read = new Parameters(Map.of());
        Check.read("a", "", read, Check.Defaults.STANDARD);
        Rules.names().forEach(rule -> Rules.create(rule, read, text -> body -> null));
        Set<String> missing = new TreeSet<>(read.asked());
        missing.removeAll(options.keySet());
        return missing;
    }

    static String source(Map<String, String> options) {
        Map<String, String> fields = new LinkedHashMap<>();
        options.keySet().forEach(name -> fields.put(name, name.equals("public") ? "published" : name));
        return """
            // Generated from the templates and rules by OptionsTest; do not edit.
            package io.vedette.camel;

            import java.util.LinkedHashMap;
            import java.util.Map;
            import org.apache.camel.spi.UriParam;
            import org.apache.camel.spi.UriParams;

            /** The options of {@code vedette:observe} that describe its check, as text; read strictly when its route is added. */
            @UriParams
            public class CheckOptions {
            %s
                /** Returns those that are set, by their names. */
                Map<String, String> given() {
                    Map<String, String> given = new LinkedHashMap<>();
            %s        given.values().removeIf(value -> value == null);
                    return given;
                }
            %s}
            """.formatted(
                options.entrySet().stream()
                        .map(option -> """

                                @UriParam(%slabel = "%s", description = "%s")
                                private String %s;
                            """.formatted(
                                        fields.get(option.getKey()).equals(option.getKey())
                                                ? ""
                                                : "name = \"" + option.getKey() + "\", ",
                                        OF_BOTH.contains(option.getKey()) ? "consumer,producer" : "producer",
                                        option.getValue().replace("\"", "\\\""),
                                        fields.get(option.getKey())))
                        .collect(joining()),
                fields.entrySet().stream()
                        .map(field -> "        given.put(\"%s\", %s);\n".formatted(field.getKey(), field.getValue()))
                        .collect(joining()),
                fields.entrySet().stream()
                        .map(field -> accessors(field.getKey(), field.getValue()))
                        .collect(joining()));
    }

    private static String accessors(String name, String field) {
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return """

                public String get%1$s() {
                    return %2$s;
                }

                public void set%1$s(String %2$s) {
                    this.%2$s = %2$s;
                }
            """.formatted(upper, field);
    }
}
