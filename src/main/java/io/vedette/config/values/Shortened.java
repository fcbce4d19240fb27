package io.vedette.config.values;

/** Shortens what somebody wrote so that it can be shown: its beginning and its end stay, between them stands its length. */
final class Shortened {

    private static final int MOST = 1_000;
    private static final int KEPT = 400;

    private Shortened() {}

    /** Returns the text, of which at most about {@value #MOST} characters are kept; null for null. */
    public static String of(String text) {
        if (text == null || text.length() <= MOST) {
            return text;
        }
        return beginning(text) + "... (" + text.length() + " characters) ..." + end(text);
    }

    /** Without half a character at its end. */
    private static String beginning(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(KEPT - 1)) ? KEPT - 1 : KEPT);
    }

    private static String end(String text) {
        int from = text.length() - KEPT;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
