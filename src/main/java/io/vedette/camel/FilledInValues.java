package io.vedette.camel;

import io.vedette.config.Braces;
import io.vedette.config.Causes;
import io.vedette.config.Nearest;
import io.vedette.config.Settings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** Values of checks and routes with their placeholders filled in, and why one cannot be. */
final class FilledInValues {

    private static final Pattern MISSING_KEY = Pattern.compile("Property with key \\[([^\\]]+)] not found");

    private static final int DEEPEST = 50;

    private final CamelContext context;
    private final Settings settings;

    /** @param context knows what placeholders stand for */
    FilledInValues(CamelContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * The value with what its placeholders stand for.
     *
     * @throws IllegalArgumentException when one stands for nothing, or cannot be read; see {@link #complaint}
     */
    String filledIn(String value) {
        if (isTooDeep(value)) {
            throw new IllegalArgumentException("has placeholders more than " + DEEPEST + " deep");
        }
        return Braces.isIn(value) ? Braces.filled(value, this::valueOf) : value;
    }

    /** What one placeholder stands for; taken as it is, unless another's function gives placeholders of its own. */
    private String valueOf(String expression) {
        int colon = expression.indexOf(':');
        PropertiesFunction function = colon < 0
                ? null
                : context.getPropertiesComponent().getPropertiesFunction(expression.substring(0, colon));
        if (function instanceof LiteralFunction literal) {
            String content = literal.content(expression.substring(colon + 1));
            if (content == null) {
                throw new IllegalArgumentException("{{" + expression + "}} stands for nothing");
            }
            return content;
        }
        String setting = settings.properties().get(expression);
        // Camel knows what was made of a setting since, such as the port taken for 0, and takes braces for its own.
        boolean hasBraces = setting != null && !Braces.escaped(setting).equals(setting);
        return hasBraces ? setting : context.resolvePropertyPlaceholders("{{" + expression + "}}");
    }

    /** That a placeholder of a route names no setting; what else is wrong with its placeholders is told with their place. */
    Optional<String> unresolved(String text) {
        try {
            if (isTooDeep(text)) {
                return Optional.of("has placeholders more than " + DEEPEST + " deep");
            }
            if (text.contains("{{")) {
                context.resolvePropertyPlaceholders(text);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Causes.message(e))
                    .filter(message -> MISSING_KEY.matcher(message).find())
                    .map(message -> complaint(e));
        }
    }

    /** Camel goes down into placeholders within placeholders for as long as there are any. */
    private static boolean isTooDeep(String text) {
        int depth = 0;
        for (int at = text.indexOf("{{"); at >= 0 && at < text.length() - 1 && depth <= DEEPEST; at++) {
            if (text.startsWith("{{", at)) {
                depth++;
                at++;
            } else if (text.startsWith("}}", at)) {
                depth--;
                at++;
            }
        }
        return depth > DEEPEST;
    }

    /** Why a value could not be filled in: Camel's own message for a key that is not there repeats the whole value. */
    String complaint(Exception e) {
        Matcher missing = MISSING_KEY.matcher(Causes.message(e));
        return missing.find()
                ? "{{" + missing.group(1) + "}} names no setting"
                        + Nearest.hint(missing.group(1), settings.properties().keySet())
                : Causes.message(e);
    }
}
