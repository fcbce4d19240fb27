package io.vedette.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * What must never be shown, and how a text is shown without it. Every secret that the configuration knows is told to it
 * once; texts that may hold one (a log line, an error, a URL) go through {@link #mask(String)}.
 */
public final class Secrets {

    /** What stands where a secret stood. */
    public static final String MASK = "***";

    /** Shorter ones are too common in ordinary text to be taken out wherever they stand. */
    private static final int SHORTEST = 4;

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s]+@");
    private static final Pattern SECRET_QUERY = Pattern.compile(
            "(?i)([?&](?:[\\w.-]*(?:token|secret|password|passwd|api[_-]?key|signature)|auth|key|sig|pwd)=)[^&#\\s\"']+");

    private final CopyOnWriteArrayList<String> known = new CopyOnWriteArrayList<>();

    /** Takes secrets into the list; null and very short ones are passed over. */
    public void learn(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret != null && secret.strip().length() >= SHORTEST && !known.contains(secret.strip())) {
                known.add(secret.strip());
            }
        }
        known.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** The text with every known secret, and every URL's credentials, masked; null stays null. */
    public String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (String secret : known) {
            masked = masked.replace(secret, MASK);
        }
        return maskUrl(masked);
    }

    /** A URL, or a text with URLs in it, without user, password and query parameters that name a secret. */
    public static String maskUrl(String text) {
        if (text == null || text.indexOf(':') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        String masked = text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll(MASK + "@");
        return masked.indexOf('=') < 0 ? masked : SECRET_QUERY.matcher(masked).replaceAll("$1" + MASK);
    }

    /** How many secrets are known; for tests and for the configuration page. */
    public int size() {
        return known.size();
    }

    /** The names of settings and parameters whose values are secrets. */
    public static boolean isSecretName(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return Set.of("token", "password", "dsn", "webhook-url", "auth", "authToken", "authPassword", "headers")
                .contains(last);
    }

    /** All that is known, longest first; only for proving that none of it is shown. */
    public List<String> all() {
        return List.copyOf(known);
    }
}
