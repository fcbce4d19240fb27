package io.vedette.config.values;

import java.util.regex.Pattern;

/** URLs as they may be shown. */
public final class MaskedUrl {

    /** Stands where a secret stood. */
    public static final String MASK = "***";

    // Up to the last @ before the path: a password may hold one that was not encoded.
    /** User and password in a URL. */
    public static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s]+@");
    // A password with a slash that was not encoded, which makes a port that is no number.
    private static final Pattern BROKEN_USER_INFO =
            Pattern.compile("(?<=://)[^\\[/?#\\s:\"'@]{1,200}:(?!\\d{1,5}(?:[/?#\"'\\s]|$))[^\\s@\"']{0,200}@");
    /** A value in a query that is secret by its name. */
    public static final Pattern SECRET_QUERY = Pattern.compile(
            "(?i)([?&](?:[\\w.-]*(?:token|secret|password|passwd|api[_-]?key|signature)|auth|key|sig|pwd)=)([^&#\\s\"]+)");

    private MaskedUrl() {}

    /** Returns a URL, or a text with URLs in it, without user, password and query parameters that name a secret. */
    public static String of(String text) {
        if (text == null || text.indexOf(':') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        String masked = text;
        if (masked.indexOf('@') >= 0) {
            masked = USER_INFO.matcher(masked).replaceAll(MASK + "@");
            masked = BROKEN_USER_INFO.matcher(masked).replaceAll(MASK + "@");
        }
        return masked.indexOf('=') < 0 ? masked : SECRET_QUERY.matcher(masked).replaceAll("$1" + MASK);
    }
}
