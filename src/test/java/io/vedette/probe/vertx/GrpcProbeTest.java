package io.vedette.probe.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.vedette.LocalServer;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.NoProxy;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health service of a server of grpc-java, asked in clear and over TLS. */
class GrpcProbeTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority IDENTITY = ROOT.server(Validity.LASTING, "127.0.0.1", "grpc.example");

    private final HealthStatusManager health = new HealthStatusManager();
    private final List<Server> servers = new ArrayList<>();
    private final List<Probes> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(Server::shutdownNow);
        opened.forEach(Probes::close);
    }

    @Test
    void asksAServerForItsHealth() throws Exception {
        int port = start(InsecureServerCredentials.create());

        assertThat(judge(port)).isEqualTo("ok: ");
        health.setStatus("", ServingStatus.NOT_SERVING);
        assertThat(judge(port)).isEqualTo("status: the server is NOT_SERVING");
    }

    @Test
    void asksForOneService() throws Exception {
        int port = start(InsecureServerCredentials.create());
        String service = "shop.v1.Orders" + "x".repeat(200); // Its length is two bytes.
        health.setStatus(service, ServingStatus.SERVING);
        health.setStatus("down", ServingStatus.UNKNOWN);

        assertThat(judge(port, "service", service)).isEqualTo("ok: ");
        assertThat(judge(port, "service", "down")).isEqualTo("status: the service down is UNKNOWN");
        assertThat(judge(port, "service", "nobody"))
                .isEqualTo(
                        "misconfigured: answered NOT_FOUND (unknown service nobody): its health service knows no nobody");
    }

    @Test
    void speaksTls() throws Exception {
        int port = start(credentials());

        assertThat(judge(port, "tls", "true")).isEqualTo("ok: ");
        assertThat(judge(port, "tls", "true", "serverName", "grpc.example")).isEqualTo("ok: ");
        assertThat(judge(port, "tls", "true", "serverName", "other.example"))
                .startsWith("unreachable: TLS: ")
                .contains("other.example");
        assertThat(judge(port, "tls", "true", "serverName", "other.example", "insecure", "true"))
                .isEqualTo("ok: ");
        assertThat(judge(port)).startsWith("unreachable: ");
    }

    @Test
    void tellsThatThereIsNoHealthService() throws Exception {
        Server server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .build()
                .start();
        servers.add(server);

        assertThat(judge(server.getPort()))
                .startsWith("misconfigured: answered UNIMPLEMENTED (")
                .endsWith("): the server has no health service (grpc.health.v1.Health)");
    }

    @Test
    void sendsMetadata() throws Exception {
        Metadata.Key<String> authorization = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
        int port = start(InsecureServerCredentials.create(), new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                if (!"Bearer one".equals(headers.get(authorization))) {
                    call.close(Status.UNAUTHENTICATED.withDescription("wer bist dü?"), new Metadata());
                    return new ServerCall.Listener<>() {};
                }
                return next.startCall(call, headers);
            }
        });

        assertThat(judge(port, "headers", "Authorization: Bearer one")).isEqualTo("ok: ");
        assertThat(judge(port))
                .isEqualTo("misconfigured: answered UNAUTHENTICATED (wer bist dü?): it wants other headers, such as"
                        + " authorization");
    }

    @Test
    void tellsWhatIsNoGrpc() throws Exception {
        try (LocalServer http = LocalServer.answering(200, "fine");
                RawServer ssh = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                TcpServer cutting = TcpServer.cuttingOff();
                TcpServer silent = TcpServer.silent()) {
            assertThat(judge(http.port())).matches("(malformed-body|unreachable): .*");
            assertThat(judge(ssh.port())).matches("(malformed-body|unreachable): .*");
            assertThat(judge(cutting.port())).startsWith("unreachable: ");
            assertThat(judge(silent.port(), "timeout", "400ms")).startsWith("timeout: ");
        }
        int closed = TcpServer.closedPort();
        assertThat(judge(closed)).startsWith("unreachable: no connection to 127.0.0.1:" + closed);
    }

    @Test
    void keepsToTheAddressRules() throws Exception {
        int port = start(InsecureServerCredentials.create());
        ProbeRanges denied = new ProbeRanges(List.of("all"), List.of("127.0.0.0/8"), List.of());

        assertThat(judge(probes(Proxies.NONE, AddressPolicy.over(Lookup.system(), denied)), port))
                .isEqualTo("misconfigured: 127.0.0.1 may not be reached: vedette.probe.deny has 127.0.0.0/8");
    }

    @Test
    void goesThroughAProxy() throws Exception {
        int port = start(credentials());
        try (ForwardProxy proxy = new ForwardProxy().demanding("me:secret")) {
            assertThat(judge(port, "tls", "true", "proxy", proxy.url("me:secret")))
                    .isEqualTo("ok: ");
            assertThat(proxy.asked()).anyMatch(line -> line.startsWith("CONNECT 127.0.0.1:" + port));
            assertThat(judge(port, "tls", "true", "proxy", proxy.url("me:wrong")))
                    .isEqualTo("misconfigured: through the proxy 127.0.0.1:" + proxy.port()
                            + ": it asks for another user and password (407)");
        }
        Optional<ProxyAddress> closed = Optional.of(ProxyAddress.parse("http://127.0.0.1:" + TcpServer.closedPort()));
        Proxies all = new Proxies(closed, closed, NoProxy.NONE);
        Lookup unknown = host -> host.endsWith(".example") ? List.of() : List.of(InetAddress.getByName(host));
        assertThat(judge(probes(all, unknown), port, "host", "grpc.example", "tls", "true"))
                .startsWith("unreachable: through the proxy 127.0.0.1:"
                        + closed.get().port());
        assertThat(judge(probes(all, Lookup.system()), start(InsecureServerCredentials.create())))
                .isEqualTo("ok: "); // In clear it goes through none.
    }

    private int start(ServerCredentials credentials, ServerInterceptor... interceptors) throws IOException {
        var builder = Grpc.newServerBuilderForPort(0, credentials).addService(health.getHealthService());
        for (ServerInterceptor one : interceptors) {
            builder.intercept(one);
        }
        Server server = builder.build().start();
        servers.add(server);
        return server.getPort();
    }

    private static ServerCredentials credentials() throws IOException {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(IDENTITY.key().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return TlsServerCredentials.create(
                new ByteArrayInputStream(IDENTITY.pem().getBytes(StandardCharsets.US_ASCII)),
                new ByteArrayInputStream(key.getBytes(StandardCharsets.US_ASCII)));
    }

    private Probes probes(Proxies proxies, Lookup lookup) {
        Probes probes = new Probes(
                new HttpTransport(Trust.standardAnd(ROOT.chain()), lookup, proxies),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
        opened.add(probes);
        return probes;
    }

    private String judge(int port, String... more) throws InterruptedException {
        return judge(probes(Proxies.NONE, Lookup.system()), port, more);
    }

    private static String judge(Probes probes, int port, String... more) throws InterruptedException {
        Map<String, String> values = new TreeMap<>(Map.of("host", "127.0.0.1", "port", String.valueOf(port)));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Duration timeout = values.remove("timeout") == null ? Duration.ofSeconds(20) : Duration.ofMillis(400);
        Parameters parameters = new Parameters(values);
        Answer answer = probes.create("grpc", "check", parameters, timeout)
                .orElseThrow()
                .ask(Attempt.unlimited());
        assertThat(parameters.problems(List.of())).isEmpty();
        Verdict verdict = Rules.create("grpc", new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
