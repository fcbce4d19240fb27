package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * The templates that come in Vedette's jar, for an application that asks for some of them. They do not lie where Camel Main
 * and its like look by themselves: an application has no template that it did not ask for.
 */
public final class ShippedTemplates {

    static final String FOLDER = "io/vedette/templates";

    private static final String ENDING = ".yaml";

    private ShippedTemplates() {}

    /**
     * Adds templates to a context under their own names. One of that name that is there already stays, whoever added it.
     *
     * @throws IllegalArgumentException when there is no such template; the message names all that are missing
     */
    public static void addTo(CamelContext context, Collection<String> ids) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        Set<String> known = names(context);
        String missing = ids.stream()
                .filter(id -> !known.contains(id))
                .map(id -> "Vedette has no template \"" + id + "\"" + Nearest.hint(id, known))
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(missing);
        }
        for (String id : new TreeSet<>(ids)) {
            if (model.getRouteTemplateDefinition(id) == null) {
                model.addRouteTemplateDefinition(read(context, id));
            }
        }
    }

    /** Reads a template of the jar; each caller gets one of its own. */
    public static RouteTemplateDefinition read(CamelContext context, String id) {
        String place = "classpath:" + FOLDER + "/" + id + ENDING;
        String yaml = ShippedFiles.in(FOLDER, context).get(place);
        if (yaml == null || !isOfCheck(id)) {
            throw new IllegalArgumentException(
                    "Vedette has no template \"" + id + "\"" + Nearest.hint(id, names(context)));
        }
        try (RouteParser parser = new RouteParser()) {
            RouteFile file = parser.text(place, yaml);
            List<Problem> problems = file.problems();
            if (!problems.isEmpty()) {
                throw new IllegalStateException("a template of the jar cannot be read: " + problems);
            }
            return file.templates().get(0);
        }
    }

    static Set<String> names(CamelContext context) {
        return ShippedFiles.in(FOLDER, context).keySet().stream()
                .map(place -> place.substring(place.lastIndexOf('/') + 1, place.length() - ENDING.length()))
                .filter(ShippedTemplates::isOfCheck)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The others are route configurations and targets, which only files make: an application has a route for each of its targets. */
    private static boolean isOfCheck(String name) {
        return !name.startsWith("vedette-") && !name.startsWith("notify-");
    }
}
