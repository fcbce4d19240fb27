package io.vedette.camel.language;

import io.vedette.rule.StoppableText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;

/**
 * {@code regex} and {@code !regex} of Camel's simple language as predicates that can be stopped: Camel hands the value to Java's
 * engine as a text that nothing stops it on. The expression is compiled while loading.
 */
final class SimpleRegex {

    private static final List<String> OPERATORS = List.of("regex", "!regex", "not regex");

    private SimpleRegex() {}

    /**
     * Reads a predicate that is one such comparison with an expression in quotes; empty for all else.
     *
     * @throws IllegalArgumentException when the expression is none
     */
    static Optional<Predicate> of(Language simple, CamelContext context, String text) {
        List<SimpleNumbers.Part> sides = SimpleNumbers.split(text, OPERATORS);
        if (sides.size() != 2 || !isLiteral(sides.get(1).text())) {
            return Optional.empty();
        }
        String quoted = sides.get(1).text();
        Pattern pattern = compile(quoted.substring(1, quoted.length() - 1));
        boolean wanted = sides.get(1).joinedBy().equals("regex");
        SimpleNumbers.Side value =
                SimpleNumbers.Side.of(simple, context, sides.get(0).text());
        return Optional.of(exchange -> matches(pattern, value, exchange) == wanted);
    }

    private static boolean matches(Pattern pattern, SimpleNumbers.Side side, Exchange exchange) {
        Object value = side.value(exchange);
        return value != null && StoppableText.matches(pattern, value.toString());
    }

    /** One whose text is what Camel makes of it: no function, no quotes, no bracket that Camel takes a backslash from. */
    private static boolean isLiteral(String text) {
        if (text.length() < 2) {
            return false;
        }
        char quote = text.charAt(0);
        String inner = text.substring(1, text.length() - 1);
        return (quote == '\'' || quote == '"')
                && text.charAt(text.length() - 1) == quote
                && inner.indexOf(quote) < 0
                && !inner.contains("${")
                && !inner.contains("$simple{")
                && !inner.contains("\\}")
                && !inner.endsWith("\\");
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + expression + "\" is not a regular expression: "
                    + e.getDescription() + " at character " + (e.getIndex() + 1));
        }
    }
}
