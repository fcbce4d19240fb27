package io.vedette.config.values;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that go without a proxy: {@code vedette.no-proxy}, or the variable {@code NO_PROXY}. Programs do not agree on
 * how that is read; here each item means what any of the common ones (curl, Go, Python) takes it for:
 *
 * <ul>
 *   <li>{@code example.org} and {@code .example.org}: that host and all below it;
 *   <li>{@code *.example.org}: all below it; {@code *}: every host;
 *   <li>{@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code fd00::/8}: addresses that stand in the URL; no name is looked up;
 *   <li>any of these but a range with {@code :8080}: only at that port.
 * </ul>
 *
 * <p>This machine itself ({@code localhost} and what is below it, 127.0.0.0/8, ::1) always goes without.
 */
public final class NoProxy {

    /** Nothing but this machine itself goes without. */
    public static final NoProxy NONE = new NoProxy(List.of());

    private final List<Item> items;

    private NoProxy(List<Item> items) {
        this.items = items;
    }

    /** @param port 0 for any */
    private record Item(String text, int port, boolean isRange) {

        static Item of(String written) {
            String text = written.toLowerCase(Locale.ROOT);
            if (text.contains("/")) {
                Addresses.ranges(text);
                return new Item(text, 0, true);
            }
            int colon = text.lastIndexOf(':');
            boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
            String host = hasPort ? text.substring(0, colon) : text;
            int port = hasPort ? Parameters.wholeNumber(text.substring(colon + 1), 1, 65_535) : 0;
            String name = host.replaceFirst("^\\*?\\.(?=.)", "");
            if (!host.equals("*")) {
                Addresses.host(name);
            }
            return new Item(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, false);
        }

        boolean holds(String host, int asked, Optional<InetAddress> address) {
            if (port != 0 && port != asked) {
                return false;
            }
            if (isRange) {
                return address.filter(AddressRanges.of(List.of(text))::contains).isPresent();
            }
            Optional<InetAddress> own = Addresses.literal(text);
            if (own.isPresent() || address.isPresent()) {
                return text.equals("*") || own.isPresent() && own.equals(address);
            }
            if (text.startsWith("*.")) {
                return host.endsWith(text.substring(1));
            }
            String name = text.startsWith(".") ? text.substring(1) : text;
            return text.equals("*") || host.equals(name) || host.endsWith("." + name);
        }
    }

    /**
     * Reads a comma list; blanks between the items count as commas, as some write them.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static NoProxy parse(String commaList) {
        return new NoProxy(Parameters.items(commaList.replaceAll("\\s+", ",")).stream()
                .filter(item -> !item.equalsIgnoreCase("none"))
                .map(Item::of)
                .toList());
    }

    /** Returns whether a host goes without a proxy; an IPv6 address may stand in brackets. */
    public boolean holds(String host, int port) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String name = (plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain).toLowerCase(Locale.ROOT);
        Optional<InetAddress> address = Addresses.literal(name);
        boolean isHere = name.equals("localhost")
                || name.endsWith(".localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent();
        return isHere || items.stream().anyMatch(item -> item.holds(name, port, address));
    }
}
