package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.RawServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers really send, which is not always what the standard says, byte for byte; and what we send them. */
class HttpWireTest {

    /** Far longer than any of these answers takes: what is told by then is told at once. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final byte[] HELLO = "{\"hello\":\"world\"}".repeat(100).getBytes(UTF_8);

    private final HttpTransport transport = new HttpTransport();

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\nX-A : 1\\r\\nContent-Length : 2\\r\\n\\r\\nok    | 200 | ok",
                "HTTP/1.1 200 OK\\r\\nX-A: 1\\r\\n  and 2\\r\\n\\t3\\r\\nContent-Length: 2\\r\\n\\r\\nok | 200 | ok",
                "HTTP/1.1 200 OK\\nX-A: 1\\nContent-Length: 2\\n\\nok                  | 200 | ok",
                "HTTP/1.1 200\\r\\nContent-Length: 2\\r\\n\\r\\nok                     | 200 | ok",
                "HTTP/1.1 200 \\r\\nContent-Length: 2\\r\\n\\r\\nok                    | 200 | ok",
                "HTTP/1.1  503  Not  Now\\r\\nContent-Length: 0\\r\\n\\r\\n             | 503 | ''",
                "HTTP/1.0 200 OK\\r\\n\\r\\nok                                         | 200 | ok",
                "http/1.1 200 ok\\r\\ncontent-length: 2\\r\\n\\r\\nok                  | 200 | ok",
                "\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok        | 200 | ok",
                "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok | 200 | ok",
                "HTTP/1.1 102 \\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "HTTP/1.1 103 Hints\\r"
                        + "\\n"
                        + "Link: </a>\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "HTTP/1.1 201 OK\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "ok | 201 | ok",
                "HTTP/1.1 204 None\\r\\nContent-Length: 2\\r\\n\\r\\nok                | 204 | ''",
                "HTTP/1.1 304 Same\\r\\nContent-Length: 2\\r\\n\\r\\n                   | 304 | ''",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 2\\r\\n\\r\\nok and more | 200 | ok",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2, 02\\r\\n\\r\\nok and more       | 200 | ok",
                "HTTP/1.1 200 OK\\r"
                        + "\\n"
                        + "Content-Length: 9\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "2\\r"
                        + "\\n"
                        + "ok\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + " | 200 | ok",
                "HTTP/1.1 200 OK\\r"
                        + "\\n"
                        + "Transfer-Encoding: Chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "2  \\r"
                        + "\\n"
                        + "ok\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "                | 200 | ok",
                "HTTP/1.1 200 OK\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "2;x=y\\n"
                        + "ok\\n"
                        + "0\\n"
                        + "                      | 200 | ok",
                "HTTP/1.1 200 OK\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + "2\\r"
                        + "\\n"
                        + "ok\\r"
                        + "\\n"
                        + "0\\r"
                        + "\\n"
                        + "X-T: 1\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n"
                        + " | 200 | ok",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: identity\\r\\n\\r\\nok            | 200 | ok",
                "HTTP/1.1 200 OK\\r\\nContent-Encoding: identity\\r\\n\\r\\nok             | 200 | ok",
                "HTTP/1.1 200 OK\\r\\nContent-Encoding:\\r\\n\\r\\nok                      | 200 | ok",
                "HTTP/1.1 299 \u00fcber\\r\\nX-\u00e4: \u00f6\\r\\n\\r\\nok                | 299 | ok"
            })
    void readsWhatCurlReads(String answer, int status, String body) throws IOException {
        try (RawServer server = RawServer.saying(raw(answer))) {
            Answer seen = ask(server.uri());

            assertThat(seen).isInstanceOf(Http.class);
            assertThat(((Http) seen).status()).isEqualTo(status);
            assertThat(((Http) seen).text()).isEqualTo(body);
        }
    }

    /** The server then waits for ever, as one does that expects its own protocol. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH_9.6\\r\\n                | it begins with \"SSH-2.0-OpenSSH_9.6\"",
                "220 mail.example.org ESMTP\\r\\n         | it begins with \"220 mail.example.org ESMTP\"",
                "J\\0\\0\\0\\n8.0.36\\0x                  | it begins with \"J....8.0.36.x\"",
                "-ERR unknown command\\r\\n               | it begins with \"-ERR unknown command\"",
                "<15><03><03><00><02><02>F  | it is TLS; the address has to begin with https://",
                "<16><03><01><00><02>          | it is TLS; the address has to begin with https://",
                "<html>no head</html>                     | it begins with \"<html>no head</html>\"",
                "HTTP/2 200 OK\\r\\n\\r\\n                | it begins with \"HTTP/2 200 OK\"",
                "HTTP/1.1 abc OK\\r\\n\\r\\n              | it begins with \"HTTP/1.1 abc OK\"",
                "HTTP/1.1 20 OK\\r\\n\\r\\n               | it begins with \"HTTP/1.1 20 OK\"",
                "HTTP/1.1 099 OK\\r\\n\\r\\n              | it begins with \"HTTP/1.1 099 OK\"",
                "HTTPS/1.1 200 OK\\r\\n                   | it begins with \"HTTPS/1.1 200 OK\"",
                "RTSP/1.0 400 Bad\\r\\n\\r\\n             | it begins with \"RTSP/1.0 400 Bad\"",
                "\\r\\n\\r\\nhello                        | it begins with \"hello\"",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\n"
                        + " | two lengths, Content-Length 2 and 3",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2, 3\\r\\n\\r\\n | two lengths, Content-Length 2 and 3",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n   | Content-Length \"-1\" is not a length"
            })
    void tellsAtOnceOfWhatIsNotHttp(String said, String what) throws IOException {
        try (RawServer server = new RawServer(client -> {
            client.getOutputStream().write(raw(said));
            RawServer.untilGone(client);
        })) {
            Answer seen = ask(server.uri());

            assertThat(seen).isEqualTo(new Trouble(Trouble.Kind.UNREACHABLE, "what came back is not HTTP: " + what));
        }
    }

    @Test
    void showsAShortPieceOfWhatComes() throws IOException {
        try (RawServer server =
                RawServer.saying("<p>\u001b[31m\u00e4\r\n".repeat(1000).getBytes(ISO_8859_1))) {
            String message = ((Trouble) ask(server.uri())).message();

            assertThat(message).startsWith("what came back is not HTTP: it begins with \"<p>.[31m...<p>");
            assertThat(message).hasSizeLessThan(150).matches("[ -~]+");
        }
    }

    /** What comes after an answer that has no body would else be the beginning of the next. */
    @ParameterizedTest
    @ValueSource(strings = {"oops", "HTTP/1.1 500 Not asked for\r\nContent-Length: 0\r\n\r\n"})
    void takesNothingThatCameUnasked(String more) throws IOException {
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client)) {
                client.getOutputStream().write(("HTTP/1.1 204 None\r\n\r\n" + more).getBytes(ISO_8859_1));
            }
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(((Http) ask(server.uri())).status()).isEqualTo(204);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZip", "deflate", "raw", "gzip, gzip", "deflate, gzip", "identity, gzip"})
    void unpacks(String coding) throws IOException {
        byte[] packed = HELLO;
        for (String each : coding.toLowerCase().split(", ")) {
            packed = packed(packed, each);
        }
        try (LocalServer server = encoding(coding.replace("raw", "deflate"), packed)) {
            Http answer = (Http) ask(server.uri("/"));

            assertThat(answer.body()).isEqualTo(HELLO);
            assertThat(answer.packing()).isEmpty();
        }
    }

    @Test
    void readsAllLinesOfACoding() throws IOException {
        byte[] packed = packed(packed(HELLO, "deflate"), "gzip");
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(
                    client,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.length + "\r\n\r\n");
            client.getOutputStream().write(packed);
            RawServer.untilGone(client);
        })) {
            assertThat(((Http) ask(server.uri())).body()).isEqualTo(HELLO);
        }
    }

    /** The second member may come later than the first is read. */
    @Test
    void readsEveryMemberOfAGzip() throws IOException {
        byte[] member = packed(HELLO, "gzip");
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                say(client, Integer.toHexString(member.length) + "\r\n");
                client.getOutputStream().write(member);
                say(client, "\r\n");
            }
            say(client, "0\r\n\r\n");
            RawServer.untilGone(client);
        })) {
            assertThat(((Http) ask(server.uri())).body()).hasSize(3 * HELLO.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"br, brotli", "zstd, zstd", "'gzip, br', brotli", "x-own, x-own"})
    void leavesAndNamesWhatItCannotUnpack(String coding, String named) throws IOException {
        try (LocalServer server = encoding(coding, new byte[] {1, 2, 3})) {
            Http answer = (Http) ask(server.uri("/"));

            assertThat(answer.body()).containsExactly(1, 2, 3);
            assertThat(answer.packing()).contains(named);
        }
    }

    @Test
    void tellsOfADeflateThatIsNone() throws IOException {
        try (LocalServer server = encoding("deflate", "{\"status\":\"ok\"}".getBytes(UTF_8))) {
            assertThat(ask(server.uri("/")))
                    .isEqualTo(new Trouble(
                            Trouble.Kind.MALFORMED, "the body is not valid deflate, as its Content-Encoding says"));
        }
    }

    @Test
    void sendsAHeaderAsOftenAsItStandsThere() throws Exception {
        assertThat(sent(Map.of("headers", "X-A: 1\nx-a: 2\nUser-Agent: me\nAccept: a/b\nAccept: c/d")))
                .contains("X-A: 1\r\nx-a: 2\r\n", "User-Agent: me\r\n", "Accept: a/b\r\nAccept: c/d\r\n")
                .doesNotContain("Vedette", "application/json");
    }

    @Test
    void sendsLettersBeyondAsciiInUtf8() throws Exception {
        String utf8 = new String("5 € für Ā\u0080 😀".getBytes(UTF_8), ISO_8859_1);

        assertThat(sent(Map.of("headers", "X-A: 5 € für Ā\u0080 😀"))).contains("X-A: " + utf8 + "\r\n");
        assertThat(sent(Map.of("method", "POST", "body", "5 €", "headers", "Content-Type: text/plain")))
                .contains("Content-Length: 5\r\n", "Content-Type: text/plain\r\n");
    }

    @ParameterizedTest
    @CsvSource({"HEAD", "GET", "OPTIONS", "TRACE", "DELETE", "PROPFIND"})
    void readsTheAnswerToEveryMethod(String method) throws IOException {
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client)) {
                say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (method.equals("HEAD") ? "" : "ok"));
            }
        })) {
            for (int i = 0; i < 3; i++) {
                HttpRequest request = HttpRequest.get(server.uri(), LONG).sending(method, Optional.empty());
                Http answer = (Http) new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());

                assertThat(answer.text()).isEqualTo(method.equals("HEAD") ? "" : "ok");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private Answer ask(URI url) {
        return new HttpProbe(transport, HttpRequest.get(url, LONG), Optional.empty()).ask(Attempt.unlimited());
    }

    /** The head of the request that a check with these parameters makes. */
    private String sent(Map<String, String> given) throws Exception {
        BlockingQueue<String> heads = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(client -> {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            heads.add(head.toString());
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            RawServer.untilGone(client);
        })) {
            Map<String, String> values = new java.util.HashMap<>(given);
            values.put("url", server.uri().toString());
            Parameters parameters = new Parameters(values);
            HttpRequest request = HttpRequest.read(parameters, LONG).orElseThrow();
            assertThat(parameters.problems(List.of())).isEmpty();
            assertThat(new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited()))
                    .isInstanceOf(Http.class);
            return heads.poll(10, TimeUnit.SECONDS);
        }
    }

    private static LocalServer encoding(String coding, byte[] body) throws IOException {
        return new LocalServer(asked -> new Answered(200, Map.of("Content-Encoding", coding), body));
    }

    private static byte[] packed(byte[] plain, String coding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        switch (coding) {
            case "gzip", "x-gzip" -> {
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    out.write(plain);
                }
            }
            case "deflate", "raw" ->
                new DeflaterInputStream(new ByteArrayInputStream(plain), new Deflater(9, coding.equals("raw")))
                        .transferTo(packed);
            default -> packed.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] raw(String written) {
        String text = written.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\0", "\0");
        return Pattern.compile("<([0-9a-f]{2})>")
                .matcher(text)
                .replaceAll(hex -> String.valueOf((char) Integer.parseInt(hex.group(1), 16)))
                .getBytes(ISO_8859_1);
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }
}
