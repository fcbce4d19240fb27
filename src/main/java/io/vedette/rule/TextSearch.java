package io.vedette.rule;

/** Finds a text in a body in a time that grows with their lengths, not with the product of them. */
public final class TextSearch {

    /** So short a text is found by comparing it at every place: a body of 1 MiB takes milliseconds at most. */
    private static final int SHORT = 64;

    private TextSearch() {}

    /** Returns whether {@code text} holds {@code wanted}; upper and lower case differ. */
    public static boolean contains(String text, String wanted) {
        return wanted.length() <= SHORT ? text.contains(wanted) : holdsLong(text, wanted);
    }

    /** Knuth, Morris and Pratt: no character of the text is looked at twice. */
    private static boolean holdsLong(String text, String wanted) {
        int[] fallback = fallback(wanted);
        int same = 0;
        for (int i = 0; i < text.length(); i++) {
            while (same > 0 && text.charAt(i) != wanted.charAt(same)) {
                same = fallback[same - 1];
            }
            if (text.charAt(i) == wanted.charAt(same)) {
                same++;
            }
            if (same == wanted.length()) {
                return true;
            }
        }
        return false;
    }

    /** For each beginning of a text, how long the longest shorter beginning is that it ends with. */
    private static int[] fallback(String wanted) {
        int[] lengths = new int[wanted.length()];
        int same = 0;
        for (int i = 1; i < wanted.length(); i++) {
            while (same > 0 && wanted.charAt(i) != wanted.charAt(same)) {
                same = lengths[same - 1];
            }
            if (wanted.charAt(i) == wanted.charAt(same)) {
                same++;
            }
            lengths[i] = same;
        }
        return lengths;
    }
}
