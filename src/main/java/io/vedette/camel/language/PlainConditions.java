package io.vedette.camel.language;

import io.vedette.rule.Condition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * Conditions of people who may not change files: comparisons such as {@code queue < 5}, and JSONPath. No other language of Camel, as most
 * of them call beans, read files and settings, or run code.
 */
public final class PlainConditions implements Condition.Language {

    private static final Pattern NAMED = Pattern.compile("\\s*([a-zA-Z][\\w+.-]*)\\s*:(?!//).*", Pattern.DOTALL);
    private static final String ALLOWED =
            "is not taken here: comparisons such as \"queue < 5\" and JSONPath are, other languages in files alone";

    private final CamelConditions conditions;

    public PlainConditions(CamelContext context) {
        this.conditions = new CamelConditions(context);
    }

    @Override
    public Condition compile(String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException('"' + text + "\" " + ALLOWED);
        }
        return conditions.compile(text);
    }

    private static boolean isPlain(String text) {
        Matcher named = NAMED.matcher(text);
        boolean isJsonPath = !named.matches() || named.group(1).equals("jsonpath");
        return isJsonPath && !text.contains("${") && !text.contains("$simple{") && !text.contains("resource:");
    }
}
