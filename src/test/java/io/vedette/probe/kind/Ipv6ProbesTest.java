package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Proxies;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Lookup;
import io.vedette.probe.LoopbackV6;
import io.vedette.probe.Observation;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.tls.Trust;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** Servers that listen at ::1 alone. */
class Ipv6ProbesTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer web;
    private Probes probes;

    @BeforeAll
    static void isThere() {
        LoopbackV6.assumeIsThere();
    }

    @BeforeEach
    void start() throws Exception {
        web = HttpServer.create(new InetSocketAddress(LoopbackV6.address(), 0), 0);
        web.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host"));
            byte[] body = "welcome".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        Lookup names = host -> switch (host) {
            case "both.example" -> List.of(InetAddress.getByName("127.0.0.1"), LoopbackV6.address());
            case "old.example" -> List.of(InetAddress.getByName("127.0.0.1"));
            default -> Lookup.system().addresses(host);
        };
        probes = new Probes(
                new HttpTransport(Trust.standardAnd(List.of()), names, Proxies.NONE),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
    }

    @AfterEach
    void stop() {
        web.stop(0);
        probes.close();
    }

    private int port() {
        return web.getAddress().getPort();
    }

    @Test
    void http() throws Exception {
        assertThat(judge("http", "url", "http://[::1]:" + port() + "/a?b=[c]")).isEqualTo("ok: ");
        assertThat(asked).containsExactly("[::1]:" + port());
        assertThat(judge("http", "url", "http://[0:0:0:0:0:0:0:1]:" + port(), "ipVersion", "6"))
                .isEqualTo("ok: ");
        assertThat(judge("http", "url", "http://both.example:" + port(), "ipVersion", "6"))
                .isEqualTo("ok: ");
        assertThat(judge("http", "url", "http://both.example:" + port())).isEqualTo("ok: "); // The next address.
        assertThat(judge("http", "url", "http://both.example:" + port(), "ipVersion", "4"))
                .startsWith("unreachable: ");
        assertThat(judge("http", "url", "http://old.example:" + port(), "ipVersion", "6"))
                .startsWith("unreachable: ")
                .contains("old.example has no IPv6 address");
        assertThat(judge("http", "url", "http://[::1]:" + closedPort()))
                .startsWith("unreachable: ")
                .contains("[::1]");
    }

    @Test
    void tcp() throws Exception {
        String port = String.valueOf(port());

        assertThat(judge("tcp", "host", "::1", "port", port)).isEqualTo("ok: ");
        assertThat(judge("tcp", "host", "[::1]", "port", port)).isEqualTo("ok: ");
        assertThat(judge("tcp", "host", "both.example", "port", port, "ipVersion", "6"))
                .isEqualTo("ok: ");
        assertThat(judge("tcp", "host", "both.example", "port", port, "ipVersion", "4"))
                .startsWith("unreachable: ");
        assertThat(judge(
                        "tcp",
                        "host",
                        "::1",
                        "port",
                        port,
                        "send",
                        "GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                        "expect",
                        "200 OK"))
                .isEqualTo("ok: ");
        assertThat(judge("tcp", "host", "::1", "port", String.valueOf(closedPort())))
                .startsWith("unreachable: ")
                .contains("[::1]");
    }

    @Test
    void dns() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start(
                LoopbackV6.address(),
                (query, overTcp) ->
                        Optional.of(DnsAnswerer.response(query, Rcode.NOERROR, "a.example. 60 IN AAAA 2001:db8::7")
                                .toWire()))) {
            assertThat(judge(
                            "dns",
                            "host",
                            "a.example",
                            "type",
                            "AAAA",
                            "resolver",
                            "[::1]:" + server.address().port()))
                    .isEqualTo("ok: ");
        }
        assertThat(judge("dns", "host", "a.example", "resolver", "[::1]:" + closedPort()))
                .startsWith("unreachable: ");
    }

    @Test
    void grpc() throws Exception {
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start();
        try {
            String port = String.valueOf(server.getPort());

            assertThat(judge("grpc", "host", "::1", "port", port)).isEqualTo("ok: ");
            assertThat(judge("grpc", "host", "[::1]", "port", port, "ipVersion", "6"))
                    .isEqualTo("ok: ");
            assertThat(judge("grpc", "host", "both.example", "port", port, "ipVersion", "6"))
                    .isEqualTo("ok: ");
            assertThat(judge("grpc", "host", "old.example", "port", port, "ipVersion", "6"))
                    .contains("old.example has no IPv6 address");
        } finally {
            server.shutdownNow();
        }
        assertThat(judge("grpc", "host", "::1", "port", String.valueOf(closedPort())))
                .startsWith("unreachable: no connection to [::1]:");
    }

    @Test
    void websocket() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer(
                            new HttpServerOptions().setHost("::1").setPort(0))
                    .webSocketHandler(socket -> socket.writeTextMessage("hello " + socket.authority()))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)
                    .actualPort();

            assertThat(judge("websocket", "url", "ws://[::1]:" + port + "/", "expect", "hello [::1]:" + port))
                    .isEqualTo("ok: ");
            assertThat(judge("websocket", "url", "ws://both.example:" + port, "ipVersion", "6"))
                    .isEqualTo("ok: ");
            assertThat(judge("websocket", "url", "ws://both.example:" + port, "ipVersion", "4"))
                    .startsWith("unreachable: no connection to ");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, LoopbackV6.address())) {
            return socket.getLocalPort();
        }
    }

    private String judge(String template, String... pairs) throws InterruptedException {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        Parameters parameters = new Parameters(values);
        Answer answer = probes.create(template, "check", parameters, Duration.ofSeconds(20))
                .orElseThrow()
                .ask(Attempt.unlimited());
        assertThat(parameters.problems(List.of())).isEmpty();
        Verdict verdict = Rules.create(template, new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
