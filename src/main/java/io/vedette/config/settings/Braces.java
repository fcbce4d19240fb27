package io.vedette.config.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs around placeholders. Where they are meant as they stand, in the text of a template language for instance, a
 * backslash is put before each pair: {@code \{{name\}}}, as in Camel. What a placeholder stands for is never read for
 * placeholders again.
 */
public final class Braces {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Pattern QUOTED = Pattern.compile("(?<!did you mean )(?<!, write )\"[^\"]*+\"");
    private static final Pattern NAME = Pattern.compile("\\{\\{\\??+((?:[a-z-]{2,20}:)?[^:{}]{1,200})");

    private Braces() {}

    /** Gives what an expression between braces stands for. */
    @FunctionalInterface
    public interface Values {
        /** @return the value, taken as it is; null for nothing */
        String of(String expression);
    }

    /** Returns a text as it must be written to stand for itself. */
    public static String escaped(String text) {
        return text.replace(OPEN, "\\" + OPEN).replace(CLOSE, "\\" + CLOSE);
    }

    /** Returns whether a text is more than it shows: it has a placeholder, or escaped braces. */
    public static boolean isIn(String text) {
        return text.contains(OPEN) || text.contains("\\" + CLOSE);
    }

    /**
     * Returns a text with its placeholders filled in, those within placeholders first, and its escaped braces as they are meant.
     *
     * @throws IllegalArgumentException when a placeholder does not end
     */
    public static String filled(String text, Values values) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == '\\' && (text.startsWith(OPEN, i + 1) || text.startsWith(CLOSE, i + 1))) {
                out.append(text, i + 1, i + 3);
                i += 3;
            } else if (text.startsWith(OPEN, i)) {
                int close = closing(text, i);
                if (close < 0) {
                    throw new IllegalArgumentException("has {{ without }}");
                }
                String expression = filled(text.substring(i + 2, close), values).strip();
                String value = values.of(expression);
                out.append(value == null ? "" : value);
                i = close + 2;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }

    /** Returns where the {@code }}} that belongs to the {@code {{} at {@code open} stands, or -1. */
    static int closing(String text, int open) {
        int depth = 1;
        for (int i = open + 2; i < text.length() - 1; i++) {
            if (text.charAt(i) == '\\' && (text.startsWith(OPEN, i + 1) || text.startsWith(CLOSE, i + 1))) {
                i += 2;
            } else if (text.startsWith(OPEN, i)) {
                depth++;
                i++;
            } else if (text.startsWith(CLOSE, i)) {
                depth--;
                if (depth == 0) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Returns the first placeholder of a text without its default: {@code {{env:TOKEN}}}; empty when it has none. */
    public static Optional<String> first(String text) {
        Matcher name = NAME.matcher(text);
        return name.find() ? Optional.of(OPEN + name.group(1) + CLOSE) : Optional.empty();
    }

    /**
     * Returns what is said of a value, with the placeholder it came from in the place of the value: what that stands for may be a
     * secret that was put in the wrong place.
     *
     * @param written the value as the operator wrote it
     * @param value what it came to
     */
    public static String unseen(String message, String written, String value) {
        Optional<String> placeholder = first(written);
        if (placeholder.isEmpty()) {
            return message;
        }
        String shown = placeholder.get();
        String hidden = without(between(written, value), shown, without(value, shown, message));
        return QUOTED.matcher(hidden).replaceAll(Matcher.quoteReplacement("\"" + shown + "\""));
    }

    private static String without(String value, String shown, String message) {
        return value.length() < SecretIndex.SHORTEST ? message : message.replace(value, shown);
    }

    /** The part of a value that came through its placeholders: the text before and behind them is the operator's own. */
    private static String between(String written, String value) {
        int before = written.indexOf(OPEN);
        int behind = written.length() - written.lastIndexOf(CLOSE) - CLOSE.length();
        return behind > written.length() - CLOSE.length() || before + behind > value.length()
                ? ""
                : value.substring(before, value.length() - behind);
    }
}
