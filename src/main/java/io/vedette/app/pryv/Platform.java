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

    /** Whether a text is a host with or without a port, and nothing more. */
    public static boolean isHost(String text) {
        return HOST.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** An address at the register. */
    URI register(String path) {
        return URI.create(scheme + "://" + (dnsLess ? host + "/reg/" : "reg." + host + "/") + path);
    }

    /** Where the account's API is, with a slash at the end. */
    URI account(String username) {
        return URI.create(scheme + "://" + (dnsLess ? host + "/" + username + "/" : username + "." + host + "/"));
    }

    /** The web app that version 1 trusts to log people in. */
    String origin() {
        return scheme + "://" + (dnsLess ? "" : "sw.") + host;
    }

    /** The host without its port: what mail addresses end in. */
    public String name() {
        return host.startsWith("[") ? host : host.replaceFirst(":\\d+$", "");
    }

    /** Whether the address belongs to this platform, and is not less protected than what the operator gave. */
    boolean owns(URI other) {
        URI own = URI.create(scheme + "://" + host);
        String name = String.valueOf(Authority.host(own)).toLowerCase(Locale.ROOT);
        String others = String.valueOf(Authority.host(other)).toLowerCase(Locale.ROOT);
        return isSafe(other)
                && own.getScheme().equalsIgnoreCase(other.getScheme())
                && Authority.port(own) == Authority.port(other)
                && (others.equals(name) || others.endsWith("." + name));
    }

    /** Whether secrets may be sent there: HTTP only where the operator chose HTTP. */
    boolean isSafe(URI other) {
        String others = String.valueOf(other.getScheme()).toLowerCase(Locale.ROOT);
        return Authority.host(other) != null && (others.equals("https") || others.equals(scheme));
    }

    /** The account's API by the platform's own word, if that is an address of this platform. */
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
