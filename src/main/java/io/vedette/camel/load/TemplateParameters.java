package io.vedette.camel.load;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** The templates that checks are made from, and the parameters that each takes. */
final class TemplateParameters {

    /** What every template takes, be it that it has no effect there. */
    static final Set<String> OF_EVERY_TEMPLATE =
            Set.of("insecure", "maxBodyBytes", "authHeader", "authToken", "authUrl", "authUsername", "authPassword");

    private final Map<String, RouteTemplateDefinition> templates;
    private final CheckFactory factory;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Set<String>> taken = new HashMap<>();

    /** @param templates all that there are, by id */
    TemplateParameters(Map<String, RouteTemplateDefinition> templates, CheckFactory factory) {
        this.templates = templates;
        this.factory = factory;
        templates.forEach((name, template) -> {
            if (template.getRoute() != null
                    && Step.find("observe", template.getRoute().getOutputs()).isPresent()) {
                names.add(name);
            }
        });
    }

    /** Returns the names of the templates of checks. */
    Set<String> names() {
        return names;
    }

    /** Returns the parameter that the value of a template's key stands for: the first that it declares. */
    Optional<String> main(String template) {
        return TemplateRoute.parameters(templates.get(template)).stream()
                .findFirst()
                .map(RouteTemplateParameterDefinition::getName);
    }

    /** Returns the names of all parameters that checks of a template take. */
    Set<String> of(String template) {
        return taken.computeIfAbsent(template, name -> {
            List<ProcessorDefinition<?>> steps = templates.get(name).getRoute().getOutputs();
            Set<String> all = new LinkedHashSet<>(declared(name));
            all.addAll(factory.reads(
                    Step.find("probe", steps).flatMap(step -> step.parameter("type")),
                    Step.find("observe", steps)
                            .flatMap(step -> step.parameter("rule"))
                            .orElse("task")));
            return all;
        });
    }

    /** Returns the names of the parameters that a template itself declares, in their order. */
    Set<String> declared(String template) {
        Set<String> declared = new LinkedHashSet<>();
        TemplateRoute.parameters(templates.get(template)).forEach(parameter -> declared.add(parameter.getName()));
        return declared;
    }

    /** Returns the names of all parameters that checks of any template take. */
    Set<String> ofAny() {
        Set<String> all = new TreeSet<>();
        names.forEach(name -> all.addAll(of(name)));
        return all;
    }
}
