package io.vedette.probe;

import io.vedette.config.values.Parameters;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** By which of the two protocols a host is reached: {@code ipVersion} of a check. */
public enum IpVersion {
    /** By any that the host has an address of, in the order of the lookup. */
    ANY,
    IPV4,
    IPV6;

    /** Reads {@code ipVersion}, 4 or 6; what is wrong is noted in the parameters. */
    public static IpVersion read(Parameters parameters) {
        return parameters.parsed("ipVersion", IpVersion::parse).orElse(ANY);
    }

    private static IpVersion parse(String text) {
        return switch (text) {
            case "4" -> IPV4;
            case "6" -> IPV6;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither 4 nor 6");
        };
    }

    /** Returns the same lookup for addresses of this protocol alone. */
    public Lookup over(Lookup lookup) {
        return this == ANY ? lookup : new OfOne(this, lookup);
    }

    private boolean holds(InetAddress address) {
        return this == ANY || address instanceof Inet4Address == (this == IPV4);
    }

    private record OfOne(IpVersion version, Lookup lookup) implements Lookup {

        @Override
        public List<InetAddress> addresses(String host) throws UnknownHostException {
            List<InetAddress> all = lookup.addresses(host);
            List<InetAddress> found = all.stream().filter(version::holds).toList();
            if (found.isEmpty() && !all.isEmpty()) {
                throw new NoSuchVersion(host, version == IPV4 ? "IPv4" : "IPv6");
            }
            return found;
        }

        @Override
        public void judgeForProxy(String host) {
            lookup.judgeForProxy(host);
        }
    }

    /** The host has addresses, and none of the protocol that the check asks for. */
    public static final class NoSuchVersion extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private NoSuchVersion(String host, String wanted) {
            super("the name " + host + " has no " + wanted + " address");
        }
    }
}
