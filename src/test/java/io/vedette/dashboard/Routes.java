package io.vedette.dashboard;

/** Checks as YAML. */
final class Routes {

    private Routes() {}

    /** A check of a template; parameters as {@code name=value}. */
    static String check(String template, String name, String... parameters) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("- templatedRoute:\n    routeTemplateRef: ")
                .append(template)
                .append("\n    routeId: ")
                .append(name)
                .append("\n    parameters:\n");
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            yaml.append("      - { name: ")
                    .append(parameter, 0, equals)
                    .append(", value: '")
                    .append(parameter.substring(equals + 1).replace("'", "''"))
                    .append("' }\n");
        }
        return yaml.toString();
    }
}
