package io.vedette.config.settings;

import io.vedette.config.values.MaskedUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the secrets in what an operator gives: in URLs, and in the headers and other parameters of a check. */
public final class GivenSecrets {

    /** The beginning of a header in a list of them, and its value. */
    private static final Pattern HEADER = Pattern.compile(
            "(?:^|[\\r\\n,])\\s*([\\w!#$%&'*+.^`|~-]+)\\s*[:=]\\s*((?:(?![\\r\\n]|,\\s*[\\w!#$%&'*+.^`|~-]+\\s*:).)+)");

    /** Headers that carry what only the two who talk may know. */
    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?i).*(auth|cookie|token|secret|passw|pwd|passphrase|session"
                    + "|credential|signature|jwt|csrf|xsrf|bearer|api-?key).*|(.*[-_])?key([-_].*)?");

    private static final Pattern COOKIE = Pattern.compile("(?i)(set-)?cookie2?");
    private static final Pattern SCHEME = Pattern.compile("(?i)bearer|basic|token|digest|apikey|negotiate");

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#]+(/[^?#]*)(?:[?#].*)?");

    private GivenSecrets() {}

    /** Returns the secrets in a URL: user with password, password, query parameters that name a secret; as written, and plain. */
    static Collection<String> inUrl(String url) {
        Set<String> secrets = new LinkedHashSet<>();
        Matcher userInfo = MaskedUrl.USER_INFO.matcher(url);
        while (userInfo.find()) {
            String both = userInfo.group().substring(0, userInfo.group().length() - 1);
            int colon = both.indexOf(':');
            if (colon >= 0) {
                addPlainToo(both, secrets);
                addAsSent(both, secrets);
                addPlainToo(both.substring(colon + 1), secrets);
            }
        }
        Matcher query = MaskedUrl.SECRET_QUERY.matcher(url);
        while (query.find()) {
            addPlainToo(query.group(2), secrets);
        }
        return secrets;
    }

    /**
     * Returns what is secret of a value that is a secret: itself, and of the address of a webhook what looks drawn by lot in its
     * path, which a proxy repeats without the rest.
     */
    public static Collection<String> ofSecret(String value) {
        Set<String> secrets = new LinkedHashSet<>(Set.of(value));
        Matcher address = ADDRESS.matcher(value);
        if (address.matches()) {
            Arrays.stream(address.group(1).split("/"))
                    .filter(PlainWords::isRandom)
                    .forEach(secrets::add);
        }
        secrets.addAll(inUrl(value));
        return secrets;
    }

    /**
     * Returns the secrets in a check's parameters: values whose name says so, credentials in URLs, and those of its headers whose
     * name says so or whose value looks drawn by lot, with and without a scheme word such as {@code Bearer}.
     */
    public static Collection<String> ofParameters(Map<String, String> parameters) {
        Set<String> secrets = new LinkedHashSet<>();
        parameters.forEach((name, value) -> {
            if (name.equals("headers")) {
                HEADER.matcher(value)
                        .results()
                        .forEach(header ->
                                addHeader(header.group(1), header.group(2).strip(), secrets));
            } else if (Secrets.isSecretName(name)) {
                addHeader(value.strip(), secrets);
            }
            secrets.addAll(inUrl(value));
        });
        return secrets;
    }

    /** User and password as basic authentication writes them. */
    private static void addAsSent(String both, Set<String> secrets) {
        Set<String> plain = new LinkedHashSet<>();
        addPlainToo(both, plain);
        plain.forEach(text -> secrets.add(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static void addHeader(String name, String value, Set<String> secrets) {
        if (SECRET_HEADER.matcher(name).matches()) {
            addHeader(value, secrets);
        } else if (PlainWords.isRandom(value)) {
            secrets.add(value);
        }
        if (COOKIE.matcher(name).matches()) {
            for (String pair : value.split(";")) {
                secrets.add(pair.substring(pair.indexOf('=') + 1).strip());
            }
        }
    }

    private static void addHeader(String value, Set<String> secrets) {
        secrets.add(value);
        int blank = value.indexOf(' ');
        if (blank > 0 && SCHEME.matcher(value.substring(0, blank)).matches()) {
            String rest = value.substring(blank + 1).strip();
            secrets.add(rest);
            if (value.regionMatches(true, 0, "basic ", 0, 6)) {
                addBasic(rest, secrets);
            }
        }
    }

    /** User and password that are given as they are sent. */
    private static void addBasic(String encoded, Set<String> secrets) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            secrets.add(both);
            secrets.add(both.substring(both.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            // Not as they are sent: what is written is hidden, and there is no more in it.
            secrets.add(encoded);
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
}
