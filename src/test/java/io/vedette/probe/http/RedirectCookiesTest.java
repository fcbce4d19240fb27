package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.RawServer;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects as browsers follow them, whole: the address, the cookies, and what is told when they lead nowhere. */
class RedirectCookiesTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** Every name leads to this machine. */
    private final HttpTransport transport =
            new HttpTransport(Trust.standard(), host -> List.of(InetAddress.getLoopbackAddress()));

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sid=1; Path=/; HttpOnly; SameSite=Strict             | sid=1",
                "sid=\"a b\"; path=/page                              | sid=\"a b\"",
                "sid=1                                                | sid=1",
                "sid=1; Max-Age=60                                    | sid=1",
                "sid=1; Domain=127.0.0.1                              | sid=1",
                "sid=1; Expires=Wed, 01 Jan 2098 00:00:00 GMT         | sid=1",
                "sid=1; Max-Age=0                                     |",
                "sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT         |",
                "sid=1; Path=/elsewhere                               |",
                "sid=1; Secure                                        |",
                "sid=1; Domain=example.org                            |",
                "=;;;                                                 |"
            })
    void sendsACookieBackToThePageThatSetIt(String setter, String sent) throws IOException {
        try (LocalServer server = new LocalServer(asked -> asked.target().equals("/page?2")
                ? Answered.of(200, "in")
                : Answered.redirect(302, "/page?2").with("Set-Cookie", setter))) {
            Answer answer = ask(get(server.url("/page")));

            assertThat(((Http) answer).text()).isEqualTo("in");
            assertThat(server.last().header("Cookie")).isEqualTo(Optional.ofNullable(sent));
        }
    }

    @Test
    void reachesAPageThatWaitsForItsCookie() throws IOException {
        try (LocalServer server =
                new LocalServer(asked -> asked.header("Cookie").orElse("").contains("seen=yes")
                        ? Answered.of(200, "welcome")
                        : Answered.redirect(302, asked.target()).with("Set-Cookie", "seen=yes; Path=/"))) {
            for (int run = 1; run <= 3; run++) {
                assertThat(((Http) ask(get(server.url("/")))).text()).isEqualTo("welcome");
                assertThat(server.asked()).as("no run knows of the one before").hasSize(2 * run);
            }
        }
    }

    @Test
    void addsThemToTheCookiesOfTheCheck() throws IOException {
        try (LocalServer server = new LocalServer(asked -> asked.target().equals("/in")
                ? Answered.of(200, "")
                : Answered.redirect(302, "/in").with("Set-Cookie", "b=2; Path=/"))) {
            ask(get(server.url("/")).withHeader("Cookie", "a=1"));

            assertThat(server.last().header("Cookie")).contains("a=1; b=2");
        }
    }

    /** Another port is another origin, and so is another name of the same server. */
    @Test
    void sendsNoCookieToAnotherOrigin() throws IOException {
        try (LocalServer other = new LocalServer(null);
                LocalServer server = new LocalServer(null)) {
            other.answer(asked -> Answered.redirect(302, "http://127.0.0.2.example:" + server.port() + "/end")
                    .with("Set-Cookie", "theirs=1; Path=/; Domain=example"));
            server.answer(asked -> asked.target().equals("/end")
                    ? asked.header("Host").orElse("").startsWith("127.0.0.1:")
                            ? Answered.of(200, "")
                            : Answered.redirect(302, server.url("/end"))
                    : Answered.redirect(302, other.url("/")).with("Set-Cookie", "ours=1; Path=/"));

            assertThat(ask(get(server.url("/")))).isInstanceOf(Http.class);

            assertThat(other.last().headers()).doesNotContainKey("cookie");
            assertThat(server.asked()).hasSize(3);
            assertThat(server.asked().get(1).headers()).doesNotContainKey("cookie");
            assertThat(server.last().header("Cookie")).contains("ours=1");
        }
    }

    @Test
    void keepsNoMoreCookiesThanABrowser() throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n");
        for (int i = 0; i < 300; i++) {
            head.append("Set-Cookie: c")
                    .append(i)
                    .append("=")
                    .append("x".repeat(100))
                    .append("; Path=/\r\n");
        }
        head.append("Set-Cookie: long=").append("x".repeat(10_000)).append("\r\n\r\n");
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client)) {
                client.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            assertThat(((Trouble) ask(get(server.uri().toString()))).message()).contains("more than 10 redirects");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/\u00fc?q=x y   | /a/%C3%BC?q=x%20y",
                "?q=\"1\"         | /from?q=%221%22",
                "b/../c#d          | /c",
                "/100%             | /100%25",
                "\\\\x\\y          | /x/y"
            })
    void followsWhatBrowsersFollow(String location, String target) throws IOException {
        String sent = location.startsWith("\\\\") ? location.substring(1) : location;
        try (RawServer server = redirecting(sent, target)) {
            assertThat(((Http) ask(get(server.uri() + "from"))).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:0/",
                "//:80/",
                "http://[::1/",
                "http://a b/",
                "https://\u0001/",
                "http://%00/",
                "http://x..y/\u001b[31m"
            })
    void takesOneThatLeadsNowhereAsAVerdict(String location) throws IOException {
        try (RawServer server = redirecting(location, "none")) {
            Trouble trouble = (Trouble) ask(get(server.uri() + "from"));

            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REDIRECTED);
            assertThat(trouble.message())
                    .startsWith("status 302, redirected to an invalid address, as ")
                    .doesNotContainPattern("\\p{Cntrl}|Exception");
        }
    }

    @Test
    void staysWhereAnEmptyLocationLeaves() throws IOException {
        try (RawServer server = redirecting(" ", "none")) {
            assertThat(((Http) ask(get(server.uri() + "from"))).status()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_svc", "svc", "stack_web.1.x_y", "a_b.example."})
    void asksHostsWhoseNamesHaveUnderscores(String host) throws IOException {
        try (LocalServer server = new LocalServer(null)) {
            String other = "http://other_svc:" + server.port() + "/end";
            server.answer(
                    asked -> asked.target().equals("/end") ? Answered.of(200, "") : Answered.redirect(302, other));

            assertThat(((Http) ask(get("http://u:p@" + host + ":" + server.port() + "/x"))).status())
                    .isEqualTo(200);

            assertThat(server.asked().get(0).header("Host")).contains(host + ":" + server.port());
            assertThat(server.asked().get(0).headers()).containsKey("authorization");
            assertThat(server.last().header("Host")).contains("other_svc:" + server.port());
            assertThat(server.last().headers()).doesNotContainKey("authorization");
        }
    }

    private static RawServer redirecting(String location, String target) throws IOException {
        return new RawServer(client -> {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            String answer = head.indexOf("GET " + target + " HTTP") == 0
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    : "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: " + location
                            + "\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static HttpRequest get(String url) {
        return new HttpRequest("GET", URI.create(url), Map.of(), Optional.empty(), "", LONG, 1000, true, false);
    }

    private Answer ask(HttpRequest request) {
        return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
    }
}
