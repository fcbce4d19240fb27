package io.vedette.camel.language;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comparison of all elements of a list at once, {@code $.jobs[*].state == ok}: no JSONPath, though many would write it. */
final class ListComparison {

    private static final String STEPS = "(?:\\.?\\w[\\w-]*|\\[\\d+\\]|\\[(?:'[^'\\\\]+'|\"[^\"\\\\]+\")\\])*";
    private static final Pattern WRITTEN = Pattern.compile(
            "\\$?\\.?(?<list>" + STEPS + ")\\[\\*\\](?<rest>" + STEPS
                    + ")\\s*(?<operator>==|!=|<=|>=|<|>)\\s*(?<value>[^&|]+)",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);

    private ListComparison() {}

    /** Returns what to write instead; empty when the text is none. */
    static Optional<String> hint(String predicate) {
        Matcher written = WRITTEN.matcher(predicate.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        String list = written.group("list");
        String path = list.isEmpty() || list.startsWith("[") ? list : "." + list;
        String element = "@" + written.group("rest");
        String value = literal(written.group("value").strip());
        String operator = written.group("operator");
        String any = "$" + path + "[?(" + element + " " + operator + " " + value + ")]";
        String all = list.isEmpty()
                ? ""
                : "for all of them $[?(@" + path + "[?(" + element + " " + opposite(operator) + " " + value
                        + ")] empty true)], ";
        return Optional.of("it compares a list; write " + all + "for at least one " + any);
    }

    private static String literal(String value) {
        return WORD.matcher(value).matches() && !value.matches("true|false|null") ? "'" + value + "'" : value;
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "==" -> "!=";
            case "!=" -> "==";
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            default -> "<";
        };
    }
}
