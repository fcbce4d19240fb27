package io.vedette.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTypeTest {

    @Test
    void tellsTheNearestNameOfAnUnknownType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordType.parse("CNAM"))
                .withMessageContaining("did you mean \"CNAME\"?");
    }

    @Test
    void readsNamesInAnyCase() {
        assertThat(RecordType.parse("mx")).isEqualTo(RecordType.MX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAAA  | 2001:db8:0:0:0:0:0:1    | 2001:db8::1",
                "AAAA  | 2001:0DB8::1            | 2001:db8::1",
                "AAAA  | 0:0:0:0:0:0:0:0         | ::",
                "AAAA  | 1:0:0:2:3:0:0:0         | 1:0:0:2:3::",
                "AAAA  | 2001:db8:0:1:1:1:1:1    | 2001:db8:0:1:1:1:1:1",
                "A     | 192.0.2.1               | 192.0.2.1",
                "CNAME | Core.Example.           | core.example",
                "MX    | 10  Mail.Example.       | 10 mail.example",
                "CAA   | 0 issue \"ca.example\"  | 0 issue ca.example",
                "TXT   | V=spf1  -All.           | V=spf1  -All.",
            })
    void comparesValuesInOneWriting(RecordType type, String value, String canonical) {
        assertThat(type.canonical(value)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A    | 2001:db8::1  | an A record",
                "A    | core.example | an A record",
                "AAAA | 192.0.2.1    | an AAAA record",
                "MX   | mail.example | such as 10 mail.example.org",
                "SRV  | sip.example  | an SRV record",
            })
    void objectsToValuesThatNoRecordOfTheTypeHas(RecordType type, String value, String message) {
        assertThat(type.objection(value)).contains(value, message);
    }
}
