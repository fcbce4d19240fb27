package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.org/,               example.org,        -1,",
        "http://my_svc:8080/,               my_svc,             8080,",
        "http://my_svc/,                    my_svc,             -1,",
        "http://my_svc:/x,                  my_svc,             -1,",
        "http://stack_web.1.x7k2_q:80/,     stack_web.1.x7k2_q, 80,",
        "http://a:b%40c@_svc_.local.:81/,   _svc_.local.,       81, a:b%40c",
        "http://a:b@example.org/,           example.org,        -1, a:b",
        "http://1svc/,                      1svc,               -1,",
        "http://[2001:db8::1]:53/,          [2001:db8::1],      53,",
        "http://127.0.0.1:8080/,            127.0.0.1,          8080,",
        "http://my_svc.1/,                  ,                   -1,",
        "http://my_svc:1x/,                 ,                   -1,",
        "http://-my_svc/,                   ,                   -1,",
        "http://my_svc..x/,                 ,                   -1,",
        "http:/x,                           ,                   -1,",
        "mailto:a_b@example.org,            ,                   -1,"
    })
    void readsWhomAUrlLeadsTo(URI url, String host, int port, String user) {
        assertThat(Authority.host(url)).isEqualTo(host);
        assertThat(Authority.port(url)).isEqualTo(port);
        assertThat(Authority.rawUserInfo(url)).isEqualTo(user);
    }
}
