package io.vedette.camel.load;

import io.vedette.check.CheckYaml;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** A check as a form fills it in: of a template of the jar, not in any file yet. */
public final class CheckForm {

    /** What reads files of this machine or runs its programs, by the type of the probe; a JDBC driver does, and may do more. */
    private static final Map<String, String> FOR_FILES =
            Map.of("sql", "may read whatever the drivers of databases open", "ping", "runs a program of this machine");

    private final RouteTemplateDefinition template;
    private final String name;
    private final Map<String, String> values;

    /**
     * @param values as filled in; empty ones count as not given
     * @throws IllegalArgumentException when there is no such template
     */
    public CheckForm(CamelContext context, String template, String name, Map<String, String> values) {
        this.template = ShippedTemplates.read(context, template);
        this.name = name;
        this.values = new LinkedHashMap<>(values);
        this.values.values().removeIf(String::isBlank);
    }

    /** Returns the names of the templates of the jar. */
    public static List<String> templates(CamelContext context) {
        return List.copyOf(ShippedTemplates.names(context));
    }

    /** Returns why it is only for files; to be asked before anything is made of it. */
    public List<Problem> refusals() {
        List<Problem> refusals = new ArrayList<>();
        probe().map(FOR_FILES::get)
                .ifPresent(why -> refusals.add(Problem.error(
                        "",
                        0,
                        "",
                        "the template " + template.getId() + " is tried from files alone, and not saved here: it "
                                + why)));
        values.forEach((key, value) -> {
            if (value.contains("{{")) {
                refusals.add(Problem.error("", 0, key, "placeholders are filled in files alone"));
            }
        });
        return refusals;
    }

    /** Returns whether nobody is asked: whoever is watched calls. */
    public boolean isOfCalls() {
        return probe().filter("heartbeat"::equals).isPresent();
    }

    private Optional<String> probe() {
        return Step.find("probe", template.getRoute().getOutputs()).flatMap(step -> step.parameter("type"));
    }

    /** Reads what was filled in, as a file would be read; only after {@link #refusals} gave none. */
    public CheckPlan plan(CheckFactory factory) {
        Map<String, String> all = new LinkedHashMap<>();
        List<RouteTemplateParameterDefinition> parameters = TemplateRoute.parameters(template);
        parameters.stream()
                .filter(parameter -> parameter.getDefaultValue() != null)
                .forEach(parameter -> all.put(parameter.getName(), parameter.getDefaultValue()));
        all.putAll(values);
        String rule = Step.find("observe", template.getRoute().getOutputs())
                .flatMap(step -> step.parameter("rule"))
                .orElse("");
        CheckPlan plan = factory.plan(
                name,
                template.getId(),
                probe(),
                rule,
                all,
                parameters.stream()
                        .map(RouteTemplateParameterDefinition::getName)
                        .toList());
        for (RouteTemplateParameterDefinition parameter : parameters) {
            if (Boolean.TRUE.equals(parameter.getRequired())
                    && !all.containsKey(parameter.getName())
                    && plan.problems().stream()
                            .noneMatch(problem -> problem.key().equals(parameter.getName()))) {
                plan = plan.with(Problem.error("", 0, parameter.getName(), "is missing"));
            }
        }
        return plan;
    }

    /** Returns it as it would be written in a file. */
    public String yaml() {
        return new CheckYaml(name, template.getId(), values).text();
    }
}
