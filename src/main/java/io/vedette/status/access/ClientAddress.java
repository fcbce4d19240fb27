package io.vedette.status.access;

import io.vedette.config.values.AddressRanges;
import io.vedette.config.values.Addresses;
import io.vedette.config.values.LocalUser.Role;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tells clients apart: by the address of the connection, or by what a proxy says, if that proxy is trusted. */
public final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private static final int LONGEST_NAME = 100;

    private final AddressRanges proxies;
    private final Optional<String> userHeader;
    private final Optional<String> roleHeader;

    /** @param proxies whose X-Forwarded-For is believed */
    public ClientAddress(AddressRanges proxies) {
        this(proxies, Optional.empty(), Optional.empty());
    }

    /**
     * @param userHeader in which a trusted proxy names who signed in there
     * @param roleHeader in which it says what they may do; without it all may act
     */
    ClientAddress(AddressRanges proxies, Optional<String> userHeader, Optional<String> roleHeader) {
        this.proxies = proxies;
        this.userHeader = userHeader;
        this.roleHeader = roleHeader;
    }

    /** Returns who signed in at a trusted proxy, as {@code operator ann} or {@code viewer ann}; empty where none vouches for anybody. */
    public String person(String connection, UnaryOperator<String> header) {
        if (userHeader.isEmpty()
                || literal(connection).filter(proxies::contains).isEmpty()) {
            return "";
        }
        String name = bounded(header.apply(userHeader.get()));
        Role role = roleHeader.map(header).map(Role::of).orElse(Role.OPERATOR);
        return name.isEmpty() ? "" : role.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    /** Returns whom the application around this knows by its own security, in the same words: whom it lets in may act. Empty for nobody. */
    public static String knownToHost(String name) {
        String bounded = name == null ? "" : bounded(name);
        return bounded.isEmpty() ? "" : Role.OPERATOR.name().toLowerCase(Locale.ROOT) + " " + bounded;
    }

    /**
     * The client's address. Each proxy adds whom it was asked by at the end, so the last address that is no proxy's is the
     * client's; what stands before it may be made up.
     *
     * @param connection the address at the other end of the connection
     * @param forwardedFor the X-Forwarded-For header, or empty
     */
    public String of(String connection, String forwardedFor) {
        Optional<InetAddress> address = literal(connection);
        if (address.isEmpty() || forwardedFor.isEmpty() || !proxies.contains(address.get())) {
            return connection;
        }
        List<String> hops = Arrays.asList(forwardedFor.split(","));
        Collections.reverse(hops);
        String last = connection;
        for (String hop : hops) {
            Optional<InetAddress> before = literal(hop.strip());
            if (before.isEmpty()) {
                return last;
            }
            last = before.get().getHostAddress();
            if (!proxies.contains(before.get())) {
                return last;
            }
        }
        return last;
    }

    /**
     * Whether many clients may come from one address: this machine's own, where a proxy may stand that nobody told of, and that of
     * a proxy that is trusted.
     */
    public boolean standsForMany(String address) {
        return literal(address)
                .map(one -> one.isLoopbackAddress() || proxies.contains(one))
                .orElse(true);
    }

    /** Returns what limits count by: an IPv4 address, or the network of an IPv6 address, all of which one client may have. */
    public static String network(String address) {
        return literal(address)
                .filter(Inet6Address.class::isInstance)
                .map(ipv6 -> Arrays.toString(Arrays.copyOf(ipv6.getAddress(), NETWORK_BYTES)))
                .orElse(address);
    }

    private static String bounded(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_NAME));
    }

    static boolean isThisMachine(String address) {
        return literal(address).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%');
        return Addresses.literal(zone < 0 ? text : text.substring(0, zone));
    }
}
