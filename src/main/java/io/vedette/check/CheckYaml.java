package io.vedette.check;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A check as it is written in a routes file.
 *
 * @param name the route id
 * @param template the route template
 * @param parameters in the order in which they are written
 */
public record CheckYaml(String name, String template, Map<String, String> parameters) {

    public CheckYaml {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Returns one item of the list that a routes file is, with a line break at its end. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append("- templatedRoute:\n    routeTemplateRef: ")
                .append(quoted(template))
                .append("\n    routeId: ")
                .append(quoted(name))
                .append("\n    parameters:\n");
        parameters.forEach((key, value) -> text.append("      - { name: ")
                .append(key)
                .append(", value: ")
                .append(quoted(value))
                .append(" }\n"));
        return text.toString();
    }

    /** Bare where YAML can take it for nothing but text; else a JSON string, which YAML reads as well. */
    private static String quoted(String text) {
        return text.matches("[a-z][a-z-]{3,}[0-9]*")
                        && !text.equals("true")
                        && !text.equals("false")
                        && !text.equals("null")
                ? text
                : TextNode.valueOf(text).toString();
    }
}
