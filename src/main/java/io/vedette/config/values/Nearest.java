package io.vedette.config.values;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The known name that an unknown one was probably meant to be. */
public final class Nearest {

    private static final Pattern HINT = Pattern.compile(", did you mean \"([^\"]+)\"\\?$");

    /** No name is as long: what is longer is some other text, which would take long to compare. */
    private static final int LONGEST = 500;

    private Nearest() {}

    /** Returns the known name with the fewest differing letters, if it differs in at most a third of them (but two always). */
    public static Optional<String> to(String unknown, Collection<String> known) {
        int allowed = Math.max(2, unknown.length() / 3);
        return known.isEmpty() || unknown.length() > LONGEST
                ? Optional.empty()
                : Optional.of(of(unknown, known)).filter(name -> distance(unknown, name) <= allowed);
    }

    /**
     * Returns the known name with the fewest differing letters, however many; the first in the alphabet of several. Of a name that
     * has fewer parts between its dots only so many parts count: {@code vedette.slakc} is near {@code vedette.slack.token}.
     */
    public static String of(String unknown, Collection<String> known) {
        return Collections.min(
                known,
                Comparator.comparingInt((String name) -> Math.min(
                                distance(unknown, name), 1 + distance(unknown, beginning(name, parts(unknown)))))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int parts(String name) {
        return name.split("\\.").length;
    }

    private static String beginning(String name, int parts) {
        return Arrays.stream(name.split("\\.")).limit(parts).collect(Collectors.joining("."));
    }

    /** Returns {@code , did you mean "interval"?}, or nothing. */
    public static String hint(String unknown, Collection<String> known) {
        return to(unknown, known)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** Returns the name that a message with a {@link #hint} at its end suggests. */
    static Optional<String> suggestedBy(String message) {
        Matcher hint = HINT.matcher(message);
        return hint.find() ? Optional.of(hint.group(1)) : Optional.empty();
    }

    /**
     * Counts the letters in which two names differ (Levenshtein's edit distance), upper and lower case being the same. Of a
     * text that is too long for a name all letters differ: comparing takes the product of both lengths.
     */
    public static int distance(String left, String right) {
        if (left.length() > LONGEST || right.length() > LONGEST) {
            return Math.max(left.length(), right.length());
        }
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                char a = Character.toLowerCase(left.charAt(i - 1));
                char b = Character.toLowerCase(right.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + (a == b ? 0 : 1));
            }
            previous = row;
        }
        return previous[right.length()];
    }
}
