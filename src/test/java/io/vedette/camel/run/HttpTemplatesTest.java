package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Trials.Web;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template that asks over HTTP, whole, against servers that answer in every way. */
class HttpTemplatesTest {

    private static final List<String> BY_URL =
            List.of("task", "http", "json", "health", "portos", "avalanche-health", "avalanche-liveness");
    private static final List<String> BY_HOST = List.of("pryv-register", "pryv-core");

    private static final List<AutoCloseable> SERVERS = new ArrayList<>();
    private static final Trials TRIALS = new Trials();
    private static Web web;

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        web = serving(Web.plain());
        troubles();
        answers();
        nodes();
        platforms();
        TRIALS.run(folder);
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

    static Stream<String> httpTemplates() {
        return Stream.concat(BY_URL.stream(), BY_HOST.stream());
    }

    private static void troubles() throws Exception {
        Web secure = serving(Web.secure(TestAuthority.selfSigned("elsewhere.example")));
        secure.on("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String body = path.endsWith("check_username")
                    ? "{\"reserved\":true}"
                    : path.endsWith("/events")
                            ? "{\"events\":[]}"
                            : path.endsWith("/ext/health")
                                            && exchange.getRequestMethod().equals("POST")
                                    ? "{\"jsonrpc\":\"2.0\",\"result\":{\"healthy\":true},\"id\":1}"
                                    : "{\"status\":\"ok\",\"healthy\":true,\"entries\":{},\"lastrun\":\""
                                            + TestAuthority.NOW + "\"}";
            Web.answer(
                    exchange, 200, path.endsWith("/api/v2/health") ? "{\"status\":\"Healthy\",\"entries\":{}}" : body);
        });
        Web broken = serving(Web.plain()).on("/", 500, "{\"error\":\"out of order\"}");
        int hung = serving(TcpServer.silent()).port();
        int cut = serving(TcpServer.cuttingOff()).port();
        int closed = TcpServer.closedPort();
        for (String template : httpTemplates().toList()) {
            trouble(template, "hung", "http://127.0.0.1:" + hung, "timeout", "500ms");
            trouble(template, "cut", "http://127.0.0.1:" + cut);
            trouble(template, "refused", "http://127.0.0.1:" + closed);
            trouble(template, "broken", broken.url());
            trouble(template, "untrusted", "https://" + secure.host());
            trouble(template, "insecure", "https://" + secure.host(), "insecure", "true");
        }
    }

    private static void trouble(String template, String name, String address, String... more) {
        List<String> parameters = new ArrayList<>(List.of(more));
        parameters.addAll(List.of(BY_HOST.contains(template) ? "hostname" : "url", address));
        if (template.equals("pryv-core")) {
            parameters.addAll(List.of("token", "the-token"));
        }
        TRIALS.add(template + " " + name, template, parameters.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("httpTemplates")
    void tellsWhyNoAnswerCame(String template) {
        assertThat(TRIALS.outcome(template + " hung")).isEqualTo("error timeout");
        assertThat(TRIALS.verdict(template + " hung").message()).isEqualTo("no complete answer within 500ms");
        assertThat(TRIALS.outcome(template + " cut")).isEqualTo("error unreachable");
        assertThat(TRIALS.outcome(template + " refused")).isEqualTo("error unreachable");
        assertThat(TRIALS.outcome(template + " untrusted")).isEqualTo("error unreachable");
        assertThat(TRIALS.outcome(template + " insecure")).isEqualTo("ok");
    }

    @ParameterizedTest
    @MethodSource("httpTemplates")
    void tellsTheStatusOfABrokenServer(String template) {
        assertThat(TRIALS.outcome(template + " broken")).isEqualTo("error http-status");
        assertThat(TRIALS.verdict(template + " broken").message()).contains("500");
    }

    private static void answers() {
        web.on("/text", 200, "all is well").on("/created", 201, "").on("/empty", 200, "");
        web.on("/echo", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes());
            String header = exchange.getRequestHeaders().getFirst("X-Who");
            Web.answer(exchange, 200, exchange.getRequestMethod() + " " + header + " " + sent);
        });
        TRIALS.add("http ok", "http", "url", web.url() + "/text", "contains", "is well")
                .add("http text", "http", "url", web.url() + "/text", "contains", "IS WELL")
                .add("http status", "http", "url", web.url() + "/created", "expectedStatus", "200,202-204")
                .add(
                        "http post",
                        "http",
                        "url",
                        web.url() + "/echo",
                        "method",
                        "post",
                        "body",
                        "hello",
                        "headers",
                        "X-Who: me",
                        "contains",
                        "POST me hello");
        web.on("/up", 200, "{\"status\":\"UP\"}")
                .on("/down", 503, "{\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"}}}");
        TRIALS.add("health ok", "health", "url", web.url() + "/up")
                .add("health down", "health", "url", web.url() + "/down")
                .add("health text", "health", "url", web.url() + "/text")
                .add("health empty", "health", "url", web.url() + "/empty")
                .add("health post", "health", "url", web.url() + "/echo", "method", "POST", "body", "x");
        web.on("/portos/api/v2/health", 200, Trials.sample("portos-unhealthy.json"))
                .on("/fine/api/v2/health", 200, "{\"status\":\"Healthy\",\"entries\":{}}")
                .on("/meh/api/v2/health", 200, "{\"status\":\"Degraded\",\"entries\":{}}")
                .on("/html/api/v2/health", 200, "<html></html>");
        TRIALS.add("portos sample", "portos", "url", web.url() + "/portos")
                .add("portos ok", "portos", "url", web.url() + "/fine/api/v2/health")
                .add("portos degraded", "portos", "url", web.url() + "/meh/")
                .add("portos html", "portos", "url", web.url() + "/html");
    }

    private static void nodes() {
        String failing =
                "{\"checks\":{\"network\":{\"error\":\"not connected\",\"contiguousFailures\":2}},\"healthy\":false}";
        web.on("/sick/ext/health", 503, failing).on("/well/ext/health", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            Web.answer(
                    exchange, 200, query.equals("tag=a&tag=b+c") ? "{\"healthy\":true}" : "{\"q\":\"" + query + "\"}");
        });
        web.on("/old/ext/health", 200, "");
        web.on("/seed/ext/health", 200, Trials.sample("avalanche-liveness.json"));
        web.on("/new/ext/health", exchange -> {
            String call = new String(exchange.getRequestBody().readAllBytes());
            String error =
                    "{\"code\":-32000,\"message\":\"rpc: can't find method \\\"health.GetLiveness\\\"\",\"data\":null}";
            String result = "{\"jsonrpc\":\"2.0\",\"result\":" + failing + ",\"id\":1}";
            boolean known = call.equals(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"health.health\",\"params\":{\"tags\":[\"a\",\"b\"]}}");
            Web.answer(exchange, 200, known ? result : "{\"jsonrpc\":\"2.0\",\"error\":" + error + ",\"id\":1}");
        });
        web.on("/picky/ext/health", exchange -> {
            boolean allowed = "localhost".equals(exchange.getRequestHeaders().getFirst("Host"));
            Web.answer(exchange, allowed ? 200 : 403, allowed ? "{\"healthy\":true}" : "invalid host specified");
        });
        TRIALS.add("node sick", "avalanche-health", "url", web.url() + "/sick")
                .add("node well", "avalanche-health", "url", web.url() + "/well/", "nodeTags", "a, b c")
                .add("node old", "avalanche-health", "url", web.url() + "/old/ext/health")
                .add("node picky", "avalanche-health", "url", web.url() + "/picky")
                .add("node allowed", "avalanche-health", "url", web.url() + "/picky", "headers", "Host: localhost")
                .add("liveness seed", "avalanche-liveness", "url", web.url() + "/seed")
                .add("liveness old seed", "avalanche-liveness", "url", web.url() + "/seed", "maxAge", "1h")
                .add("liveness gone", "avalanche-liveness", "url", web.url() + "/new", "nodeTags", "a,b")
                .add(
                        "liveness brief",
                        "avalanche-liveness",
                        "url",
                        web.url() + "/new",
                        "nodeTags",
                        "a,b",
                        "maxContiguousFailures",
                        "2")
                .add("liveness unknown", "avalanche-liveness", "url", web.url() + "/new");
    }

    private static void platforms() {
        web.on("/reg/healthmetrics01/check_username", 200, "{\"reserved\":true}")
                .on("/reg/nobody/check_username", 200, "{\"reserved\":false}")
                .on("/reg/bad/check_username", 400, "{\"id\":\"INVALID_USER_NAME\",\"message\":\"Invalid user name\"}")
                .on("/reg/list/check_username", 200, "[]");
        web.on("/healthmetrics01/events", exchange -> {
            boolean known = "the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && "limit=1".equals(exchange.getRequestURI().getRawQuery());
            String error =
                    "{\"error\":{\"id\":\"invalid-access-token\",\"message\":\"Cannot find access from token.\"}}";
            Web.answer(exchange, known ? 200 : 403, known ? "{\"events\":[],\"meta\":{}}" : error);
        });
        web.on("/moved/events", 421, "{\"error\":{\"id\":\"wrong-core\",\"message\":\"no\",\"coreUrl\":\"https://b\"}}")
                .on("/nobody/events", 404, "{\"error\":{\"id\":\"unknown-resource\",\"message\":\"Unknown user\"}}")
                .on("/list/events", 200, "{}");
        String host = web.url();
        TRIALS.add("reg ok", "pryv-register", "hostname", host)
                .add("reg missing", "pryv-register", "hostname", host, "username", "nobody")
                .add("reg bad", "pryv-register", "hostname", host, "username", "bad")
                .add("reg list", "pryv-register", "hostname", host, "username", "list")
                .add("reg domain", "pryv-register", "domain", "pryv.invalid:4443", "timeout", "2s")
                .add("core ok", "pryv-core", "hostname", host, "token", "the-token")
                .add("core wrong", "pryv-core", "hostname", host, "token", "another")
                .add("core moved", "pryv-core", "hostname", host, "token", "t", "username", "moved")
                .add("core nobody", "pryv-core", "hostname", host, "token", "t", "username", "nobody")
                .add("core list", "pryv-core", "hostname", host, "token", "t", "username", "list")
                .add("core domain", "pryv-core", "domain", "pryv.invalid", "token", "t", "timeout", "2s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http ok           | ok |",
                "http text         | error condition      | does not contain \"IS WELL\"",
                "http status       | error http-status    | status 201, expected 200,202-204",
                "http post         | ok |",
                "health ok         | ok |",
                "health down       | error status         | db: DOWN",
                "health text       | error malformed-body | all is well",
                "health empty      | error malformed-body | an empty body",
                "health post       | error malformed-body | POST",
                "portos sample     | error status         | fiscalPrinters",
                "portos ok         | ok |",
                "portos degraded   | degraded status      | Degraded",
                "portos html       | error malformed-body | <html>",
                "node sick         | error status         | network: failing (not connected; 2 failures in a row)",
                "node well         | ok |",
                "node old          | ok |",
                "node picky        | error misconfigured  | Host",
                "node allowed      | ok |",
                "liveness seed     | error status         | example error message",
                "liveness old seed | error stale          | more than 1h ago",
                "liveness gone     | error status         | not connected",
                "liveness brief    | degraded status      | not connected",
                "liveness unknown  | error misconfigured  | does not know the method",
                "reg ok            | ok |",
                "reg missing       | ok |",
                "reg bad           | error misconfigured  | username",
                "reg list          | error malformed-body | reserved",
                "reg domain        | error unreachable    | reg.pryv.invalid",
                "core ok           | ok |",
                "core wrong        | error misconfigured  | the access token is wrong",
                "core moved        | error misconfigured  | https://b",
                "core nobody       | error misconfigured  | does not know the user",
                "core list         | error malformed-body | not a list of events",
                "core domain       | error unreachable    | healthmetrics01.pryv.invalid",
            })
    void judgesWhatTheServerSays(String check, String outcome, String told) {
        assertThat(TRIALS.outcome(check)).isEqualTo(outcome);
        assertThat(TRIALS.verdict(check).message()).contains(told == null ? "" : told);
    }

    @Test
    void warnsOfAMissingPryvAccount() {
        assertThat(TRIALS.verdict("reg missing").details().warnings())
                .singleElement()
                .asString()
                .contains("missing");
    }

    @ParameterizedTest
    @CsvSource({
        "portos degraded, http://HOST/meh/api/v2/health",
        "portos ok, http://HOST/fine/api/v2/health",
        "node well, http://HOST/well/ext/health?tag=a&tag=b+c",
        "liveness gone, http://HOST/new/ext/health",
        "reg ok, http://HOST/reg/healthmetrics01/check_username",
        "reg domain, https://reg.pryv.invalid:4443/healthmetrics01/check_username",
        "core ok, http://HOST/healthmetrics01/events?limit=1",
        "core domain, https://healthmetrics01.pryv.invalid/events?limit=1",
    })
    void showsWhatIsAsked(String check, String address) {
        assertThat(TRIALS.address(check)).isEqualTo(address.replace("HOST", web.host()));
    }
}
