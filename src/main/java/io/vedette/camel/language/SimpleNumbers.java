package io.vedette.camel.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;

/**
 * Predicates of Camel's simple language whose numbers compare as numbers. Camel compares by the type that one side happens
 * to have: 5.5 is not more than 5 to it, and 1e400 is less, for as whole numbers they are 5 and 0; nothing at all is less
 * than anything. Here a comparison of two numbers, or of texts that are numbers, is one of exact decimals, and what is not
 * there is neither less nor more. Regular expressions can be stopped. All else is left to Camel.
 */
final class SimpleNumbers {

    private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">");
    private static final List<String> CONNECTIVES = List.of("&&", "||");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,1000}(?:\\.\\d{0,1000})?|\\.\\d{1,1000})(?:[eE][+-]?\\d{1,9})?");

    private static final Pattern LARGE = Pattern.compile("[+-]?\\d{19,1000}(?:\\.\\d{0,1000})?(?:[eE][+-]?\\d{1,9})?");

    private SimpleNumbers() {}

    /** Compiles a predicate, which may join several by {@code &&} and {@code ||}, read from left to right as Camel does. */
    static Predicate predicate(Language simple, CamelContext context, String text) {
        Predicate whole = simple.createPredicate(forCamel(text)); // Tells what is wrong with it.
        whole.init(context);
        List<Part> parts = split(text, CONNECTIVES);
        Predicate joined = parts.size() == 1 ? part(simple, context, text, whole) : null;
        for (Part part : parts.size() == 1 ? List.<Part>of() : parts) {
            Predicate before = joined;
            Predicate camels = simple.createPredicate(forCamel(part.text()));
            camels.init(context);
            Predicate next = part(simple, context, part.text(), camels);
            joined = switch (part.joinedBy()) {
                case "&&" -> exchange -> before.matches(exchange) && next.matches(exchange);
                case "||" -> exchange -> before.matches(exchange) || next.matches(exchange);
                default -> next;
            };
        }
        return joined;
    }

    /** The same with numbers beyond a long in quotes: Camel reads no larger ones, and we compare them. */
    private static String forCamel(String text) {
        StringBuilder all = new StringBuilder();
        boolean isQuoted = false;
        for (Part part : split(text, CONNECTIVES)) {
            all.append(part.joinedBy().isEmpty() ? "" : " " + part.joinedBy() + " ");
            for (Part side : split(part.text(), COMPARISONS)) {
                boolean isLarge = LARGE.matcher(side.text()).matches();
                isQuoted |= isLarge;
                all.append(side.joinedBy().isEmpty() ? "" : " " + side.joinedBy() + " ")
                        .append(isLarge ? "'" + side.text() + "'" : side.text());
            }
        }
        return isQuoted ? all.toString() : text;
    }

    private static Predicate part(Language simple, CamelContext context, String text, Predicate camels) {
        Optional<Predicate> regex = SimpleRegex.of(simple, context, text);
        if (regex.isPresent()) {
            return regex.get();
        }
        List<Part> sides = split(text, COMPARISONS);
        if (sides.size() != 2) {
            return camels;
        }
        Side left = Side.of(simple, context, sides.get(0).text());
        Side right = Side.of(simple, context, sides.get(1).text());
        String operator = sides.get(1).joinedBy();
        return exchange -> compare(left.value(exchange), operator, right.value(exchange))
                .orElseGet(() -> camels.matches(exchange));
    }

    /** What comes of a comparison; empty when it is none of numbers and Camel's own decides. */
    private static Optional<Boolean> compare(Object left, String operator, Object right) {
        boolean isOrder = operator.startsWith("<") || operator.startsWith(">");
        if (isOrder && (left == null || right == null)) {
            return Optional.of(false);
        }
        Optional<BigDecimal> one = number(left);
        Optional<BigDecimal> other = number(right);
        boolean areNumbers = isOrder || left instanceof Number || right instanceof Number;
        if (one.isEmpty() || other.isEmpty() || !areNumbers) {
            return Optional.empty();
        }
        int order = one.get().compareTo(other.get());
        return Optional.of(
                switch (operator) {
                    case "==" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }

    /** The number that a value is, or that its text is. */
    private static Optional<BigDecimal> number(Object value) {
        String text = value instanceof Number || value instanceof String
                ? value.toString().strip()
                : "";
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * A part of a text between operators.
     *
     * @param joinedBy the operator before it; empty for the first
     */
    record Part(String joinedBy, String text) {}

    /** Splits at operators that have blanks around them and stand in no function and no quotes. */
    static List<Part> split(String text, List<String> operators) {
        List<Part> parts = new ArrayList<>();
        String joinedBy = "";
        int start = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (depth == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (text.startsWith("${", i)) {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (depth == 0 && Character.isWhitespace(c)) {
                String operator = operator(text, i + 1, operators);
                if (!operator.isEmpty()) {
                    parts.add(new Part(joinedBy, text.substring(start, i).strip()));
                    joinedBy = operator;
                    start = i + 1 + operator.length();
                }
            }
        }
        parts.add(new Part(joinedBy, text.substring(start).strip()));
        return parts;
    }

    private static String operator(String text, int at, List<String> operators) {
        for (String operator : operators) {
            int end = at + operator.length();
            if (text.startsWith(operator, at) && end < text.length() && Character.isWhitespace(text.charAt(end))) {
                return operator;
            }
        }
        return "";
    }

    /** One side of a comparison: a function, or a literal. */
    @FunctionalInterface
    interface Side {

        Object value(Exchange exchange);

        static Side of(Language simple, CamelContext context, String text) {
            char first = text.isEmpty() ? 0 : text.charAt(0);
            if (text.length() > 1 && (first == '\'' || first == '"') && text.charAt(text.length() - 1) == first) {
                String literal = text.substring(1, text.length() - 1);
                if (!literal.contains("${")) {
                    return exchange -> literal;
                }
            }
            if (NUMBER.matcher(text).matches()) {
                BigDecimal literal = new BigDecimal(text);
                return exchange -> literal;
            }
            if (text.equals("null")) {
                return exchange -> null;
            }
            Expression expression = simple.createExpression(text);
            expression.init(context);
            return exchange -> expression.evaluate(exchange, Object.class);
        }
    }
}
