package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;

/**
 * What stands behind the question mark of an endpoint's URI, held against what Camel generated for its component: names and
 * types. No endpoint is made. A component says itself whether it takes names that it does not know, as {@code http} does,
 * which sends them on.
 */
final class EndpointOptions {

    private final CamelContext context;

    EndpointOptions(CamelContext context) {
        this.context = context;
    }

    /** The options of a URI with what is wrong with them, none of which shows a value: one may be a secret. */
    Map<String, String> complaints(String scheme, String uri) {
        EndpointUriFactory known = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        int mark = uri.indexOf('?');
        // A component that an application made and named itself may take anything.
        if (known == null || mark < 0 || context.getRegistry().lookupByName(scheme) instanceof Component) {
            return Map.of();
        }
        Map<String, String> complaints = new LinkedHashMap<>();
        options(uri.substring(mark + 1)).forEach((name, value) -> {
            if (isKnown(name, known)) {
                typeComplaint(scheme, name, String.valueOf(value))
                        .ifPresent(complaint -> complaints.put(name, complaint));
            } else if (!known.isLenientProperties()) {
                complaints.put(
                        name,
                        "is not a parameter of \"" + scheme + "\""
                                + Nearest.hint(name, new TreeSet<>(known.propertyNames())));
            }
        });
        return complaints;
    }

    private static Map<String, Object> options(String query) {
        try {
            return URISupport.parseQuery(query, false, true);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Map.of(); // Camel judges it when the route starts.
        }
    }

    /** As Camel compares them: case and dashes make no difference, and a name may lead into what the option holds. */
    private static boolean isKnown(String name, EndpointUriFactory factory) {
        String plain = plain(name);
        String head = plain.split("[.\\[]", 2)[0];
        Set<String> names =
                factory.propertyNames().stream().map(EndpointOptions::plain).collect(Collectors.toSet());
        return names.contains(head)
                || factory.multiValuePrefixes().values().stream().anyMatch(prefix -> plain.startsWith(plain(prefix)));
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private Optional<String> typeComplaint(String scheme, String name, String value) {
        if (value.startsWith("#") || value.startsWith("RAW") || value.contains("{{") || value.contains("${")) {
            return Optional.empty();
        }
        PropertyConfigurer configurer = PluginHelper.getConfigurerResolver(context.getCamelContextExtension())
                .resolvePropertyConfigurer(scheme + "-endpoint-configurer", context);
        Class<?> type =
                configurer instanceof PropertyConfigurerGetter getter ? getter.getOptionType(plain(name), true) : null;
        if (type == null || isOf(type, value)) {
            return Optional.empty();
        }
        if (type.isEnum()) {
            return Optional.of("must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        return Optional.of(isFlag(type) ? "must be true or false" : "must be a number or a duration such as 10s");
    }

    private boolean isOf(Class<?> type, String value) {
        if (isFlag(type)) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            // Camel's times are numbers of milliseconds in which a unit may stand.
            return converts(Long.class, value) || converts(Duration.class, value);
        }
        return !type.isEnum() || converts(type, value);
    }

    private static boolean isFlag(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private boolean converts(Class<?> type, String value) {
        return context.getTypeConverter().tryConvertTo(type, value) != null;
    }
}
