package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.1.17, 192.168.1.17, true",
        "192.168.1.17, 192.168.1.16, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "169.254.169.254/32, 169.254.169.254, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "fd00::/8, fd12:3456::1, true",
        "fd00::/8, fe80::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "all, 8.8.8.8, true",
        "all, 2001:db8::1, true",
        "none, 8.8.8.8, false"
    })
    void holdAddressesByTheirFirstBits(String range, String address, boolean held) throws Exception {
        assertThat(ranges(range).contains(InetAddress.getByName(address))).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 0.0.0.0, a connection to it ends at this machine",
        "127.0.0.0/8, ::, as above",
        "::1, 0.0.0.0, as above",
        "10.0.0.0/8, 64:ff9b::a01:203, NAT64",
        "10.0.0.0/8, 2002:a01:203::1, 6to4",
        "10.0.0.0/8, ::10.1.2.3, IPv4-compatible",
        "10.0.0.0/8, ::ffff:10.1.2.3, IPv4-mapped"
    })
    void knowAnAddressInDisguise(String range, String address, String why) throws Exception {
        assertThat(ranges(range).contains(InetAddress.getByName(address)))
                .as(why)
                .isTrue();
        assertThat(ranges("192.0.2.0/24").contains(InetAddress.getByName(address)))
                .as(why)
                .isFalse();
    }

    @Test
    void takeTheLoopbackOfIpv6ForNoIpv4Address() throws Exception {
        assertThat(ranges("0.0.0.0/8").contains(InetAddress.getByName("::1"))).isFalse();
    }

    @Test
    void doNotCareForTheZoneOfAnAddress() throws Exception {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

        assertThat(ranges("fe80::/10").contains(Inet6Address.getByAddress("", linkLocal, 7)))
                .isTrue();
    }

    @Test
    void nameTheRangeAsItWasWritten() throws Exception {
        AddressRanges ranges = ranges("192.0.2.0/24", "10.0.0.0/8", "10.1.0.0/16");

        assertThat(ranges.match(InetAddress.getByName("10.1.2.3"))).contains("10.0.0.0/8");
        assertThat(ranges.match(InetAddress.getByName("10.1.2.3"))).isPresent();
        assertThat(ranges.match(InetAddress.getByName("11.1.2.3"))).isEmpty();
    }

    private static AddressRanges ranges(String... written) {
        return AddressRanges.of(Arrays.asList(written));
    }

    @Test
    void holdNothingWhenTheListIsEmpty() throws Exception {
        assertThat(AddressRanges.of(List.of()).contains(InetAddress.getByName("127.0.0.1")))
                .isFalse();
    }
}
