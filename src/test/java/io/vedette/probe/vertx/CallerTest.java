package io.vedette.probe.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Proxies;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Connected;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Lookup;
import io.vedette.probe.TcpServer;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls of WebSockets and of gRPC have in common: addresses, time, tokens. */
class CallerTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final List<Probes> opened = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    @AfterAll
    static void end() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        opened.forEach(Probes::close);
    }

    @Test
    void logsInAgainWhenItsTokenIsRefused() throws Exception {
        int port = start("token-2");
        try (LocalServer login = LocalServer.answering(200, "{\"auth_token\":\"token-1\"}")) {
            Probes probes = probes(Lookup.system());
            Map<String, String> values = new TreeMap<>(Map.of(
                    "url",
                    "ws://127.0.0.1:" + port,
                    "authUrl",
                    login.url("/login"),
                    "authUsername",
                    "me",
                    "authPassword",
                    "secret"));
            assertThat(ask(probes, "websocket", values))
                    .isInstanceOfSatisfying(
                            Answer.Http.class, http -> assertThat(http.status()).isEqualTo(401));
            assertThat(tokens).containsExactly("token-1", "token-1");

            login.answer(asked -> Answered.of(200, "{\"auth_token\":\"token-2\"}"));
            assertThat(ask(probes, "websocket", values)).isInstanceOf(Connected.class);
            assertThat(ask(probes, "websocket", values)).isInstanceOf(Connected.class);
            assertThat(tokens.subList(2, tokens.size())).containsExactly("token-1", "token-2", "token-2");
        }
    }

    /** A machine has no way to some addresses, such as those of a network that it is not in: Linux has none to these. */
    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "224.0.0.1"})
    @EnabledOnOs(OS.LINUX)
    void triesTheNextAddressWhereThereIsNoWayToOne(String none) throws Exception {
        int port = start("null");
        InetAddress first = InetAddress.getByName(none);
        Probes both = probes(host -> List.of(first, InetAddress.getByName("127.0.0.1")));
        Probes alone = probes(host -> List.of(first));

        assertThat(ask(both, "websocket", Map.of("url", "ws://a.example:" + port)))
                .isInstanceOf(Connected.class);
        assertThat(ask(both, "grpc", Map.of("host", "a.example", "port", "" + port)))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.message()).doesNotContain("no way there"));
        assertThat(ask(alone, "websocket", Map.of("url", "ws://a.example:" + port)))
                .isEqualTo(new Trouble(
                        Trouble.Kind.UNREACHABLE,
                        "no connection to a.example:" + port + ": connection refused or no way there"));
    }

    /** Only connecting has to leave time for other addresses; a server that took the connection has all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss", "grpc"})
    void waitsForAHandshakeAsLongAsTheCheckMay(String scheme) throws Exception {
        try (TcpServer silent = TcpServer.silent()) {
            InetAddress here = InetAddress.getByName("127.0.0.1");
            Probes probes = probes(host -> List.of(here, here, here));
            Map<String, String> values = new TreeMap<>(Map.of("timeout", "800ms"));
            values.putAll(
                    scheme.equals("grpc")
                            ? Map.of("host", "a.example", "port", "" + silent.port(), "tls", "true")
                            : Map.of("url", scheme + "://a.example:" + silent.port()));

            assertThat(ask(probes, scheme.equals("grpc") ? "grpc" : "websocket", values))
                    .isEqualTo(new Trouble(
                            Trouble.Kind.TIMEOUT,
                            "no complete answer of a.example:" + silent.port() + " within 800ms"));
        }
    }

    private int start(String token) throws Exception {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        return VERTX.createHttpServer(options)
                .webSocketHandler(socket -> {
                    String given = String.valueOf(socket.headers().get("Authorization"));
                    tokens.add(given);
                    if (!given.equals(token)) {
                        socket.reject(401);
                    }
                })
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private Probes probes(Lookup lookup) {
        Probes probes = new Probes(
                new HttpTransport(Trust.standard(), lookup, Proxies.NONE),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
        opened.add(probes);
        return probes;
    }

    private static Answer ask(Probes probes, String type, Map<String, String> given) throws InterruptedException {
        Map<String, String> values = new TreeMap<>(given);
        Duration timeout = values.remove("timeout") == null ? Duration.ofSeconds(20) : Duration.ofMillis(800);
        Parameters parameters = new Parameters(values);
        Answer answer =
                probes.create(type, "check", parameters, timeout).orElseThrow().ask(Attempt.unlimited());
        assertThat(parameters.problems(List.of())).isEmpty();
        return answer;
    }
}
