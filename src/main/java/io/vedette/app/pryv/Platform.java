package io.vedette.app.pryv;

import io.vedette.config.values.Authority;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a Pryv.io platform is: a domain whose names lead to register and accounts ({@code reg.DOMAIN}, {@code
 * USER.DOMAIN}), or one host with both as paths ({@code HOST/reg}, {@code HOST/USER}), the DNS-less form.
 *
 * @param scheme {@code https}; {@code http} for a platform on this machine or behind something that adds TLS
 * @param host the domain or the host, with {@code :port} if it has one
 * @param dnsLess whether {@code host} is one host
 */
public record Platform(String scheme, String host, boolean dnsLess) {

    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    /** Returns whether a text is a host with or without a port, and nothing more. */
    public static boolean isHost(String text) {
        return HOST.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns an address at the register. */
    URI register(String path) {
        return URI.create(scheme + "://" + (dnsLess ? host + "/reg/" : "reg." + host + "/") + path);
    }

    /** Returns the address of the account's API, with a slash at the end. */
    URI account(String username) {
        return URI.create(scheme + "://" + (dnsLess ? host + "/" + username + "/" : username + "." + host + "/"));
    }

    /** Returns the origin of the web app that version 1 trusts for logins. */
    String origin() {
        return scheme + "://" + (dnsLess ? "" : "sw.") + host;
    }

    /** Returns the host without its port, as used in mail addresses. */
    public String name() {
        return host.startsWith("[") ? host : host.replaceFirst(":\\d+$", "");
    }

    /** Returns whether the address belongs to this platform, and is not less protected than the one that the operator gave. */
    boolean owns(URI other) {
        URI own = URI.create(scheme + "://" + host);
        String name = String.valueOf(Authority.host(own)).toLowerCase(Locale.ROOT);
        String others = String.valueOf(Authority.host(other)).toLowerCase(Locale.ROOT);
        return isSafe(other)
                && own.getScheme().equalsIgnoreCase(other.getScheme())
                && Authority.port(own) == Authority.port(other)
                && (others.equals(name) || others.endsWith("." + name));
    }

    /** Returns whether secrets may be sent there: HTTP only where the operator chose HTTP. */
    boolean isSafe(URI other) {
        String others = String.valueOf(other.getScheme()).toLowerCase(Locale.ROOT);
        return Authority.host(other) != null && (others.equals("https") || others.equals(scheme));
    }

    /** Returns the account's API from the platform's template, if that is an address of this platform. */
    Optional<URI> account(String template, String username) {
        if (!template.contains("{username}")) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(template.replace("{username}", username));
            URI whole = address.toString().endsWith("/") ? address : URI.create(address + "/");
            return owns(whole) ? Optional.of(whole) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Not an address: the usual form is used.
        }
    }
}
