package io.vedette.probe;

import io.vedette.config.values.Addresses;
import io.vedette.config.values.Parameters;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host and a port, as operators write them: {@code example.org}, {@code example.org:53}, {@code 192.0.2.1:53},
 * {@code 2001:db8::1}, {@code [2001:db8::1]:53}. Names with other letters than ASCII are kept in their DNS form.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {

    /** The highest port. */
    public static final int MOST_PORT = 65_535;

    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    /** Eight by one reader and ten by another: no address that anybody can be sure of. */
    private static final Pattern LEADING_ZERO = Pattern.compile("^[^:]*(?<!\\d)0\\d[^:]*$");

    /**
     * Reads a host with or without a port.
     *
     * @param standardPort the port when none is written
     * @throws IllegalArgumentException with a message for the operator
     */
    public static HostAndPort parse(String text, int standardPort) {
        refuseUrl(text);
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String rest = end < 0 ? "?" : text.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw new IllegalArgumentException("\"" + text + "\" is not a host; write [2001:db8::1]:53");
            }
            String host = host(text.substring(1, end));
            return new HostAndPort(host, rest.isEmpty() ? standardPort : port(rest.substring(1), text));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) {
            return new HostAndPort(host(text), standardPort);
        }
        return new HostAndPort(host(text.substring(0, colon)), port(text.substring(colon + 1), text));
    }

    /**
     * Reads a host alone: a name, or an address with or without brackets.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static String host(String text) {
        refuseUrl(text);
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (isAddress(bare)) {
            return bare;
        }
        if (bare.matches("[^:]+:\\d+")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a host; the port does not belong here");
        }
        return name(bare).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a host name"));
    }

    /** Reads a host that a check must have; empty text when it is missing or bad, which is then noted. */
    public static String read(Parameters parameters, String name) {
        parameters.required(name);
        return parameters.parsed(name, HostAndPort::host).orElse("");
    }

    /** Returns whether the text is an IPv4 or IPv6 address; asks no resolver. */
    public static boolean isAddress(String text) {
        return address(text).isPresent();
    }

    /** Returns the address that the text writes; empty when it is a name. Asks no resolver. */
    public static Optional<InetAddress> address(String text) {
        return LEADING_ZERO.matcher(text).find() ? Optional.empty() : Addresses.literal(text);
    }

    private static Optional<String> name(String text) {
        String ascii;
        try {
            ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String plain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        String[] labels = plain.split("\\.", -1);
        boolean valid = plain.length() <= LONGEST_NAME
                && Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())
                // A name that ends in a number is a mistyped address.
                && !labels[labels.length - 1].matches("\\d+");
        return valid ? Optional.of(plain) : Optional.empty();
    }

    private static void refuseUrl(String text) {
        if (text.contains("/")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a host; write the name alone, without https:// and path");
        }
    }

    private static int port(String digits, String whole) {
        if (digits.matches("\\d{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= MOST_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("\"" + whole + "\" has no valid port; ports are 1 to " + MOST_PORT);
    }

    /** Returns {@code example.org:443}, {@code [2001:db8::1]:443}. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
