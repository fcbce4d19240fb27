package io.vedette.status.api;

import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.source.NewChecks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of a check as it was sent: its template, its name, and its parameters. */
record FilledInForm(String template, String name, Map<String, String> values) {

    /** Before the name of a parameter of the template: the fields of the form that are none of its own. */
    private static final String FIELD = "p.";

    private static final int LONGEST = 10_000;

    /** @param others the parameters of the request that are none of the form */
    static FilledInForm of(Request request, NewChecks checks, List<String> others) {
        List<String> known = new ArrayList<>(List.of("template", "name"));
        known.addAll(others);
        Query query = new Query(request);
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : request.parameterNames()) {
            if (parameter.startsWith(FIELD)) {
                String value = request.parameter(parameter);
                if (value.length() > LONGEST) {
                    throw Refused.parameter(parameter, value, "at most " + LONGEST + " characters long");
                }
                values.put(parameter.substring(FIELD.length()), value);
            } else if (!known.contains(parameter)) {
                known.add(FIELD + "NAME");
                throw Refused.unknownParameter(parameter, known);
            }
        }
        String template = query.text("template").orElse("");
        if (checks.templates().stream().noneMatch(one -> one.name().equals(template))) {
            throw Refused.parameter("template", template, "a template; see /templates");
        }
        return new FilledInForm(template, query.text("name").orElse("").strip(), values);
    }
}
