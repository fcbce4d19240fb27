package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of Go (RE2) and of POSIX as those of Java, and texts as {@code send} takes them. */
final class Expressions {

    private Expressions() {}

    /** Returns the same expression in Java's spelling; empty where Java has none. */
    static Optional<String> java(String expression) {
        String java = expression
                .replace("(?P<", "(?<")
                .replace("[:alpha:]", "\\p{Alpha}")
                .replace("[:digit:]", "\\p{Digit}")
                .replace("[:alnum:]", "\\p{Alnum}")
                .replace("[:space:]", "\\s")
                .replace("[:upper:]", "\\p{Upper}")
                .replace("[:lower:]", "\\p{Lower}")
                .replace("[:punct:]", "\\p{Punct}")
                .replace("[:xdigit:]", "\\p{XDigit}")
                .replace("[:blank:]", "\\p{Blank}")
                .replace("[:word:]", "\\w");
        try {
            Pattern.compile(java);
            return Optional.of(java);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Returns one expression that is found where all of these are found and none of those; empty without any. */
    static String all(List<String> found, List<String> notFound) {
        if (found.size() == 1 && notFound.isEmpty()) {
            return found.get(0);
        }
        List<String> parts = new ArrayList<>();
        found.forEach(one -> parts.add("(?=[\\s\\S]*(?:" + one + "))"));
        notFound.forEach(one -> parts.add("(?![\\s\\S]*(?:" + one + "))"));
        return parts.isEmpty() ? "" : "\\A" + String.join("", parts);
    }

    /** Returns the text that an expression looks for, if it looks for a single one; a dot alone is taken for a dot. */
    static Optional<String> plain(String expression) {
        String bare = expression.replaceFirst("^\\^", "").replaceFirst("(?<!\\\\)\\$$", "");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '\\') {
                if (++i == bare.length() || Character.isLetterOrDigit(bare.charAt(i))) {
                    return Optional.empty();
                }
                c = bare.charAt(i);
            } else if ("*+?()[]{}|^$".indexOf(c) >= 0) {
                return Optional.empty();
            }
            text.append(c);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** Returns a text as {@code send} takes it: its backslashes are doubled, and what is not visible is written out. */
    static String sent(String text) {
        StringBuilder sent = new StringBuilder();
        for (char c : text.replaceFirst("[\\r\\n]+$", "").toCharArray()) {
            sent.append(
                    switch (c) {
                        case '\\' -> "\\\\";
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        case '\t' -> "\\t";
                        default -> c < ' ' ? String.format("\\x%02x", (int) c) : String.valueOf(c);
                    });
        }
        return sent.toString();
    }
}
