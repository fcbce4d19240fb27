package io.vedette.config.values;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list of address ranges, {@code all} or {@code none}. An address is in it by any of its meanings: an IPv6 address that
 * carries an IPv4 address (mapped, NAT64, 6to4) counts as that one too, and the unspecified address as this machine, which
 * is where a connection to it ends. Zone ids do not count.
 */
public final class AddressRanges {

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
    private static final byte[] COMPATIBLE = new byte[12];
    private static final int IPV4 = 4;

    private final List<Range> ranges;

    private record Range(String written, byte[] network, int bits) {

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
                return false;
            }
            int mask = 0xff << (Byte.SIZE - rest);
            return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
        }
    }

    private AddressRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param written valid ranges, as a setting of that type gives them */
    public static AddressRanges of(List<String> written) {
        return new AddressRanges(written.stream().flatMap(AddressRanges::ranges).toList());
    }

    /** Returns the first range that holds the address, as it was written. */
    public Optional<String> match(InetAddress address) {
        List<byte[]> meanings = meanings(address);
        return ranges.stream()
                .filter(range -> meanings.stream().anyMatch(range::holds))
                .map(Range::written)
                .findFirst();
    }

    /** Returns whether a range of the list holds the address. */
    public boolean contains(InetAddress address) {
        return match(address).isPresent();
    }

    private static Stream<Range> ranges(String written) {
        if (written.equals("none")) {
            return Stream.empty();
        }
        if (written.equals("all")) {
            return Stream.of(new Range(written, new byte[IPV4], 0), new Range(written, new byte[16], 0));
        }
        int slash = written.indexOf('/');
        byte[] network = bytes(slash < 0 ? written : written.substring(0, slash));
        int longest = network.length * Byte.SIZE;
        return Stream.of(
                new Range(written, network, slash < 0 ? longest : Integer.parseInt(written.substring(slash + 1))));
    }

    private static byte[] bytes(String literal) {
        return Addresses.literal(literal)
                .orElseThrow(() -> new IllegalArgumentException("\"" + literal + "\" is not an address"))
                .getAddress();
    }

    private static List<byte[]> meanings(InetAddress address) {
        List<byte[]> meanings = new ArrayList<>();
        byte[] own = address.getAddress();
        meanings.add(own);
        if (address.isAnyLocalAddress()) {
            meanings.add(bytes("127.0.0.1"));
            meanings.add(bytes("::1"));
        } else if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
            embedded(own).ifPresent(meanings::add);
        }
        return meanings;
    }

    private static Optional<byte[]> embedded(byte[] address) {
        if (begins(address, SIX_TO_FOUR)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        return begins(address, NAT64) || begins(address, COMPATIBLE)
                ? Optional.of(Arrays.copyOfRange(address, 12, 16))
                : Optional.empty();
    }

    private static boolean begins(byte[] address, byte[] prefix) {
        return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }
}
