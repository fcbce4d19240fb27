package io.vedette.alert;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text messages as networks count them (3GPP TS 23.038): 160 characters of the small alphabet, or 153 each in one of several parts;
 * with a single other character 70, or 67 each.
 */
final class SmsText {

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** These take the room of two. */
    private static final String EXTENSION = "^{}\\[~]|€";

    private static final Map<String, String> REPLACED = Map.of(
            "…", "...", "–", "-", "—", "-", "“", "\"", "”", "\"", "‘", "'", "’", "'", "\u00a0", " ", "`", "'", "•",
            "-");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private SmsText() {}

    /** Returns the text with what has a likeness in the small alphabet replaced by it. Other scripts stay as they are. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(point -> plain.append(like(Character.toString(point))));
        return plain.toString();
    }

    private static String like(String character) {
        if (isSmall(character)) {
            return character;
        }
        String replaced = REPLACED.get(character);
        if (replaced != null) {
            return replaced;
        }
        String bare = MARKS.matcher(Normalizer.normalize(character, Normalizer.Form.NFD))
                .replaceAll("");
        return !bare.isEmpty() && isSmall(bare) ? bare : character;
    }

    private static boolean isSmall(String character) {
        return ALPHABET.contains(character) || EXTENSION.contains(character);
    }

    /** Returns how many parts a network makes of it, and bills. */
    static int segments(String text) {
        boolean small = text.codePoints().mapToObj(Character::toString).allMatch(SmsText::isSmall);
        if (!small) {
            return text.length() <= 70 ? 1 : (text.length() + 66) / 67;
        }
        int length = text.chars().map(c -> EXTENSION.indexOf(c) < 0 ? 1 : 2).sum();
        // A character of two may not be torn: a part ends one earlier then.
        return length <= 160 ? 1 : (length + 151) / 152;
    }
}
