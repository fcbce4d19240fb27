package io.vedette.config.values;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What can be sent as a header of HTTP/1.1: a name of letters, digits and a few signs (RFC 9110, 5.1) that is not for the
 * connection alone, and a value without control characters (5.5). Letters beyond ASCII are sent in UTF-8.
 */
public final class HeaderText {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Map<String, String> RESERVED = Map.of(
            "content-length", "it is counted from the body",
            "transfer-encoding", "a body is sent whole",
            "trailer", "a body is sent whole",
            "upgrade", "checks speak only HTTP/1.1",
            "http2-settings", "checks speak only HTTP/1.1",
            "proxy-connection", "it is not an HTTP header");

    private static final Pattern BETWEEN =
            Pattern.compile("\\s*(?:[\\r\\n]+|,(?=\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*:))\\s*");
    private static final char DELETE = 0x7F;

    private HeaderText() {}

    /** Returns whether a text is the name of a header, reserved or not. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Returns the name of a header that may be given.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static String name(String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is not the name of an HTTP header");
        }
        String why = RESERVED.get(text.toLowerCase(Locale.ROOT));
        if (why != null) {
            throw new IllegalArgumentException("header " + text + " cannot be given: " + why);
        }
        return text;
    }

    /**
     * Returns the headers of a list, {@code Name: value} one a line or with commas between them.
     *
     * @throws IllegalArgumentException with a message for the operator, which shows no value
     */
    public static Map<String, String> all(String list) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : BETWEEN.split(list.strip())) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!isName(name)) {
                throw new IllegalArgumentException("a header must be written as Name: value, one a line");
            }
            String value =
                    value("header " + name(name), line.substring(colon + 1).strip());
            if (headers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException("header " + name + " is given twice");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /**
     * Returns the value of a header that can be sent.
     *
     * @param name of what it is the value, for the message, which does not show the value: it may be secret
     * @throws IllegalArgumentException with a message for the operator
     */
    public static String value(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isHalf = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1)));
            if (Character.isHighSurrogate(c) && !isHalf) {
                i++;
            } else if (isHalf || c != '\t' && (c < ' ' || c == DELETE)) {
                throw new IllegalArgumentException("%s cannot be sent: character %d of its value is %s"
                        .formatted(
                                name,
                                i + 1,
                                isHalf ? "half of one" : "the control character U+%04X".formatted((int) c)));
            }
        }
        return text;
    }
}
