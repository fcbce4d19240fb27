package io.vedette.probe.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.config.values.Proxies;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.ForwardProxy;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.RawServer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketProbeTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority IDENTITY = ROOT.server(Validity.LASTING, "127.0.0.1", "ws.example");
    private static final Vertx VERTX = Vertx.vertx();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Probes> opened = new CopyOnWriteArrayList<>();

    @AfterAll
    static void end() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        opened.forEach(Probes::close);
    }

    @Test
    void makesAHandshakeAndWaitsForAMessage() throws Exception {
        int port = start(false, socket -> {
            socket.writeTextMessage("welcome");
            socket.textMessageHandler(text -> socket.writeTextMessage("you said " + text));
        });

        assertThat(judge("ws://127.0.0.1:" + port + "/chat?room=1")).isEqualTo("ok: ");
        assertThat(judge("ws://127.0.0.1:" + port, "expect", "welcome")).isEqualTo("ok: ");
        assertThat(judge("ws://127.0.0.1:" + port, "send", "{\"op\":\"ping\"}", "expect", "said {\"op\":\"ping\"}"))
                .isEqualTo("ok: ");
        assertThat(judge("ws://127.0.0.1:" + port, "send", "x", "expect", "pong", "timeout", "500ms"))
                .isEqualTo("condition: \"pong\" did not come in time; the server said \"welcome you said x\"");
        assertThat(asked).contains("GET /chat?room=1 127.0.0.1:" + port);
    }

    @Test
    void readsBinaryMessagesAndAClose() throws Exception {
        int port = start(false, socket -> {
            socket.writeBinaryMessage(Buffer.buffer("bytes"));
            socket.close((short) 4001);
        });

        assertThat(judge("ws://127.0.0.1:" + port, "expect", "bytes")).isEqualTo("ok: ");
        assertThat(judge("ws://127.0.0.1:" + port, "expect", "pong"))
                .isEqualTo("condition: \"pong\" did not come before it closed the connection (4001); the server said"
                        + " \"bytes\"");
    }

    @Test
    void speaksTls() throws Exception {
        int port = start(true, socket -> socket.writeTextMessage("in"));

        assertThat(judge("wss://127.0.0.1:" + port, "expect", "in")).isEqualTo("ok: ");
        assertThat(judge("wss://127.0.0.1:" + port, "serverName", "ws.example")).isEqualTo("ok: ");
        assertThat(judge("wss://127.0.0.1:" + port, "serverName", "other.example"))
                .startsWith("unreachable: TLS: ")
                .contains("other.example");
        assertThat(judge("wss://127.0.0.1:" + port, "serverName", "other.example", "insecure", "true"))
                .isEqualTo("ok: ");
    }

    @Test
    void tellsWhatAServerAnswersThatIsNone() throws Exception {
        try (LocalServer http = LocalServer.answering(404, "no such page")) {
            assertThat(judge("ws://127.0.0.1:" + http.port()))
                    .startsWith("http-status: status 404, expected 101 (switching to WebSocket)");
            http.answer(asking -> Answered.of(401, "").with("WWW-Authenticate", "Bearer realm=\"x\""));
            assertThat(judge("ws://127.0.0.1:" + http.port())).contains("status 401", "asks for Bearer");
            http.answer(asking -> Answered.of(503, "x".repeat(200_000)));
            assertThat(judge("ws://127.0.0.1:" + http.port())).startsWith("http-status: status 503");
            http.answer(asking -> Answered.redirect(302, "http://169.254.169.254/"));
            assertThat(judge("ws://127.0.0.1:" + http.port())).startsWith("http-status: status 302");
        }
    }

    /** Plain servers of HTTP keep the connection for the next request, or send pages without an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK\r\n\r\n<html>",
                "200 OK\r\nContent-Length: 9\r\n\r\n<html>",
                "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n",
                "426 Upgrade Required\r\nConnection: keep-alive\r\n\r\n",
                "404 Not Found\r\nContent-Type: text/event-stream\r\n\r\n:\n\n",
            })
    void tellsAtOnceWhatAServerAnswersWhosePageDoesNotEnd(String answer) throws Exception {
        try (RawServer plain = new RawServer(client -> {
            RawServer.head(client);
            client.getOutputStream().write(("HTTP/1.1 " + answer).getBytes(StandardCharsets.US_ASCII));
            RawServer.untilGone(client);
        })) {
            assertThat(judge("ws://127.0.0.1:" + plain.port(), "timeout", "500ms"))
                    .startsWith("http-status: status " + answer.substring(0, 3)
                            + ", expected 101 (switching to WebSocket)");
        }
    }

    @Test
    void isDoneWithServersThatAreGoneHangOrCutOff() throws Exception {
        try (TcpServer silent = TcpServer.silent();
                TcpServer cutting = TcpServer.cuttingOff();
                RawServer ssh = RawServer.saying("SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.US_ASCII));
                RawServer wrong = RawServer.saying(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                + "Connection: Upgrade\r\nSec-WebSocket-Accept: d3Jvbmc=\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII))) {
            assertThat(judge("ws://127.0.0.1:" + silent.port(), "timeout", "500ms"))
                    .startsWith("timeout: ");
            assertThat(judge("ws://127.0.0.1:" + cutting.port())).startsWith("unreachable: ");
            assertThat(judge("ws://127.0.0.1:" + ssh.port())).startsWith("unreachable: ");
            assertThat(judge("ws://127.0.0.1:" + wrong.port())).startsWith("unreachable: ");
        }
        assertThat(judge("ws://127.0.0.1:" + TcpServer.closedPort())).startsWith("unreachable: no connection to ");
    }

    @Test
    void readsNoMoreThanItMay() throws Exception {
        int port = start(false, socket -> {
            for (int i = 0; i < 100; i++) {
                socket.writeTextMessage("x".repeat(10_000));
            }
        });

        assertThat(judge("ws://127.0.0.1:" + port, "expect", "pong"))
                .startsWith("condition: \"pong\" did not come in the first 65536 bytes");
    }

    /** All share one event loop, which has nothing else to do than to read what somebody sends. */
    @ParameterizedTest
    @ValueSource(strings = {"8900", "8100", "0000"})
    void readsNoMoreOfWhatIsNoMessage(String frame) throws Exception {
        byte[] frames = HexFormat.of().parseHex(frame.repeat(2_000));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread flood = new Thread(
                    () -> flood(server, frame.equals("0000") ? new byte[] {1, 1, 'a'} : new byte[0], frames));
            flood.setDaemon(true);
            flood.start();

            assertThat(judge("ws://127.0.0.1:" + server.getLocalPort(), "expect", "ready"))
                    .startsWith("condition: \"ready\" did not come in the first 2 MiB");
        }
    }

    private static void flood(ServerSocket server, byte[] first, byte[] frames) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String key = "";
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                key = line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key: ") ? line.substring(19) : key;
            }
            byte[] accept = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(first);
            while (true) {
                out.write(frames);
            }
        } catch (IOException | GeneralSecurityException e) {
            Thread.yield(); // Nobody listens any more.
        }
    }

    @Test
    void sendsItsHeadersAndSubprotocols() throws Exception {
        int port = start(
                false,
                socket -> socket.writeTextMessage(socket.headers().get("Authorization") + " "
                        + socket.headers().get("Sec-WebSocket-Protocol")));

        assertThat(judge(
                        "ws://127.0.0.1:" + port,
                        "headers",
                        "Authorization: Bearer one",
                        "subprotocols",
                        "graphql-ws",
                        "expect",
                        "Bearer one graphql-ws"))
                .isEqualTo("ok: ");
        assertThat(judge("ws://127.0.0.1:" + port, "authToken", "tok-en-of-ours", "expect", "tok-en-of-ours"))
                .isEqualTo("ok: ");
    }

    @Test
    void goesThroughAProxy() throws Exception {
        int port = start(false, socket -> socket.writeTextMessage("in"));
        int secure = start(true, socket -> socket.writeTextMessage("in"));
        try (ForwardProxy proxy = new ForwardProxy().demanding("me:secret")) {
            assertThat(judge("wss://127.0.0.1:" + secure, "expect", "in", "proxy", proxy.url("me:secret")))
                    .isEqualTo("ok: ");
            assertThat(judge("ws://127.0.0.1:" + port, "expect", "in", "proxy", proxy.url("me:secret")))
                    .isEqualTo("ok: ");
            assertThat(proxy.asked()).allMatch(line -> line.startsWith("CONNECT "));
            assertThat(judge("wss://127.0.0.1:" + secure, "proxy", proxy.url()))
                    .isEqualTo("misconfigured: through the proxy 127.0.0.1:" + proxy.port()
                            + ": it asks for another user and password (407)");
        }
    }

    @Test
    void tellsThatAProxyAsksForWhatItDoesNotSpeak() throws Exception {
        int secure = start(true, socket -> socket.writeTextMessage("in"));
        try (ForwardProxy proxy = new ForwardProxy().demandingDigest("me:secret")) {
            assertThat(judge("wss://127.0.0.1:" + secure, "proxy", proxy.url("me:secret")))
                    .isEqualTo("misconfigured: through the proxy 127.0.0.1:" + proxy.port()
                            + ": it asks for a user and password by Digest, and this check can only send them by Basic"
                            + " (407)");
        }
    }

    @Test
    void keepsToTheAddressRules() throws Exception {
        int port = start(false, socket -> {});
        ProbeRanges denied = new ProbeRanges(List.of("all"), List.of("127.0.0.0/8"), List.of());

        assertThat(judge(probes(AddressPolicy.over(Lookup.system(), denied)), "ws://127.0.0.1:" + port))
                .isEqualTo("misconfigured: 127.0.0.1 may not be reached: vedette.probe.deny has 127.0.0.0/8");
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsWhatIsNoAddress() {
        Parameters parameters = new Parameters(Map.of("url", "ftp://a.example/"));
        probes(Lookup.system()).create("websocket", "check", parameters, Duration.ofSeconds(1));

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("url: \"ftp://a.example/\" is not a URL; it must start with ws:// or wss://");
    }

    private int start(boolean secure, Consumer<ServerWebSocket> talk) throws Exception {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).addWebSocketSubProtocol("graphql-ws");
        if (secure) {
            String key = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(IDENTITY.key().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            options.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertValue(Buffer.buffer(IDENTITY.pem()))
                            .setKeyValue(Buffer.buffer(key)));
        }
        HttpServer server = VERTX.createHttpServer(options)
                .webSocketHandler(socket -> {
                    asked.add("GET " + socket.uri() + " " + socket.authority());
                    talk.accept(socket);
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private Probes probes(Lookup lookup) {
        Probes probes = new Probes(
                new HttpTransport(Trust.standardAnd(ROOT.chain()), lookup, Proxies.NONE),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
        opened.add(probes);
        return probes;
    }

    private String judge(String url, String... more) throws InterruptedException {
        return judge(probes(Lookup.system()), url, more);
    }

    private static String judge(Probes probes, String url, String... more) throws InterruptedException {
        Map<String, String> values = new TreeMap<>(Map.of("url", url));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Duration timeout = values.remove("timeout") == null ? Duration.ofSeconds(20) : Duration.ofMillis(500);
        Parameters parameters = new Parameters(values);
        Answer answer = probes.create("websocket", "check", parameters, timeout)
                .orElseThrow()
                .ask(Attempt.unlimited());
        assertThat(parameters.problems(List.of())).isEmpty();
        Verdict verdict = Rules.create("websocket", new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
