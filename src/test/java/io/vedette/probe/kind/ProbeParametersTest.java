package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.dns.DnsProbe;
import io.vedette.probe.tls.TlsProbe;
import io.vedette.probe.tls.Trust;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeParametersTest {

    public enum Kind {
        DNS((parameters, timeout) -> DnsProbe.read(parameters, timeout, Lookup.system())),
        TLS((parameters, timeout) -> TlsProbe.read(parameters, timeout, Lookup.system())),
        TCP((parameters, timeout) -> TcpProbe.read(parameters, timeout, Lookup.system(), Trust.standard()));

        private final BiFunction<Parameters, Duration, Probe> reader;

        Kind(BiFunction<Parameters, Duration, Probe> reader) {
            this.reader = reader;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DNS | host=a.example",
                "DNS | host=a.example;type=txt;resolver=[2001:db8::1]:5353",
                "DNS | host=192.0.2.1;type=PTR;resolver=ns.example",
                "TLS | host=a.example",
                "TLS | host=[::1];port=8443;serverName=a.example",
                "TCP | host=a.example;port=5432",
            })
    void acceptsWhatIsRight(Kind kind, String parameters) {
        assertThat(problems(kind, parameters)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DNS | type=A                             | host: is missing",
                "DNS | host=a.example;type=AAA            | type: \"AAA\" is not a record type",
                "DNS | host=192.0.2.1                     | host: \"192.0.2.1\" is an address; only type PTR",
                "DNS | host=a.example;resolver=ns:99999   | resolver: \"ns:99999\" has no valid port",
                "DNS | host=a.example;resolver=udp://ns   | resolver: \"udp://ns\" is not a host",
                "DNS | host=a.example;resolvr=192.0.2.1   | did you mean \"resolver\"?",
                "TLS | port=443                           | host: is missing",
                "TLS | host=https://a.example             | host: \"https://a.example\" is not a host",
                "TLS | host=a.example:443                 | the port does not belong here",
                "TLS | host=a.example;port=0              | port: \"0\" is not between 1 and 65535",
                "TLS | host=a.example;serverName=a b      | serverName: \"a b\" is not a host name",
                "TCP | host=a.example                     | port: is missing",
                "TCP | host=a.example;port=65536          | port: \"65536\" is not between 1 and 65535",
                "TCP | host=a.example;port=http           | port: \"http\" is not a whole number",
            })
    void tellsWhatIsWrong(Kind kind, String parameters, String problem) {
        assertThat(problems(kind, parameters))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains(problem);
    }

    private static List<Problem> problems(Kind kind, String text) {
        Map<String, String> values = Arrays.stream(text.split(";"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Parameters parameters = new Parameters(values);
        assertThat(kind.reader.apply(parameters, Duration.ofSeconds(10))).isNotNull();
        return parameters.problems(List.of());
    }
}
