package io.vedette.config.values;

import java.util.regex.Matcher;
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
    /** {@code jdbc:oracle:thin:scott/tiger@//host/service}. */
    private static final Pattern ORACLE_LOGIN =
            Pattern.compile("(?i)(jdbc:oracle:\\w{1,10}:)[^/@\\s\"']{1,200}/[^\\s]{0,200}@");
    /** A value in a query that is secret by its name. */
    public static final Pattern SECRET_QUERY = Pattern.compile(
            "(?i)([?&](?:[\\w.-]*(?:token|secret|password|passwd|api[_-]?key|signature)|auth|key|sig|pwd)=)([^&#\\s\"]+)");

    /** What a text itself calls a secret, as drivers and servers do: {@code password=swordfish}, {@code Authorization: Bearer swordfish}. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:\\b|[_.-])(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key)=[\"']?)"
                    + "(?!\\*\\*\\*|\\{\\{|\\$\\{)([^\\s&;,\"')\\]}]+)");

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?i)(authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:(?:bearer|basic|token|digest)\\s{1,3})?)(?!\\*\\*\\*|bearer|basic|\\{\\{)([^\\s,;\"']{4,})"
                    + "|(\\b(?:bearer|basic)\\s{1,3})(?=[^\\s]{0,400}\\d)([A-Za-z0-9._~+/=-]{8,})");

    private MaskedUrl() {}

    /** Returns a URL, or a text with URLs in it, without user, password, query parameters that name a secret, and what it calls one. */
    public static String of(String text) {
        if (text == null) {
            return text;
        }
        String masked = withoutAuthorization(text);
        if (masked.indexOf(':') < 0 && masked.indexOf('=') < 0) {
            return masked;
        }
        if (masked.indexOf('@') >= 0) {
            masked = USER_INFO.matcher(masked).replaceAll(MASK + "@");
            masked = BROKEN_USER_INFO.matcher(masked).replaceAll(MASK + "@");
            masked = ORACLE_LOGIN.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        return masked.indexOf('=') < 0
                ? masked
                : NAMED.matcher(SECRET_QUERY.matcher(masked).replaceAll("$1" + MASK))
                        .replaceAll("$1" + MASK);
    }

    /** Most texts have no such word. */
    private static String withoutAuthorization(String text) {
        boolean mayHaveOne = containsIgnoringCase(text, "bearer")
                || containsIgnoringCase(text, "basic")
                || containsIgnoringCase(text, "authorization");
        return mayHaveOne
                ? AUTHORIZATION
                        .matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(found.group(1) == null ? found.group(3) : found.group(1))
                                        + MASK)
                : text;
    }

    private static boolean containsIgnoringCase(String text, String word) {
        for (int at = 0; at + word.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
