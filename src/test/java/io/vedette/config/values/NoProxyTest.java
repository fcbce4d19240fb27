package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org            | example.org        | 443  | true",
                "example.org            | www.example.org    | 443  | true",
                "example.org            | notexample.org     | 443  | false",
                "EXAMPLE.org            | www.Example.ORG.   | 443  | true",
                ".example.org           | example.org        | 443  | true",
                ".example.org           | a.b.example.org    | 443  | true",
                "*.example.org          | www.example.org    | 443  | true",
                "*.example.org          | example.org        | 443  | false",
                "*                      | example.org        | 443  | true",
                "*                      | 192.0.2.1          | 443  | true",
                "example.org:8080       | example.org        | 8080 | true",
                "example.org:8080       | example.org        | 443  | false",
                "192.0.2.7              | 192.0.2.7          | 80   | true",
                "192.0.2.7              | 192.0.2.70         | 80   | false",
                "10.0.0.0/8             | 10.1.2.3           | 80   | true",
                "10.0.0.0/8             | 11.1.2.3           | 80   | false",
                "10.0.0.0/8             | 10.example.org     | 80   | false",
                "fd00::/8               | [fd12::1]          | 80   | true",
                "2001:db8::1            | [2001:db8:0::1]    | 80   | true",
                "[2001:db8::1]:8080     | 2001:db8::1        | 8080 | true",
                "a.org b.org, c.org     | b.org              | 80   | true",
                "''                     | a.org              | 80   | false",
                "none                   | localhost          | 80   | true",
                "none                   | api.localhost      | 80   | true",
                "none                   | 127.3.2.1          | 80   | true",
                "none                   | [::1]              | 80   | true",
                "1.2                    | a.example          | 80   | !",
            })
    void holdsWhatAnyOfTheUsualProgramsTakesItFor(String list, String host, int port, String held) {
        if (held.equals("!")) {
            assertThatThrownBy(() -> NoProxy.parse(list)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        assertThat(NoProxy.parse(list).holds(host, port)).isEqualTo(Boolean.parseBoolean(held));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.org", "10.0.0.0/40", "a.org:99999", "a b/c", "exa$mple"})
    void refusesWhatMeansNothing(String list) {
        assertThatThrownBy(() -> NoProxy.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://proxy:3128            | proxy:3128        | ",
                "proxy.example.org:3128       | proxy.example.org:3128 | ",
                "HTTP://me:pass@proxy:3128/   | proxy:3128        | me:pass",
                "http://me:p%40ss%3a+@10.0.0.1:80 | 10.0.0.1:80   | me:p@ss:+",
                "http://me@[2001:db8::1]:8080 | [2001:db8::1]:8080 | me:",
            })
    void readsAProxy(String text, String shown, String login) {
        ProxyAddress proxy = ProxyAddress.parse(text);

        assertThat(proxy).hasToString(shown);
        assertThat(proxy.username().map(user -> user + ":" + proxy.password()).orElse(null))
                .isEqualTo(login);
    }
}
