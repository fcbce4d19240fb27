package io.vedette.rule;

import io.vedette.probe.Answer.Http;
import io.vedette.probe.http.Challenge;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What to say of an unexpected status beside its number: where redirects led to it, and how the server wants to be asked
 * (RFC 9110, 11.6). Only the schemes of a challenge are shown: the rest of it is the server's text.
 */
public final class StatusHint {

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;
    private static final String TO_SERVERS =
            "a check sends basicUsername, digestUsername, authToken, the token of a login (authUrl, oauthTokenUrl), or what"
                    + " headers says";
    /** What else a check sends is meant for the server, and a proxy takes no notice of it. */
    private static final String TO_PROXIES = "give its user and password with its address (proxy, vedette.proxy)";

    private static final int LONGEST_ADDRESS = 300;
    private static final Set<String> SPOKEN = Set.of("basic", "bearer", "digest");

    private StatusHint() {}

    /** Returns what follows the number of a status: {@code " after a redirect to https://…"}, or nothing. */
    public static String way(Http http) {
        if (http.redirects() == 0) {
            return "";
        }
        String where = http.redirectedTo()
                .map(address -> Text.bounded(address, LONGEST_ADDRESS))
                .orElse("elsewhere");
        return http.redirects() == 1
                ? " after a redirect to " + where
                : " after " + http.redirects() + " redirects, the last one to " + where;
    }

    /** Returns what follows the whole sentence on an unexpected status; nothing for most. */
    public static String of(Http http) {
        return switch (http.status()) {
            case UNAUTHORIZED -> asking("the server", http.headers().get("www-authenticate"), TO_SERVERS);
            case PROXY_UNAUTHORIZED -> asking("a proxy", http.headers().get("proxy-authenticate"), TO_PROXIES);
            default -> "";
        };
    }

    private static String asking(String who, String challenge, String sent) {
        List<String> schemes = Challenge.schemes(Text.bounded(challenge, Text.MESSAGE));
        if (schemes.isEmpty()) {
            return "";
        }
        boolean spoken = schemes.stream().anyMatch(scheme -> SPOKEN.contains(scheme.toLowerCase(Locale.ROOT)));
        return "; " + who + " asks for " + String.join(" or ", schemes)
                + (spoken ? "" : ", which checks do not speak")
                + ": " + sent;
    }
}
