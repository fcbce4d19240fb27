package io.vedette.config.values;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts and address ranges as operators write them, judged by their spelling alone: no name is looked up. */
public final class Addresses {

    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?");
    private static final Pattern ONLY_DIGITS = Pattern.compile("[\\d.]+");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int LONGEST_NAME = 253;

    private Addresses() {}

    /** A host name or an address; an IPv6 address may stand in brackets, which are dropped. */
    static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean valid = host.contains(":") || ONLY_DIGITS.matcher(host).matches()
                ? isAddress(host)
                : host.length() <= LONGEST_NAME
                        && !host.contains("..")
                        && NAME.matcher(host).matches();
        if (!valid) {
            throw new IllegalArgumentException("\"" + text + "\" is not a host name or an IP address");
        }
        return host;
    }

    /** Whether only this machine reaches a server that listens at this host. */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** {@code all}, {@code none}, or addresses and ranges such as {@code 10.0.0.0/8}; the items of the list. */
    static List<String> ranges(String commaList) {
        List<String> ranges = Parameters.items(commaList);
        for (String range : ranges) {
            boolean word = range.equals("all") || range.equals("none");
            if (word && ranges.size() > 1) {
                throw new IllegalArgumentException("\"" + range + "\" must stand alone");
            }
            if (!word && !isRange(range)) {
                throw new IllegalArgumentException("\"" + range + "\" is not an address or a range such as 10.0.0.0/8");
            }
        }
        return ranges;
    }

    private static boolean isRange(String text) {
        if (text.contains("%")) {
            return false; // A zone is this machine's name for a network card, no part of an address.
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return isAddress(text);
        }
        String address = text.substring(0, slash);
        String bits = text.substring(slash + 1);
        return bits.matches("\\d{1,3}")
                && literal(address)
                        .filter(one -> Integer.parseInt(bits) <= one.getAddress().length * Byte.SIZE)
                        .isPresent();
    }

    private static boolean isAddress(String text) {
        return literal(text).isPresent();
    }

    /** Returns the IPv4 or IPv6 address that is written here; empty where it is none. No resolver is asked. */
    public static Optional<InetAddress> literal(String text) {
        try {
            if (text.contains(":")) {
                return Optional.of(InetAddress.getByName("[" + text + "]"));
            }
            return FOUR_NUMBERS.matcher(text).matches() && inBytes(text)
                    ? Optional.of(InetAddress.getByName(text))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean inBytes(String fourNumbers) {
        for (String number : fourNumbers.split("\\.")) {
            if (Integer.parseInt(number) > 255) {
                return false;
            }
        }
        return true;
    }
}
