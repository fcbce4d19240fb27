package io.vedette.camel.load;

import io.vedette.camel.placeholder.LiteralFunction;
import io.vedette.config.settings.Braces;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.Veil;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** Values of checks and routes with their placeholders filled in, and why one cannot be. */
public final class FilledInValues {

    private static final Pattern MISSING_KEY = Pattern.compile("Property with key \\[([^\\]]+)] not found");

    private static final int DEEPEST = 50;

    private final CamelContext context;
    private final Settings settings;

    /** @param context knows what placeholders stand for */
    public FilledInValues(CamelContext context, Settings settings) {
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

    /**
     * The parameters of a check or a target with what their placeholders stand for; empty where one stands for nothing.
     *
     * @param unresolved takes the names of those
     * @param problems takes why
     */
    Map<String, String> resolved(CheckDefinition definition, Set<String> unresolved, List<Problem> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        definition.parameters().forEach((name, value) -> {
            try {
                values.put(name, filledIn(value));
            } catch (Exception e) {
                values.put(name, "");
                unresolved.add(name);
                String complaint = veil(List.of(value)).over(complaint(e));
                problems.add(Problem.error(definition.file(), definition.place().lineOf(name), name, complaint));
            }
        });
        return values;
    }

    /** Whether all of a value's placeholders stand for something. */
    boolean isFillable(String value) {
        try {
            filledIn(value);
            return true;
        } catch (RuntimeException e) {
            return false; // Why not is told where the placeholder stands.
        }
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
                throw new IllegalArgumentException("{{" + expression + "}} has no value");
            }
            return content;
        }
        String setting = settings.properties().get(expression);
        // Camel knows what was made of a setting since, such as the port taken for 0, and takes braces for its own.
        boolean hasBraces = setting != null && !Braces.escaped(setting).equals(setting);
        return hasBraces ? setting : context.resolvePropertyPlaceholders("{{" + expression + "}}");
    }

    /** Hides what the placeholders of texts stand for in what is said of them. */
    public Veil veil(Collection<String> texts) {
        return new Veil(texts.stream()
                .filter(text -> text.contains("{{") && !isTooDeep(text))
                .flatMap(text -> Veil.placeholders(text).stream())
                .distinct()
                .flatMap(placeholder -> value(placeholder).stream())
                .toList());
    }

    /** The same of a check, with what its parameters hold that are secret by their names. */
    public Veil veil(CheckDefinition check, String template) {
        List<String> texts = new ArrayList<>(check.parameters().values());
        texts.add(template);
        return veil(texts)
                .and(new Veil(check.parameters().entrySet().stream()
                        .filter(parameter -> Secrets.isSecretName(parameter.getKey())
                                && !parameter.getKey().equals("headers")
                                && !parameter.getValue().contains("{{"))
                        .map(parameter -> new Veil.Value(Secrets.MASK, parameter.getValue(), true))
                        .toList()));
    }

    /**
     * A problem of a parameter without what came through its placeholders: a secret that was put into the wrong parameter is
     * shown by the placeholder it came through.
     *
     * @param written the parameters as they were written
     * @param values what they came to
     */
    Problem unseen(Problem problem, Map<String, String> written, Map<String, String> values) {
        String key = String.valueOf(problem.key());
        String own = written.getOrDefault(key, "");
        if (!own.contains("{{")) {
            return problem;
        }
        String message = Braces.unseen(problem.message(), own, values.getOrDefault(key, ""));
        return problem.saying(veil(List.of(own)).over(message));
    }

    private Optional<Veil.Value> value(String placeholder) {
        String value;
        try {
            value = filledIn(placeholder);
        } catch (RuntimeException e) {
            return Optional.empty(); // It has no value, so nothing can be said about it.
        }
        String inner = placeholder.substring(2, placeholder.length() - 2).strip();
        String expression = inner.startsWith("?") ? inner.substring(1) : inner;
        boolean isNested = expression.contains("{{");
        int colon = expression.indexOf(':');
        String name = colon < 0 ? expression : expression.substring(0, colon);
        boolean isFunction = colon >= 0 && context.getPropertiesComponent().getPropertiesFunction(name) != null;
        boolean mayBeSecret = isNested || isFunction || settings.origins().mayBeSecret(name);
        String shown = isNested ? placeholder : Braces.first(placeholder).orElse(placeholder);
        return Optional.of(new Veil.Value(shown, value, mayBeSecret));
    }

    /** Reports a placeholder of a route that names no setting; other problems of placeholders are reported with their place. */
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
