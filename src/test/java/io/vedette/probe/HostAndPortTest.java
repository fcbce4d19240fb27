package io.vedette.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAndPortTest {

    @ParameterizedTest
    @CsvSource({
        "ns.example,            ns.example,   53",
        "ns.example:5353,       ns.example,   5353",
        "NS.Example.,           ns.example,   53",
        "192.0.2.1,             192.0.2.1,    53",
        "192.0.2.1:5353,        192.0.2.1,    5353",
        "2001:db8::1,           2001:db8::1,  53",
        "[2001:db8::1],         2001:db8::1,  53",
        "[2001:db8::1]:5353,    2001:db8::1,  5353",
        "bücher.example:54,     xn--bcher-kva.example, 54",
        "_sip._tcp.example,     _sip._tcp.example, 53",
    })
    void readsHostsWithAndWithoutPort(String text, String host, int port) {
        assertThat(HostAndPort.parse(text, 53)).isEqualTo(new HostAndPort(host, port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a.example | write the name alone",
                "a.example/path    | write the name alone",
                "a.example:0       | no valid port",
                "a.example:65536   | no valid port",
                "a.example:dns     | no valid port",
                "[2001:db8::1      | is not a host",
                "[2001:db8::1]53   | is not a host",
                "[a.example]:53:54 | no valid port",
                "2001:db8::1::2    | is not a host name",
                "256.0.0.1         | is not a host name",
                "192.0.2           | is not a host name",
                "a b.example       | is not a host name",
                "a..example        | is not a host name",
                "-a.example        | is not a host name",
                ":53               | is not a host name",
            })
    void tellsWhatIsNoHost(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAndPort.parse(text, 53))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"a.example:443", "https://a.example"})
    void takesNoPortWhereAHostAloneIsMeant(String text) {
        assertThatThrownBy(() -> HostAndPort.host(text)).hasMessageContaining("is not a host");
    }

    @Property
    void complainsOfAnyOtherTextOrReadsIt(@ForAll String text) {
        try {
            assertThat(HostAndPort.parse(text, 53).port()).isBetween(1, HostAndPort.MOST_PORT);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("\"");
        }
    }

    @Property(tries = 100)
    void writesWhatItReads(@ForAll @IntRange(min = 1, max = 65_535) int port, @ForAll boolean address) {
        HostAndPort one = new HostAndPort(address ? "2001:db8::1" : "a.example", port);

        assertThat(HostAndPort.parse(one.toString(), 53)).isEqualTo(one);
    }
}
