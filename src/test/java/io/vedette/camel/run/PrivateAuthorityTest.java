package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Trials.Web;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template tls, and templates that ask over HTTPS, whole, where a company has an authority of its own. */
class PrivateAuthorityTest {

    private static final String HOST = "127.0.0.1";
    /** Long over, whatever the clock of the machine says. */
    private static final Validity OVER = new Validity(-4_000, -3_000);

    private static final List<AutoCloseable> SERVERS = new ArrayList<>();
    private static final TestAuthority COMPANY = TestAuthority.root("Company Root", Validity.LASTING);
    private static final TestAuthority STRANGER = TestAuthority.root("Stranger Root", Validity.LASTING);
    private static final Trials TRIALS = new Trials();

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "# ours\n" + COMPANY.pem());
        certificates();
        answers();
        troubles();
        TRIALS.with("vedette.probe.trust", "ca.pem").run(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : SERVERS) {
            server.close();
        }
    }

    private static <T extends AutoCloseable> T serving(T server) {
        SERVERS.add(server);
        return server;
    }

    private static void certificates() throws Exception {
        tls("healthy", COMPANY.server(new Validity(-1, 60), HOST));
        tls(
                "healthy by an issuer",
                COMPANY.intermediate("Issuer", Validity.GOOD).server(Validity.GOOD, HOST));
        tls("warned", COMPANY.server(new Validity(-1, 20), HOST));
        tls("warned early", COMPANY.server(new Validity(-1, 60), HOST), "warnDays", "90");
        tls("never warned", COMPANY.server(new Validity(-1, 3), HOST), "warnDays", "0", "errorDays", "0");
        tls("nearly over", COMPANY.server(new Validity(-1, 5), HOST));
        tls("nearly over early", COMPANY.server(new Validity(-1, 20), HOST), "errorDays", "20");
        tls("expired", COMPANY.server(new Validity(-100, -3), HOST));
        tls("issuer expired", COMPANY.intermediate("Issuer", OVER).server(Validity.GOOD, HOST));
        tls("to come", COMPANY.server(new Validity(2, 100), HOST));
        tls("self-signed", TestAuthority.selfSigned(HOST));
        tls("stranger", STRANGER.server(Validity.GOOD, HOST).with(STRANGER.chain()));
        tls("wrong name", COMPANY.server(Validity.GOOD, "shop.example"));
        tls("named", COMPANY.server(Validity.GOOD, "shop.example"), "serverName", "shop.example");
    }

    private static void tls(String name, TestAuthority identity, String... more) throws Exception {
        List<String> parameters = new ArrayList<>(List.of(more));
        int port = serving(TlsServer.showing(identity)).port();
        parameters.addAll(List.of("host", HOST, "port", String.valueOf(port)));
        TRIALS.add(name, "tls", parameters.toArray(String[]::new));
    }

    private static void answers() throws Exception {
        Web web = serving(Web.secure(COMPANY.server(Validity.LASTING, HOST)));
        web.on("/task", 200, "{\"status\":\"ok\",\"lastrun\":\"" + TestAuthority.NOW + "\"}")
                .on("/stale", 200, "{\"status\":\"ok\",\"lastrun\":\"2020-01-01T00:00:00Z\"}")
                .on("/broken", 500, "out of order")
                .on("/up", 200, "{\"status\":\"UP\"}")
                .on("/api/v2/health", 200, "{\"status\":\"Healthy\",\"entries\":{}}")
                .on("/reg/healthmetrics01/check_username", 200, "{\"reserved\":true}")
                .on("/healthmetrics01/events", 200, "{\"events\":[],\"meta\":{}}")
                .on("/login", 200, "{\"auth_token\":\"given-out\"}");
        web.on("/ext/health", exchange -> {
            boolean call = exchange.getRequestMethod().equals("POST");
            String healthy = "{\"healthy\":true,\"checks\":{}}";
            Web.answer(exchange, 200, call ? "{\"jsonrpc\":\"2.0\",\"result\":" + healthy + ",\"id\":1}" : healthy);
        });
        web.on("/guarded", exchange -> {
            boolean known = "given-out".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            Web.answer(exchange, known ? 200 : 401, "");
        });
        String url = "https://" + web.host();
        TRIALS.add("task", "task", "url", url + "/task")
                .add("task stale", "task", "url", url + "/stale")
                .add("http", "http", "url", url + "/task")
                .add("http broken", "http", "url", url + "/broken")
                .add("json", "json", "url", url + "/up", "statusPath", "$.status")
                .add("health", "health", "url", url + "/up")
                .add("portos", "portos", "url", url)
                .add("avalanche", "avalanche-health", "url", url)
                .add("json-rpc", "avalanche-liveness", "url", url)
                .add("register", "pryv-register", "hostname", url)
                .add("core", "pryv-core", "hostname", url, "token", "t")
                .add(
                        "login",
                        "http",
                        "url",
                        url + "/guarded",
                        "authUrl",
                        url + "/login",
                        "authUsername",
                        "me",
                        "authPassword",
                        "very-secret");
    }

    private static void troubles() throws Exception {
        http("http stranger", STRANGER.server(Validity.LASTING, HOST));
        http("http self-signed", TestAuthority.selfSigned(HOST));
        http("http wrong name", COMPANY.server(Validity.LASTING, "shop.example"));
        http("http expired", COMPANY.server(OVER, HOST));
        TestAuthority young = COMPANY.intermediate("Young", Validity.LASTING);
        http("http expired below", young.server(OVER, HOST));
        loginAt("login expired", COMPANY.server(OVER, HOST));
        http("http to come", COMPANY.server(new Validity(30_000, 36_000), HOST));
        http("http unverified", COMPANY.server(OVER, "shop.example"), "insecure", "true");
    }

    private static void loginAt(String name, TestAuthority identity) throws Exception {
        Web web = serving(Web.secure(identity)).on("/login", 200, "{\"auth_token\":\"given-out\"}");
        TRIALS.add(
                name,
                "http",
                "url",
                "https://" + web.host() + "/",
                "authUrl",
                "https://" + web.host() + "/login",
                "authUsername",
                "me",
                "authPassword",
                "very-secret-2");
    }

    private static void http(String name, TestAuthority identity, String... more) throws Exception {
        Web web = serving(Web.secure(identity)).on("/", 200, "well");
        List<String> parameters = new ArrayList<>(List.of(more));
        parameters.addAll(List.of("url", "https://" + web.host() + "/"));
        TRIALS.add(name, "http", parameters.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "healthy              | ok                   | expires in 60 days",
                "healthy by an issuer | ok                   | expires in 100 days",
                "warned               | degraded certificate | the certificate of CN=server expires in 20 days",
                "warned early         | degraded certificate | expires in 60 days",
                "never warned         | ok                   | expires in 3 days",
                "nearly over          | error certificate    | the certificate of CN=server expires in 5 days",
                "nearly over early    | error certificate    | expires in 20 days",
                "expired              | error certificate    | the certificate of CN=server expired 3 days ago",
                "issuer expired       | error certificate    | the certificate of CN=Issuer expired",
                "to come              | error certificate    | the certificate of CN=server is not yet valid",
                "self-signed          | error certificate    | self-signed certificate of CN=127.0.0.1",
                "stranger             | error certificate    | the root CN=Stranger Root is not in the trust store",
                "wrong name           | error certificate    | not for 127.0.0.1 but for shop.example",
                "named                | ok                   |",
                "task                 | ok                   |",
                "task stale           | error stale          |",
                "http                 | ok                   |",
                "http broken          | error http-status    | 500",
                "json                 | ok                   |",
                "health               | ok                   |",
                "portos               | ok                   |",
                "avalanche            | ok                   |",
                "json-rpc             | ok                   |",
                "register             | ok                   |",
                "core                 | ok                   |",
                "login                | ok                   |",
                "http stranger        | error unreachable    | CN=Stranger Root is neither sent by the server nor in the trust store",
                "http self-signed     | error unreachable    | self-signed certificate of CN=127.0.0.1",
                "http wrong name      | error unreachable    | not for 127.0.0.1 but for shop.example",
                "http expired         | error unreachable    | the certificate of CN=server expired",
                "http expired below   | error unreachable    | the certificate of CN=server expired",
                "login expired        | error unreachable    | login at 127.0.0.1: TLS: the certificate of CN=server expired",
                "http unverified      | ok                   |",
                "http to come         | error unreachable    | the certificate of CN=server is not yet valid",
            })
    void judgesWhatTheServerShows(String check, String outcome, String told) {
        assertThat(TRIALS.outcome(check)).as(TRIALS.verdict(check).message()).isEqualTo(outcome);
        assertThat(TRIALS.verdict(check).message()).contains(told == null ? "" : told);
    }
}
