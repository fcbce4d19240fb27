package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://my_svc:8080/hook?a=b#c,                     my_svc,     8080, /hook?a=b#c",
        "https://u:p@my_svc/x,                              my_svc,     -1,   /x",
        "http://stack_with_a_long_name.service_of_the_stack.1.qwertyuiopasdfghjklzxcvbnm_0123/, "
                + "stack_with_a_long_name.service_of_the_stack.1.qwertyuiopasdfghjklzxcvbnm_0123, -1, /"
    })
    void standsInForAHostWithAnUnderscore(String url, String host, int port, String rest) {
        URI standIn = URI.create(TargetAddress.standIn(url));

        assertThat(standIn.getHost()).isNotNull();
        assertThat(TargetAddress.real(standIn.getHost())).isEqualTo(host);
        assertThat(standIn.getPort()).isEqualTo(port);
        assertThat(standIn.getRawUserInfo()).isEqualTo(url.contains("@") ? "u:p" : null);
        assertThat(standIn.toString()).endsWith(rest);
        HttpRoute route = new HttpRoute(new HttpHost("http", standIn.getHost(), 80));
        assertThat(TargetAddress.real(route)).isEqualTo(new HttpRoute(new HttpHost("http", host, 80)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org/a_b",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "not a url",
        "http://-_-/",
        "''"
    })
    void leavesOtherAddressesAlone(String url) {
        assertThat(TargetAddress.standIn(url)).isEqualTo(url);
    }

    @Test
    void takesNoOtherNameForAStandIn() {
        for (String name : new String[] {"xyz.named.invalid", "x.named.invalid", "x1.named.invalid", "named.invalid"}) {
            assertThat(TargetAddress.real(name)).isEqualTo(name);
        }
    }
}
