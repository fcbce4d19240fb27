package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the address that a redirect names as browsers do (the URL standard of WHATWG): servers send blanks, quotes, letters
 * beyond ASCII and backslashes that no URI has. Each such byte is asked for percent-encoded, as it came; what is encoded
 * already stays so.
 */
final class Location {

    /** What a path or query of a {@link URI} may hold, besides letters and digits. */
    private static final String LEGAL = "-._~!$&'()*+,;=:@/";

    private static final int MOST_PORT = 65_535;

    private final URI base;
    private final String text;

    private Location(URI base, String text) {
        this.base = base;
        this.text = text;
    }

    /**
     * Returns the address that it names, seen from another one.
     *
     * @param text a header's value, a character for each byte
     * @return an absolute URL of http or https without fragment; empty when it is one of another scheme
     * @throws URISyntaxException when it leads nowhere: no host, no such port
     */
    static Optional<URI> resolve(URI base, String text) throws URISyntaxException {
        String clean = text.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "").replaceAll("[\\t\\r\\n]", "");
        int fragment = clean.indexOf('#');
        return new Location(base, fragment < 0 ? clean : clean.substring(0, fragment)).resolve();
    }

    private Optional<URI> resolve() throws URISyntaxException {
        int colon = text.indexOf(':');
        String baseScheme = base.getScheme().toLowerCase(Locale.ROOT);
        if (colon <= 0 || !text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return Optional.of(relative(baseScheme, text));
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        int slashes = !isSlash(rest, 0) ? 0 : !isSlash(rest, 1) ? 1 : 2;
        return Optional.of(
                scheme.equals(baseScheme) && slashes < 2
                        ? relative(scheme, rest) // "https:page", of old
                        : absolute(scheme, rest.substring(slashes)));
    }

    private URI relative(String scheme, String reference) throws URISyntaxException {
        if (isSlash(reference, 0) && isSlash(reference, 1)) {
            return absolute(scheme, reference.substring(2));
        }
        String path = pathOf(reference);
        String query = reference.substring(path.length());
        String before = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        if (path.isEmpty()) {
            String same = query.isEmpty() && base.getRawQuery() != null ? "?" + base.getRawQuery() : query;
            return url(scheme, authority(base), before, same);
        }
        String whole = isSlash(path, 0) ? path : before.substring(0, before.lastIndexOf('/') + 1) + path;
        return url(scheme, authority(base), whole, query);
    }

    private URI absolute(String scheme, String rest) throws URISyntaxException {
        int end = 0;
        while (end < rest.length() && !isSlash(rest, end) && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        int at = authority.lastIndexOf('@');
        String user =
                at < 0 ? "" : encoded(authority.substring(0, at).replace("@", "%40"), LEGAL.replace("/", "")) + "@";
        String path = pathOf(rest.substring(end));
        return url(
                scheme,
                user + hostAndPort(scheme, authority.substring(at + 1)),
                path,
                rest.substring(end + path.length()));
    }

    private String hostAndPort(String scheme, String text) throws URISyntaxException {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
        String port = hasPort ? text.substring(colon + 1) : "";
        String host = hasPort ? text.substring(0, colon) : text;
        if (!port.matches("0*\\d{0,5}")
                || !port.isEmpty() && outOfRange(Integer.parseInt(port.replaceFirst("^0+(?=.)", "")))) {
            throw new URISyntaxException(this.text, "its port is invalid");
        }
        String name = host.startsWith("[") ? host : name(host);
        boolean standard = port.isEmpty() || Integer.parseInt(port) == (scheme.equals("https") ? 443 : 80);
        return standard ? name : name + ":" + Integer.parseInt(port);
    }

    private static boolean outOfRange(int port) {
        return port < 1 || port > MOST_PORT;
    }

    private String name(String host) throws URISyntaxException {
        String unicode = utf8(decoded(host));
        try {
            return unicode.chars().allMatch(c -> c < 0x80)
                    ? unicode.toLowerCase(Locale.ROOT)
                    : IDN.toASCII(unicode, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new URISyntaxException(text, "its host is invalid");
        }
    }

    private URI url(String scheme, String authority, String path, String query) throws URISyntaxException {
        URI url = new URI(scheme + "://" + authority + encoded(withoutDots(path), LEGAL)
                + (query.isEmpty() ? "" : "?" + encoded(query.substring(1), LEGAL + "?")));
        if (Authority.host(url) == null) {
            throw new URISyntaxException(text, "it has no host");
        }
        return url;
    }

    /** A base's user and password are sent by other means, or not at all. */
    private static String authority(URI base) {
        int port = Authority.port(base);
        return Authority.host(base) + (port < 0 ? "" : ":" + port);
    }

    private static String pathOf(String reference) {
        int query = reference.indexOf('?');
        return query < 0 ? reference : reference.substring(0, query);
    }

    private static boolean isSlash(String text, int at) {
        return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
    }

    /** The path without its steps to itself and upwards; those too many are passed over. */
    private static String withoutDots(String path) {
        String[] steps = path.replace('\\', '/').split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = steps[0].isEmpty() ? 1 : 0; i < steps.length; i++) {
            String step = steps[i].replaceAll("(?i)%2e", ".");
            boolean up = step.equals("..");
            if (up) {
                kept.pollLast();
            }
            if (!up && !step.equals(".")) {
                kept.add(steps[i]);
            } else if (i == steps.length - 1) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encoded(String text, String legal) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || legal.indexOf(c) >= 0);
            if (plain || c == '%' && isHex(text, i + 1) && isHex(text, i + 2)) {
                encoded.append(c);
            } else if (c < 0x100) {
                encoded.append(String.format("%%%02X", (int) c));
            } else { // Only from a base that an operator wrote.
                for (byte each : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", each));
                }
            }
        }
        return encoded.toString();
    }

    private static String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.charAt(i) == '%' && isHex(text, i + 1) && isHex(text, i + 2);
            decoded.append(escaped ? (char) Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escaped ? 2 : 0;
        }
        return decoded.toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
