package io.vedette.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.AddressRanges;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 198.51.100.1            | 203.0.113.9  | no proxy of ours",
                "127.0.0.1   | ''                      | 127.0.0.1    | the proxy itself",
                "127.0.0.1   | 203.0.113.9             | 203.0.113.9  | one proxy",
                "127.0.0.1   | 203.0.113.9, 10.0.0.2   | 203.0.113.9  | two proxies",
                "127.0.0.1   | 198.51.100.1,203.0.113.9| 203.0.113.9  | what the client made up does not count",
                "127.0.0.1   | 203.0.113.9, evil       | 127.0.0.1    | no address",
                "127.0.0.1   | ${jndi:ldap://x/}       | 127.0.0.1    | no address",
                "127.0.0.1   | 10.0.0.3                | 10.0.0.3     | a client beside the proxy",
                "127.0.0.1   | 2001:db8::1             | 2001:db8:0:0:0:0:0:1 | IPv6"
            })
    void isWhatTheLastTrustedProxySays(String connection, String forwarded, String client, String why) {
        ClientAddress clients = new ClientAddress(AddressRanges.of(List.of("127.0.0.1", "10.0.0.0/8")));

        assertThat(clients.of(connection, forwarded)).as(why).isEqualTo(client);
    }

    @Test
    void isTheConnectionUnlessAProxyIsTrusted() {
        assertThat(new ClientAddress(AddressRanges.of(List.of("none"))).of("127.0.0.1", "203.0.113.9"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void countsANetworkOfIpv6AsOneClient() {
        assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.network("2001:db8:1:2::1%eth0"))
                .isNotEqualTo(ClientAddress.network("2001:db8:1:3::1"));
        assertThat(ClientAddress.network("203.0.113.9")).isNotEqualTo(ClientAddress.network("203.0.113.8"));
    }
}
