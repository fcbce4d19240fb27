package io.vedette.rule;

import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSONPaths whose filters try regular expressions ({@code $[?(@.s =~ /a.*b/i)]}) so that they can be stopped: the library hands the
 * value to Java's engine as a text that nothing stops it on. A filter with one is taken apart at {@code &&}, {@code ||}, brackets
 * and {@code !}; all but the regular expressions is the library's again. What cannot be read so is left to the library as it is.
 */
public final class StoppableFilters {

    private static final String BEGIN = "[?(";
    private static final String MATCHES = "=~";
    private static final Pattern LITERAL = Pattern.compile("/(.*)/([dixmsuU]*)", Pattern.DOTALL);

    private final String text;
    private int at;

    private StoppableFilters(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /**
     * Compiles a path.
     *
     * @throws JsonPathException when it is none
     */
    public static JsonPath compile(String path) {
        JsonPath plain = JsonPath.compile(path);
        if (!path.contains(MATCHES)) {
            return plain;
        }
        StringBuilder shortened = new StringBuilder();
        List<Predicate> predicates = new ArrayList<>();
        try {
            int from = 0;
            for (int begin = path.indexOf(BEGIN); begin >= 0; begin = path.indexOf(BEGIN, from)) {
                StoppableFilters filter = new StoppableFilters(path, begin + BEGIN.length());
                Predicate predicate = filter.any();
                filter.take(")");
                filter.take("]");
                boolean matches = path.substring(begin, filter.at).contains(MATCHES);
                shortened.append(path, from, begin).append(matches ? "[?]" : path.substring(begin, filter.at));
                if (matches) {
                    predicates.add(predicate);
                }
                from = filter.at;
            }
            shortened.append(path, from, path.length());
            return predicates.isEmpty()
                    ? plain
                    : JsonPath.compile(shortened.toString(), predicates.toArray(Predicate[]::new));
        } catch (IllegalStateException | JsonPathException | IllegalArgumentException e) {
            return plain; // Its regular expressions are not stopped then, but isolated as those of other languages.
        }
    }

    private Predicate any() {
        return joined("||", this::all, (one, other) -> context -> one.apply(context) || other.apply(context));
    }

    private Predicate all() {
        return joined("&&", this::one, (one, other) -> context -> one.apply(context) && other.apply(context));
    }

    private interface PartParser {
        Predicate read();
    }

    private Predicate joined(String operator, PartParser part, BinaryOperator<Predicate> joining) {
        Predicate joined = part.read();
        for (blanks(); text.startsWith(operator, at); blanks()) {
            at += operator.length();
            joined = joining.apply(joined, part.read());
        }
        return joined;
    }

    private Predicate one() {
        blanks();
        if (text.startsWith("!", at) && text.substring(at + 1).stripLeading().startsWith("(")) {
            at++;
            Predicate inner = one();
            return context -> !inner.apply(context);
        }
        if (text.startsWith("(", at)) {
            at++;
            Predicate inner = any();
            take(")");
            return inner;
        }
        int operator = -1;
        int start = at;
        for (int depth = 0; depth > 0 || !isEnd(); at++) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '/') {
                closing(c);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && text.startsWith(MATCHES, at)) {
                operator = at;
            }
        }
        return operator < 0
                ? Filter.parse(BEGIN + text.substring(start, at) + ")]")
                : matching(
                        text.substring(start, operator).strip(),
                        text.substring(operator + MATCHES.length(), at).strip());
    }

    private boolean isEnd() {
        breaksOff();
        return text.startsWith("&&", at) || text.startsWith("||", at) || text.charAt(at) == ')';
    }

    /** Goes to the end of what is in quotes or slashes. */
    private void closing(char quote) {
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        breaksOff();
    }

    private void breaksOff() {
        if (at >= text.length()) {
            throw new IllegalStateException("it ends too early");
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void take(String wanted) {
        blanks();
        if (!text.startsWith(wanted, at)) {
            throw new IllegalStateException(wanted + " is missing");
        }
        at += wanted.length();
    }

    private static Predicate matching(String left, String right) {
        boolean reversed = left.startsWith("/");
        Matcher literal = LITERAL.matcher(reversed ? left : right);
        String value = reversed ? right : left;
        if (!literal.matches() || !value.startsWith("@") && !value.startsWith("$")) {
            throw new IllegalStateException("not a value and a regular expression");
        }
        Pattern pattern = Pattern.compile(literal.group(1), flags(literal.group(2)));
        JsonPath path = JsonPath.compile("$" + value.substring(1));
        boolean ofRoot = value.startsWith("$");
        return context -> {
            Object there;
            try {
                there = path.read(ofRoot ? context.root() : context.item(), context.configuration());
            } catch (JsonPathException e) {
                there = null; // Nothing is there, which the library takes for an empty text.
            }
            return matches(pattern, there, context);
        };
    }

    private static boolean matches(Pattern pattern, Object value, Predicate.PredicateContext context) {
        var json = context.configuration().jsonProvider();
        if (value != null && json.isArray(value)) {
            for (Object element : json.toIterable(value)) {
                if (StoppableText.matches(pattern, text(json.unwrap(element)))) {
                    return true;
                }
            }
            return false;
        }
        return StoppableText.matches(pattern, text(value == null ? null : json.unwrap(value)));
    }

    /** As the library has it: objects and nothing are an empty text. */
    private static String text(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** The library's letters. */
    private static int flags(String letters) {
        int flags = 0;
        for (char letter : letters.toCharArray()) {
            flags |= switch (letter) {
                case 'd' -> Pattern.UNIX_LINES;
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'x' -> Pattern.COMMENTS;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'u' -> Pattern.UNICODE_CASE;
                default -> Pattern.UNICODE_CHARACTER_CLASS;
            };
        }
        return flags;
    }
}
