package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as servers write them into redirects, and what browsers make of them. */
class LocationTest {

    private static final URI BASE = URI.create("http://user:pw@my_svc:8080/a/b/c?old=1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "/a/ü?q=x y|http://my_svc:8080/a/%C3%BC?q=x%20y",
                "  /padded \t|http://my_svc:8080/padded",
                "/a b/\"c\"/<d>/{e}/^g/[i]|http://my_svc:8080/a%20b/%22c%22/%3Cd%3E/%7Be%7D/%5Eg/%5Bi%5D",
                "/%7Ealready/%c3%bc?a=%2F|http://my_svc:8080/%7Ealready/%c3%bc?a=%2F",
                "/100%/%zz?50%|http://my_svc:8080/100%25/%25zz?50%25",
                "next|http://my_svc:8080/a/b/next",
                "./next/|http://my_svc:8080/a/b/next/",
                "../next|http://my_svc:8080/a/next",
                "../../../../next|http://my_svc:8080/next",
                "/x/./y/../z/%2E%2e/.|http://my_svc:8080/x/",
                "..|http://my_svc:8080/a/",
                "?q=1|http://my_svc:8080/a/b/c?q=1",
                "?q=a'b\"c?d|http://my_svc:8080/a/b/c?q=a'b%22c?d",
                "#top|http://my_svc:8080/a/b/c?old=1",
                "/x#y?z|http://my_svc:8080/x",
                "\\x\\y|http://my_svc:8080/x/y",
                "//other/p|http://other/p",
                "\\\\other\\p|http://other/p",
                "//other:81|http://other:81/",
                "HTTP://OTHER/Path|http://other/Path",
                "hTTps://other:443/|https://other/",
                "https://other:0443/|https://other/",
                "https:/other/p|https://other/p",
                "https:other/p|https://other/p",
                "http:page|http://my_svc:8080/a/b/page",
                "http:/page|http://my_svc:8080/page",
                "http://other?q|http://other/?q",
                "http://a b:c@d@other/|http://a%20b:c%40d@other/",
                "http://bücher.example/|http://xn--bcher-kva.example/",
                "http://b%C3%BCcher.example/|http://xn--bcher-kva.example/",
                "http://other_svc:81/x|http://other_svc:81/x",
                "http://[::1]:81/x|http://[::1]:81/x",
                "/x//y|http://my_svc:8080/x//y",
                "a:b/c|",
                "ftp://other/|",
                "javascript:alert(1)|",
                "data:text/html,x|"
            })
    void readsAddressesAsBrowsersDo(String location, String url) throws Exception {
        assertThat(Location.resolve(BASE, bytes(location)).map(URI::toString).orElse(null))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other:99999/",
                "http://other:0/",
                "//other:65536",
                "http://other:80x/",
                "http://other:-1/",
                "http://other:99999999999999999999/",
                "http:///nowhere",
                "http://",
                "//",
                "///x",
                "http://:80/",
                "http://user@/",
                "http://%%%/",
                "http://a%20b/",
                "http://a b/",
                "http://[::1/",
                "http://]/",
                "http://[x]/",
                "http://..",
                "http://a..b/",
                "http://\0/",
                "http://\u0100\uffff/",
                "http://ex^ample/"
            })
    void tellsOfOnesThatLeadNowhere(String location) {
        assertThatThrownBy(() -> Location.resolve(BASE, bytes(location))).isInstanceOf(URISyntaxException.class);
    }

    @Test
    void asksForBytesOfAnotherCharsetAsTheyCame() throws Exception {
        assertThat(Location.resolve(BASE, "/a|`b?c|d")).contains(URI.create("http://my_svc:8080/a%7C%60b?c%7Cd"));
        assertThat(Location.resolve(BASE, "/caf\u00e9?\u00fc")).contains(URI.create("http://my_svc:8080/caf%E9?%FC"));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
