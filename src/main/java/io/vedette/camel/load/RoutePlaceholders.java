package io.vedette.camel.load;

import io.vedette.config.settings.GivenSecrets;
import io.vedette.config.settings.Origins;
import io.vedette.config.settings.VaultFunction;
import io.vedette.config.settings.Veil;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesComponent;

/**
 * What placeholders in a route stand for: what its template was given comes before what the context knows, as it does when Camel
 * makes the route.
 *
 * @param template the parameters by their names; empty for a route from no template
 */
public record RoutePlaceholders(CamelContext context, Map<String, String> template) {

    /** Returns the placeholders of a route. */
    public static RoutePlaceholders of(CamelContext context, RouteDefinition route) {
        return new RoutePlaceholders(context, ofTemplate(route));
    }

    static Map<String, String> ofTemplate(RouteDefinition route) {
        Map<String, String> template = new LinkedHashMap<>();
        if (route.getRouteTemplateContext() != null) {
            route.getRouteTemplateContext()
                    .getParameters()
                    .forEach((key, value) -> template.put(key, String.valueOf(value)));
        }
        return template;
    }

    /** Returns a text with all filled in; an optional one that stands for nothing stays as it is. */
    public String filledIn(String text) {
        return find(text).orElse(text);
    }

    /** Returns the same; empty where the text is an optional placeholder that stands for nothing. */
    Optional<String> find(String text) {
        if (!text.contains("{{") || template.isEmpty()) {
            return present(context.resolvePropertyPlaceholders(text));
        }
        Properties local = new Properties();
        local.putAll(template);
        PropertiesComponent properties = context.getPropertiesComponent();
        try {
            properties.setLocalProperties(local);
            return present(context.resolvePropertyPlaceholders(text));
        } finally {
            properties.setLocalProperties(null);
        }
    }

    /** Returns what those placeholders of texts stand for that are called like a secret, or come from a vault. */
    Collection<String> secrets(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> Veil.placeholders(text).stream())
                .distinct()
                .filter(RoutePlaceholders::isSecret)
                .flatMap(placeholder -> find(placeholder).stream())
                .flatMap(value -> GivenSecrets.ofSecret(value).stream())
                .collect(Collectors.toSet());
    }

    private static boolean isSecret(String placeholder) {
        String inner = placeholder.substring(2, placeholder.length() - 2).strip();
        String expression = inner.startsWith("?") ? inner.substring(1) : inner;
        int colon = expression.indexOf(':');
        String first = colon < 0 ? expression : expression.substring(0, colon);
        String rest = colon < 0 ? "" : expression.substring(colon + 1);
        if (VaultFunction.of(first).isPresent()) {
            return true;
        }
        return first.equals("env") || first.equals("sys")
                ? Origins.isSecretVariable(rest.split(":", 2)[0]) || Origins.isTelling(rest.split(":", 2)[0])
                : Origins.isTelling(first);
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(value -> !value.startsWith("{{?"));
    }
}
