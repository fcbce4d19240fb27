package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HTTP server answers in good order. */
class HttpProbeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpTransport transport = new HttpTransport();

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 404, 418, 500, 503})
    void handsOverStatusHeadersAndBody(int status) throws IOException {
        try (LocalServer server =
                new LocalServer(asked -> Answered.of(status, "{\"a\":1}").with("Content-Type", "application/json"))) {

            Http answer = http(Map.of("url", server.url("/x?y=1%202")));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.mediaType()).isEqualTo("application/json");
            assertThat(answer.text()).isEqualTo("{\"a\":1}");
            assertThat(answer.redirects()).isZero();
            assertThat(server.last().target()).isEqualTo("/x?y=1%202");
            assertThat(server.last().method()).isEqualTo("GET");
        }
    }

    @Test
    void tellsWhereARedirectLedWithoutCredentials() throws Exception {
        try (LocalServer server = new LocalServer(asked -> asked.target().startsWith("/a")
                ? LocalServer.Answered.redirect(
                        302, "http://u:p4ss@" + asked.header("Host").orElseThrow() + "/b")
                : LocalServer.Answered.of(200, ""))) {
            Answer answer = new HttpProbe(
                            transport, HttpRequest.get(server.uri("/a"), Duration.ofSeconds(10)), Optional.empty())
                    .ask(Attempt.unlimited());

            assertThat(((Answer.Http) answer).redirectedTo()).contains("http://***@127.0.0.1:" + server.port() + "/b");
        }
    }

    @Test
    void asksForTheRootOfAnAddressWithoutPath() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", server.url("?a=b")));

            assertThat(server.last().target()).isEqualTo("/?a=b");
        }
    }

    @Test
    void readsNoBodyOfAHead() throws IOException {
        try (LocalServer server =
                new LocalServer(asked -> Answered.of(200, "never sent").with("Content-Encoding", "gzip"))) {
            Http answer = http(Map.of("url", server.url("/"), "method", "head"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(server.last().method()).isEqualTo("HEAD");
        }
    }

    @Test
    void postsABodyAsJsonUnlessToldOtherwise() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", server.url("/"), "method", "POST", "body", "{\"ä\":1}"));
            assertThat(server.last().body()).isEqualTo("{\"ä\":1}");
            assertThat(server.last().header("Content-Type").orElse("")).startsWith("application/json");

            http(Map.of("url", server.url("/"), "method", "PUT", "body", "a=b", "headers", "Content-Type: text/plain"));
            assertThat(server.last().body()).isEqualTo("a=b");
            assertThat(server.last().method()).isEqualTo("PUT");
            assertThat(server.last().header("Content-Type")).contains("text/plain");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-One: 1, X-Two: 2       | 1    | 2",
                "X-One: 1\\nX-Two: 2      | 1    | 2",
                "X-One=1\\nX-Two=2        | 1    | 2",
                "X-One: a,b, X-Two: c:d   | a,b  | c:d",
                "X-Two: {\"a\"}, X-One: 1 | 1    | {\"a\"}"
            })
    void sendsHeadersInTheFormsTheyAreWritten(String written, String one, String two) throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", server.url("/"), "headers", written.replace("\\n", "\n")));

            assertThat(server.last().header("X-One")).contains(one);
            assertThat(server.last().header("X-Two")).contains(two);
        }
    }

    @Test
    void tellsAMalformedHeader() {
        Parameters parameters = new Parameters(Map.of("url", "http://h/", "headers", "no header at all"));

        HttpRequest.read(parameters, TIMEOUT);

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .anyMatch(problem -> problem.contains("headers") && problem.contains("Name: value"));
    }

    @Test
    void asksAnotherHostOfTheSameServerByItsHeader() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", server.url("/"), "headers", "Host: shop.example.org"));

            assertThat(server.last().header("Host")).contains("shop.example.org");
        }
    }

    @Test
    void sendsUserAndPasswordOfTheUrlAsBasicAuthentication() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", "http://us%65r:p%40ss%3Aword@127.0.0.1:" + server.port() + "/"));

            assertThat(server.last().header("Authorization")).contains(basic("user:p@ss:word"));
            assertThat(server.last().header("Host")).contains("127.0.0.1:" + server.port());
        }
    }

    @Test
    void reachesAnAddressOfTheSixthVersion() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            Answer answer = ask(Map.of("url", "http://[::ffff:127.0.0.1]:" + server.port() + "/"));

            assertThat(answer).isInstanceOf(Http.class);
        }
    }

    @Test
    void sendsLettersBeyondAsciiPercentEncoded() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            http(Map.of("url", server.url("/tâche/%C3%BC?für=5€&b=%2F")));

            assertThat(server.last().target()).isEqualTo("/t%C3%A2che/%C3%BC?f%C3%BCr=5%E2%82%AC&b=%2F");
        }
    }

    @ParameterizedTest
    @CsvSource({"301,GET", "302,GET", "303,GET", "307,POST", "308,POST"})
    void followsRedirectsAndCountsThem(int status, String method) throws IOException {
        try (LocalServer server = new LocalServer(asked -> asked.target().equals("/end")
                ? Answered.of(200, "here")
                : Answered.redirect(status, asked.target().equals("/a") ? "b" : "/end"))) {

            Http answer = http(Map.of("url", server.url("/a"), "method", "POST", "body", "{}"));

            assertThat(answer.text()).isEqualTo("here");
            assertThat(answer.redirects()).isEqualTo(2);
            assertThat(server.last().method()).isEqualTo(method);
            assertThat(server.last().body()).isEqualTo(method.equals("POST") ? "{}" : "");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void sendsItsBodyToNoOtherServer(int status) throws IOException {
        try (LocalServer other = LocalServer.answering(200, "");
                LocalServer server = new LocalServer(asked -> Answered.redirect(status, other.url("/end")))) {
            Trouble trouble = trouble(Map.of("url", server.url("/"), "method", "POST", "body", "{}"));

            assertThat(trouble.message()).startsWith("status " + status + ", redirected to another server");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void leavesARedirectAloneWhenToldTo() throws IOException {
        try (LocalServer server = new LocalServer(asked -> Answered.redirect(302, "/end"))) {
            Http answer = http(Map.of("url", server.url("/"), "followRedirects", "false"));

            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.redirects()).isZero();
        }
    }

    @Test
    void tellsOfRedirectsThatNeverEnd() throws IOException {
        try (LocalServer server = new LocalServer(asked -> Answered.redirect(302, "/again"))) {
            Trouble trouble = trouble(Map.of("url", server.url("/")));

            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REDIRECTED);
            assertThat(trouble.message())
                    .isEqualTo("status 302, more than 10 redirects, the last one to " + server.url("/again"));
            assertThat(server.asked()).hasSize(11);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.org/", "http:///nowhere", "http://%%%", "javascript:alert(1)", "mailto:a@b.c"})
    void tellsOfARedirectToWhereNoneCanGo(String location) throws IOException {
        try (LocalServer server = new LocalServer(asked -> Answered.redirect(302, location))) {
            Trouble trouble = trouble(Map.of("url", server.url("/")));

            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.REDIRECTED);
            assertThat(trouble.message()).startsWith("status 302, redirected to");
        }
    }

    @Test
    void keepsHeadersTokenAndPasswordFromAnotherOrigin() throws IOException {
        try (LocalServer other = LocalServer.answering(200, "other");
                LocalServer server = new LocalServer(asked -> Answered.redirect(302, other.url("/")))) {
            String url = "http://user:pass@127.0.0.1:" + server.port() + "/";
            http(Map.of("url", url, "headers", "X-Secret: 1"));
            assertThat(server.last().header("Authorization")).contains(basic("user:pass"));
            assertThat(other.last().headers()).doesNotContainKeys("authorization", "x-secret");

            Parameters parameters = new Parameters(Map.of("url", server.url("/")));
            HttpRequest request = HttpRequest.read(parameters, TIMEOUT).orElseThrow();
            new HttpProbe(transport, request, Optional.of(TokenSource.fixed("X-Token", "t-1")))
                    .ask(Attempt.unlimited());
            assertThat(server.last().header("X-Token")).contains("t-1");
            assertThat(other.last().headers()).doesNotContainKey("x-token");
        }
    }

    @Test
    void sendsHeadersAndPasswordAlongWithinItsOwnOrigin() throws IOException {
        try (LocalServer server = new LocalServer(null)) {
            server.answer(asked ->
                    asked.target().equals("/end") ? Answered.of(200, "") : Answered.redirect(302, server.url("/end")));

            http(Map.of("url", "http://user:pass@127.0.0.1:" + server.port() + "/", "headers", "X-Tenant: 1"));

            assertThat(server.last().target()).isEqualTo("/end");
            assertThat(server.last().header("X-Tenant")).contains("1");
            assertThat(server.last().header("Authorization")).contains(basic("user:pass"));
        }
    }

    @Test
    void unpacksGzip() throws IOException {
        byte[] packed = gzip("hello".repeat(1000).getBytes(UTF_8));
        try (LocalServer server = gzipping(packed)) {
            Http answer = http(Map.of("url", server.url("/")));

            assertThat(answer.text()).isEqualTo("hello".repeat(1000));
            assertThat(server.last().header("Accept-Encoding")).contains("gzip");
        }
    }

    @Test
    void stopsUnpackingAtTheCap() throws IOException {
        byte[] bomb = gzip(new byte[200 << 20]);
        try (LocalServer server = gzipping(bomb)) {
            Http answer = http(Map.of("url", server.url("/"), "maxBodyBytes", "100000"));

            assertThat(answer.tooLarge()).isTrue();
            assertThat(answer.body()).hasSize(100_000);
        }
    }

    @Test
    void tellsOfGzipThatIsNone() throws IOException {
        try (LocalServer server = gzipping("{\"status\":\"ok\"}".getBytes(UTF_8))) {
            assertThat(trouble(Map.of("url", server.url("/"))).kind()).isEqualTo(Trouble.Kind.MALFORMED);
        }
    }

    @Test
    void tellsOfGzipThatIsBroken() throws IOException {
        byte[] packed = gzip("hello".repeat(1000).getBytes(UTF_8));
        byte[] flipped = packed.clone();
        flipped[packed.length - 6] ^= 0x55;
        byte[] half = java.util.Arrays.copyOf(packed, packed.length / 2);
        for (byte[] broken : List.of(flipped, half, new byte[] {0x1f, (byte) 0x8b})) {
            try (LocalServer server = gzipping(broken)) {
                Trouble trouble = trouble(Map.of("url", server.url("/")));

                assertThat(trouble.kind()).isEqualTo(Trouble.Kind.MALFORMED);
                assertThat(trouble.message()).contains("gzip");
            }
        }
    }

    @Test
    void takesAnEmptyBodyThatIsSaidToBeGzipAsEmpty() throws IOException {
        try (RawServer server = RawServer.saying(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1))) {
            assertThat(http(Map.of("url", server.uri().toString())).body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"99,false,99", "100,false,100", "101,true,100", "5000,true,100"})
    void readsUpToTheCap(int length, boolean tooLarge, int kept) throws IOException {
        try (LocalServer server = LocalServer.answering(200, "x".repeat(length))) {
            Http answer = http(Map.of("url", server.url("/"), "maxBodyBytes", "100"));

            assertThat(answer.tooLarge()).isEqualTo(tooLarge);
            assertThat(answer.body()).hasSize(kept);
        }
    }

    private Answer ask(Map<String, String> given) {
        Map<String, String> values = new HashMap<>(given);
        Parameters parameters = new Parameters(values);
        HttpRequest request = HttpRequest.read(parameters, TIMEOUT).orElseThrow();
        assertThat(parameters.problems(List.of())).isEmpty();
        return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
    }

    private Http http(Map<String, String> given) {
        Answer answer = ask(given);
        assertThat(answer).isInstanceOf(Http.class);
        return (Http) answer;
    }

    private Trouble trouble(Map<String, String> given) {
        Answer answer = ask(given);
        assertThat(answer).isInstanceOf(Trouble.class);
        return (Trouble) answer;
    }

    private static LocalServer gzipping(byte[] body) throws IOException {
        return new LocalServer(asked -> new Answered(200, Map.of("Content-Encoding", "gzip"), body));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static String basic(String userAndPassword) {
        return "Basic " + java.util.Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    }

    static URI unreachable(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
