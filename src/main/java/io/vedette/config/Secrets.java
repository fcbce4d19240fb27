package io.vedette.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must never be shown, and how a text is shown without it. Every secret that the configuration knows is told to it
 * once; texts that may hold one (a log line, an error, a URL) go through {@link #mask(String)}.
 */
public final class Secrets {

    /** What stands where a secret stood. */
    public static final String MASK = "***";

    /** Shorter ones are too common in ordinary text to be taken out wherever they stand. */
    private static final int SHORTEST = 4;

    // Up to the last @ before the path: a password may hold one that was not encoded.
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s]+@");
    // A password with a slash that was not encoded, which makes a port that is no number.
    private static final Pattern BROKEN_USER_INFO =
            Pattern.compile("(?<=://)[^\\[/?#\\s:\"'@]{1,200}:(?!\\d{1,5}(?:[/?#\"'\\s]|$))[^\\s@\"']{0,200}@");
    private static final Pattern SECRET_QUERY = Pattern.compile(
            "(?i)([?&](?:[\\w.-]*(?:token|secret|password|passwd|api[_-]?key|signature)|auth|key|sig|pwd)=)([^&#\\s\"]+)");
    private static final Set<String> SECRET_NAMES = Set.of("auth", "headers", "webhook-url");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(token|secret|password|passwd|dsn|api[_-]?key|secret[_-]?key|credentials?)");

    /** The beginning of a header in a list of them, and its value. */
    private static final Pattern HEADER = Pattern.compile(
            "(?:^|[\\r\\n,])\\s*([\\w!#$%&'*+.^`|~-]+)\\s*[:=]\\s*((?:(?![\\r\\n]|,\\s*[\\w!#$%&'*+.^`|~-]+\\s*:).)+)");

    private static final Pattern HARMLESS_HEADER =
            Pattern.compile("(?i)accept(-.*)?|content-(type|language)|host|user-agent|cache-control|pragma");
    private static final Pattern SCHEME = Pattern.compile("(?i)bearer|basic|token|digest|apikey|negotiate");

    /** Masking these would make our own words unreadable, and tells nobody anything: {@code http://}, {@code token}. */
    private static final Pattern PLAIN_WORD =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]*:(?://)?|https?|true|false|none|null|"
                    + Stream.of(SettingKey.values())
                            .flatMap(key -> Stream.of(key.key().split("[.-]")))
                            .distinct()
                            .collect(Collectors.joining("|")));

    private record Known(String secret, Optional<Pattern> encoded) {}

    private final Set<String> learned = new LinkedHashSet<>();
    private final Map<Object, String> held = new HashMap<>();
    private volatile List<Known> known = List.of();

    /** Takes secrets into the list; null, very short ones and plain words are passed over. */
    public synchronized void learn(Collection<String> secrets) {
        boolean news = false;
        for (String secret : secrets) {
            news |= isTelling(secret) && learned.add(secret.strip());
        }
        if (news) {
            list();
        }
    }

    /** Takes a secret that passes, such as a login's token, until its owner has another one. */
    public synchronized void hold(Object owner, String secret) {
        if (isTelling(secret) && !secret.strip().equals(held.put(owner, secret.strip()))) {
            list();
        }
    }

    private static boolean isTelling(String secret) {
        return secret != null
                && secret.strip().length() >= SHORTEST
                && !PLAIN_WORD.matcher(secret.strip()).matches();
    }

    private void list() {
        Map<String, Known> before = known.stream().collect(Collectors.toMap(Known::secret, one -> one));
        // Longest first, so that a secret within a longer one does not leave the rest of that standing.
        known = Stream.concat(learned.stream(), held.values().stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(text -> before.containsKey(text) ? before.get(text) : new Known(text, encoded(text)))
                .toList();
    }

    /**
     * The text with every known secret, and every URL's credentials, masked; null stays null. A secret is also found
     * where some of its characters are percent-encoded, as it stands in a URL.
     */
    public String mask(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        boolean mayBeEncoded = text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
        String masked = text;
        for (Known one : known) {
            masked = mayBeEncoded && one.encoded().isPresent()
                    ? one.encoded().get().matcher(masked).replaceAll(MASK)
                    : masked.replace(one.secret(), MASK);
        }
        return maskUrl(masked);
    }

    /** A URL, or a text with URLs in it, without user, password and query parameters that name a secret. */
    public static String maskUrl(String text) {
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

    /** The secrets in a URL: user with password, password, query parameters that name a secret; as written, and plain. */
    public static Collection<String> inUrl(String url) {
        Set<String> secrets = new LinkedHashSet<>();
        Matcher userInfo = USER_INFO.matcher(url);
        while (userInfo.find()) {
            String both = userInfo.group().substring(0, userInfo.group().length() - 1);
            int colon = both.indexOf(':');
            if (colon >= 0) {
                addPlainToo(both, secrets);
                addAsSent(both, secrets);
                addPlainToo(both.substring(colon + 1), secrets);
            }
        }
        Matcher query = SECRET_QUERY.matcher(url);
        while (query.find()) {
            addPlainToo(query.group(2), secrets);
        }
        return secrets;
    }

    /**
     * The secrets in a check's parameters: values whose name says so, credentials in URLs, and each of its headers that
     * is not plainly harmless, with and without a scheme word such as {@code Bearer}.
     */
    public static Collection<String> ofParameters(Map<String, String> parameters) {
        Set<String> secrets = new LinkedHashSet<>();
        parameters.forEach((name, value) -> {
            if (name.equals("headers")) {
                HEADER.matcher(value)
                        .results()
                        .filter(header ->
                                !HARMLESS_HEADER.matcher(header.group(1)).matches())
                        .forEach(header -> addHeader(header.group(2).strip(), secrets));
            } else if (isSecretName(name)) {
                addHeader(value.strip(), secrets);
            }
            secrets.addAll(inUrl(value));
        });
        return secrets;
    }

    /** How many secrets are known; for tests and for the configuration page. */
    public int size() {
        return known.size();
    }

    /** Whether a setting or parameter of this name holds a secret, judged by its last word. */
    public static boolean isSecretName(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return SettingKey.of(name)
                .map(SettingKey::isSecret)
                .orElseGet(() ->
                        SECRET_NAMES.contains(last) || SECRET_NAME.matcher(last).matches());
    }

    /** All that is known, longest first; only for proving that none of it is shown. */
    public List<String> all() {
        return known.stream().map(Known::secret).toList();
    }

    /** User and password as basic authentication writes them. */
    private static void addAsSent(String both, Set<String> secrets) {
        Set<String> plain = new LinkedHashSet<>();
        addPlainToo(both, plain);
        plain.forEach(text -> secrets.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static void addHeader(String value, Set<String> secrets) {
        secrets.add(value);
        int blank = value.indexOf(' ');
        if (blank > 0 && SCHEME.matcher(value.substring(0, blank)).matches()) {
            secrets.add(value.substring(blank + 1).strip());
        }
    }

    private static void addPlainToo(String written, Set<String> secrets) {
        secrets.add(written);
        try {
            secrets.add(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // A lone % is no encoding: what is written is the plain text.
            secrets.add(written);
        }
    }

    /** Finds the secret with any of its characters percent-encoded; nothing when encoders leave all of them alone. */
    private static Optional<Pattern> encoded(String secret) {
        StringBuilder regex = new StringBuilder();
        boolean encodable = false;
        for (int point : secret.codePoints().toArray()) {
            String letter = Character.toString(point);
            if (point < 0x80 && Character.isLetterOrDigit(point) || "-._".indexOf(point) >= 0) {
                regex.append(Pattern.quote(letter));
                continue;
            }
            encodable = true;
            regex.append("(?:(?i:");
            for (byte octet : letter.getBytes(StandardCharsets.UTF_8)) {
                regex.append(String.format("%%%02x", octet));
            }
            regex.append(point == ' ' ? ")|\\+|" : ")|")
                    .append(Pattern.quote(letter))
                    .append(')');
        }
        return encodable ? Optional.of(Pattern.compile(regex.toString())) : Optional.empty();
    }
}
