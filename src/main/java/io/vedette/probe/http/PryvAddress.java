package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a Pryv.io platform answers for one user. With DNS its parts are names below a domain: {@code reg.pryv.me},
 * {@code jane.pryv.me}. DNS-less it is one host with paths: {@code pryv.example.org/reg/…}, {@code …/jane/…}. Source: the
 * Pryv.io healthchecks guide.
 *
 * <p>Parameters: {@code domain}, or {@code hostname} for DNS-less, which counts when both are given. Each is a host with
 * or without port, over HTTPS; {@code http://} before it for a test platform without.
 *
 * @param origin scheme and host, such as {@code https://pryv.me}
 * @param dnsLess whether it is one host with paths
 */
public record PryvAddress(URI origin, boolean dnsLess, String username) {

    private static final String STANDARD_USER = "healthmetrics01";
    /** What is both a DNS label and a step of a path; the platform itself asks for 5 to 60 characters. */
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Reads {@code domain}, {@code hostname} and {@code username}; what is wrong is noted in the parameters. */
    public static Optional<PryvAddress> read(Parameters parameters) {
        Optional<String> username = username(parameters);
        Optional<URI> domain = parameters.parsed("domain", PryvAddress::origin);
        Optional<URI> hostname = parameters.parsed("hostname", PryvAddress::origin);
        if (parameters.text("domain").isEmpty() && parameters.text("hostname").isEmpty()) {
            parameters.problem("domain", "is missing; or give hostname, for a platform without DNS");
        }
        return hostname.or(() -> domain)
                .flatMap(origin -> username.map(user -> new PryvAddress(origin, hostname.isPresent(), user)));
    }

    /** Returns the name of a user below the domain, for asking DNS; empty when something is missing or wrong. */
    public static String name(Parameters parameters) {
        Optional<String> username = username(parameters);
        parameters.required("domain");
        Optional<URI> domain = parameters.parsed("domain", PryvAddress::origin);
        return username.flatMap(user -> domain.map(origin -> user + "." + Authority.host(origin)))
                .orElse("");
    }

    private static Optional<String> username(Parameters parameters) {
        if (parameters.text("username").isEmpty()) {
            return Optional.of(STANDARD_USER);
        }
        return parameters.parsed("username", text -> {
            String name = text.toLowerCase(Locale.ROOT);
            if (!USERNAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is not a user name: letters, digits and - only");
            }
            return name;
        });
    }

    private static URI origin(String text) {
        URI url = Parameters.httpUrl(text.contains("://") ? text : "https://" + text);
        boolean bare = url.getRawPath().matches("/?") && url.getRawQuery() == null && url.getRawUserInfo() == null;
        if (!bare) {
            throw new IllegalArgumentException("\"" + text + "\" is not a host; write the name alone, or with a port");
        }
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    /** Returns {@code GET} tells whether the user name is taken, and so whether the register and its database work. */
    public URI checkUsername() {
        String path = "/" + username + "/check_username";
        return dnsLess ? URI.create(origin + "/reg" + path) : below("reg", path);
    }

    /** Returns {@code GET} reads one event of the user at the core. */
    public URI oneEvent() {
        String path = "/events?limit=1";
        return dnsLess ? URI.create(origin + "/" + username + path) : below(username, path);
    }

    private URI below(String label, String path) {
        return URI.create(origin.getScheme() + "://" + label + "." + origin.getRawAuthority() + path);
    }
}
