package io.vedette.config.settings;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cannot be told from ordinary text: masking it wherever it stands would make messages unreadable and tell nobody
 * anything. A password may be such a word all the same; then it is masked where it stands for one ({@link Secrets}).
 */
final class PlainWords {

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_NUMBER = 5;
    private static final int MOST_CONSONANTS = 4;
    private static final int SHORTEST_RANDOM = 16;

    /** What stands in the values of settings that are no secrets: {@code http://}, {@code true}. */
    private static final Pattern SYNTAX = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(?://)?|https?|true|false|none|null");

    /** Our own vocabulary: {@code token}. */
    private static final Pattern OURS = Pattern.compile("(?i)"
            + Stream.of(SettingKey.values())
                    .flatMap(key -> Stream.of(key.key().split("[.-]")))
                    .distinct()
                    .collect(Collectors.joining("|")));

    /** Letters of one case, the first of which may be a capital: {@code production}, {@code Expected}, {@code TEST}. */
    private static final Pattern ONE_CASE = Pattern.compile("\\p{L}\\p{Ll}*+|\\p{Lu}++");

    private static final Pattern NUMBER = Pattern.compile("\\d{1," + LONGEST_NUMBER + "}");
    private static final Pattern CONSONANTS = Pattern.compile("[bcdfghjklmnpqrstvwxz]{" + (MOST_CONSONANTS + 1) + ",}");

    private PlainWords() {}

    /** Returns whether a text is a word as a dictionary has it, a small number, or one of our own words. */
    static boolean contain(String text) {
        return isSyntax(text)
                || OURS.matcher(text).matches()
                || NUMBER.matcher(text).matches()
                || text.length() <= LONGEST_WORD && ONE_CASE.matcher(text).matches() && isSpeakable(text);
    }

    /** Returns whether it is nobody's secret, wherever it stands. */
    static boolean isSyntax(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /** A word has vowels, about one in three letters; letters that are drawn by lot have fewer, or many at once. */
    private static boolean isSpeakable(String word) {
        String letters = word.toLowerCase(Locale.ROOT);
        long vowels =
                letters.chars().filter(c -> "aeiouy".indexOf(c) >= 0 || c > 'z').count();
        return vowels * 5 >= letters.length() && !CONSONANTS.matcher(letters).find();
    }

    /**
     * Returns whether a text looks drawn by lot, whatever it is the value of: 16 letters and digits or more without a blank, which
     * change between small letters, capitals and digits at least once in five.
     */
    static boolean isRandom(String text) {
        int count = 0;
        int changes = 0;
        int before = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                return false;
            }
            int kind = Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : Character.isLetter(c) ? 2 : -1;
            if (kind >= 0) {
                count++;
                changes += before >= 0 && before != kind ? 1 : 0;
                before = kind;
            }
        }
        return count >= SHORTEST_RANDOM && changes * 5 >= count;
    }
}
