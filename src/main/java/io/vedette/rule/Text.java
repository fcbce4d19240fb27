package io.vedette.rule;

import io.vedette.config.values.MaskedUrl;

/** Text from endpoints, kept to a size and to characters that can be stored, logged and shown. */
public final class Text {

    /** The longest name: component, process, server. */
    public static final int NAME = 200;
    /** The longest message. */
    public static final int MESSAGE = 2_000;

    private Text() {}

    /**
     * Returns at most {@code most} characters of the text in one line: line breaks and other control characters become blanks,
     * so that a log line stays a line and a terminal is not driven. Null becomes empty.
     */
    public static String bounded(String text, int most) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        StringBuilder kept = null;
        int length = Math.min(text.length(), most);
        if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (isControl(text.charAt(i))) {
                if (kept == null) {
                    kept = new StringBuilder(text.substring(0, length));
                }
                kept.setCharAt(i, ' ');
            }
        }
        String bounded = kept == null ? text.substring(0, length) : kept.toString();
        return (length < text.length() ? bounded + "…" : bounded).strip();
    }

    /**
     * Returns text from an endpoint, at most so long, and without the credentials of an address in it: exceptions like to quote
     * the address they failed at. Masked before it is cut, for half a password is no longer seen to be one.
     */
    public static String masked(String text, int most) {
        return bounded(MaskedUrl.of(bounded(text, 2 * most + MESSAGE)), most);
    }

    private static boolean isControl(char c) {
        // C0, DEL, C1, line and paragraph separators, and the marks that turn the direction of writing.
        return c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }
}
