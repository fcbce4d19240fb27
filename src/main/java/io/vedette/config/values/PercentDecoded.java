package io.vedette.config.values;

import java.nio.charset.StandardCharsets;

/**
 * A text as UTF-8 with its percent-encoded bytes decoded, and where each byte stands in the text: so that a secret is found
 * whichever of its characters are encoded. A plus sign counts as the blank that it may stand for.
 *
 * @param bytes one character for each byte
 * @param starts where the character or the encoding of each byte begins in the text
 * @param ends where it ends
 */
public record PercentDecoded(String bytes, int[] starts, int[] ends) {

    /** Returns whether a text may hold something encoded. */
    public static boolean isNeeded(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
    }

    /** Returns a plain secret in the form in which it is found. */
    public static String plain(String secret) {
        return new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replace('+', ' ');
    }

    public static PercentDecoded of(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        int[] starts = new int[3 * text.length()];
        int[] ends = new int[3 * text.length()];
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int octet = point == '%' ? octet(text, i + 1) : -1;
            int end = i + (octet >= 0 ? 3 : Character.charCount(point));
            String all = octet >= 0
                    ? String.valueOf((char) octet)
                    : point < 0x80
                            ? String.valueOf((char) (point == '+' ? ' ' : point))
                            : plain(Character.toString(point));
            for (int b = 0; b < all.length(); b++) {
                starts[bytes.length()] = i;
                ends[bytes.length()] = end;
                bytes.append(all.charAt(b));
            }
            i = end;
        }
        return new PercentDecoded(bytes.toString().replace('+', ' '), starts, ends);
    }

    private static int octet(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
