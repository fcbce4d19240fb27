package io.vedette.camel.load;

/** A target as it stands in a routes file. */
public final class Targeted {

    private Targeted() {}

    /** @param parameters each as {@code name=value} */
    public static String by(String template, String name, String... parameters) {
        StringBuilder route = new StringBuilder("- templatedRoute:\n    routeTemplateRef: ")
                .append(template)
                .append("\n    routeId: \"")
                .append(name)
                .append("\"\n");
        if (parameters.length > 0) {
            route.append("    parameters:\n");
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            route.append("      - { name: ")
                    .append(parameter, 0, equals)
                    .append(", value: '")
                    .append(parameter.substring(equals + 1))
                    .append("' }\n");
        }
        return route.toString();
    }
}
