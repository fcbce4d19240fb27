package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.App;
import io.vedette.app.pryv.FakePryv;
import io.vedette.camel.run.Trials.Web;
import io.vedette.check.CheckYaml;
import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The three Pryv.io checks of a platform with DNS, as an operator runs them: a process of its own, in which the names of
 * the platform lead to this machine by a hosts file.
 */
class PryvByDomainTest {

    private static final List<AutoCloseable> SERVERS = new ArrayList<>();
    private static final StringBuilder CHECKS = new StringBuilder();
    private static final Map<String, JsonNode> RESULTS = new HashMap<>();
    private static int code;

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        registers();
        cores();
        names();
        overTls(folder);
        run(folder);
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

    private static FakePryv platform() throws Exception {
        return serving(new FakePryv(FakePryv.Version.V1, false)).withAccount("healthmetrics01", "a-password");
    }

    private static void add(String name, String template, String... parameters) {
        Map<String, String> all = Trials.parameters(parameters);
        all.putIfAbsent("timeout", "20s");
        CHECKS.append(new CheckYaml(name, template, all).text()).append('\n');
    }

    private static void registers() throws Exception {
        String domain = "http://" + platform().host();
        add("register ok", "pryv-register", "domain", domain);
        add("register missing", "pryv-register", "domain", domain, "username", "nobody");
        register("register invalid", 400, FakePryv.flat("INVALID_USER_NAME", "Invalid user name"));
        register("register broken", 500, FakePryv.flat("INTERNAL_ERROR", "Internal error"));
        register("register other", 200, "<html>It works!</html>");
        add("register refused", "pryv-register", "domain", "http://pryv.test:" + TcpServer.closedPort());
        add("register unknown", "pryv-register", "domain", "http://other.test:1");
    }

    private static void register(String name, int status, String body) throws Exception {
        FakePryv platform = platform().answering("GET reg/healthmetrics01/check_username", status, body);
        add(name, "pryv-register", "domain", "http://" + platform.host());
    }

    private static void cores() throws Exception {
        String domain = "http://" + platform().host();
        add("core ok", "pryv-core", "domain", domain, "token", FakePryv.TOKEN);
        add("core wrong token", "pryv-core", "domain", domain, "token", "another");
        core("core no token", 401, FakePryv.error("invalid-access-token", "The access token is missing: expected"));
        core("core session", 403, FakePryv.error("invalid-access-token", "Access session has expired."));
        core("core expired", 403, FakePryv.error("forbidden", "Access has expired."));
        core("core no user", 404, FakePryv.error("unknown-resource", "Unknown user \\\"healthmetrics01\\\""));
        core("core no pryv", 404, "<html>Not Found</html>");
        core(
                "core wrong core",
                421,
                "{\"error\":{\"id\":\"wrong-core\",\"message\":\"no\",\"coreUrl\":\"https://co2.pryv.test\"}}");
        core("core starting", 503, FakePryv.error("api-unavailable", "starting"));
        core("core dead", 502, "<html>Bad Gateway</html>");
        core("core crashed", 500, FakePryv.error("unexpected-error", "Unexpected error"));
        core("core other", 200, "{}");
        String token = FakePryv.TOKEN;
        add("core refused", "pryv-core", "domain", "http://pryv.test:" + TcpServer.closedPort(), "token", token);
        String cut = "http://pryv.test:" + serving(TcpServer.cuttingOff()).port();
        add("core cut", "pryv-core", "domain", cut, "token", token);
        String hung = "http://pryv.test:" + serving(TcpServer.silent()).port();
        add("core hung", "pryv-core", "domain", hung, "token", token, "timeout", "500ms");
        add("core no name", "pryv-core", "domain", domain, "token", token, "username", "nameless");
    }

    private static void core(String name, int status, String body) throws Exception {
        FakePryv platform = platform().answering("GET events?limit=1", status, body);
        add(name, "pryv-core", "domain", "http://" + platform.host(), "token", FakePryv.TOKEN);
    }

    private static void names() throws Exception {
        String known =
                dns(0, "healthmetrics01.pryv.test. 60 IN CNAME co1.pryv.test.", "co1.pryv.test. 60 IN A 192.0.2.7");
        add("dns ok", "pryv-dns", "domain", "pryv.test", "resolver", known);
        add("dns empty", "pryv-dns", "domain", "pryv.test", "resolver", dns(0));
        add("dns failed", "pryv-dns", "domain", "pryv.test", "resolver", dns(2));
        add("dns unknown", "pryv-dns", "domain", "pryv.test", "username", "nobody", "resolver", dns(3));
        add("dns refused", "pryv-dns", "domain", "pryv.test", "resolver", "127.0.0.1:" + TcpServer.closedPort());
    }

    private static String dns(int rcode, String... records) throws Exception {
        return serving(DnsAnswerer.with(rcode, records)).address().toString();
    }

    private static void overTls(Path folder) throws Exception {
        TestAuthority company = TestAuthority.root("Company Root", Validity.LASTING);
        Files.writeString(folder.resolve("ca.pem"), company.pem());
        Web web = serving(Web.secure(company.server(Validity.LASTING, "*.pryv.test")))
                .on("/healthmetrics01/check_username", 200, "{\"reserved\":true}")
                .on("/events", 200, "{\"events\":[],\"meta\":{}}");
        String domain = web.host().replace("127.0.0.1", "pryv.test");
        String elsewhere = web.host().replace("127.0.0.1", "wrong.test");
        add("register tls", "pryv-register", "domain", domain);
        add("core tls", "pryv-core", "domain", domain, "token", "t");
        add("register wrong certificate", "pryv-register", "domain", elsewhere);
        add("core wrong certificate", "pryv-core", "domain", elsewhere, "token", "t");
    }

    private static void run(Path folder) throws Exception {
        Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 localhost reg.pryv.test healthmetrics01.pryv.test\n"
                        + "127.0.0.1 reg.wrong.test healthmetrics01.wrong.test\n");
        Files.writeString(folder.resolve("application.properties"), "vedette.probe.trust=ca.pem\n");
        Files.writeString(Files.createDirectory(folder.resolve("routes")).resolve("checks.yaml"), CHECKS);
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.log");
        code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        App.class.getName(),
                        "check",
                        "--all",
                        "--json",
                        "--config",
                        folder.resolve("application.properties").toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        JsonNode results = new ObjectMapper().readTree(out.toFile());
        assertThat(results.isArray()).as(Files.readString(err)).isTrue();
        results.forEach(result -> RESULTS.put(result.path("name").asText(), result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "register ok      | ok                   |",
                "register missing | ok                   |",
                "register invalid | error misconfigured  | username",
                "register broken  | error http-status    | 500",
                "register other   | error malformed-body | It works!",
                "register refused | error unreachable    | refused",
                "register unknown | error unreachable    | reg.other.test",
                "register tls     | ok                   |",
                "register wrong certificate | error unreachable | wrong host name: the certificate is not for reg.wrong.test",
                "core ok          | ok                   |",
                "core wrong token | error misconfigured  | parameter token: the access token is wrong or was revoked",
                "core no token    | error misconfigured  | parameter token: the access token is missing",
                "core session     | error misconfigured  | the token of a login session",
                "core expired     | error misconfigured  | parameter token: the access has expired",
                "core no user     | error misconfigured  | parameter username: the core does not know the user",
                "core no pryv     | error misconfigured  | no Pryv.io core at this address",
                "core wrong core  | error misconfigured  | https://co2.pryv.test",
                "core starting    | error http-status    | the core is starting or migrating",
                "core dead        | error http-status    | the core does not answer the gateway",
                "core crashed     | error http-status    | 500",
                "core other       | error malformed-body | not a list of events",
                "core refused     | error unreachable    | refused",
                "core cut         | error unreachable    |",
                "core hung        | error timeout        | 500ms",
                "core no name     | error unreachable    | nameless.pryv.test",
                "core tls         | ok                   |",
                "core wrong certificate | error unreachable | wrong host name: the certificate is not for healthmetrics01.wrong.test",
                "dns ok           | ok                   |",
                "dns empty        | error no-answer      | an empty answer",
                "dns failed       | error no-answer      | SERVFAIL",
                "dns unknown      | error no-answer      | nobody.pryv.test does not exist",
                "dns refused      | error unreachable    |",
            })
    void judgesWhatThePlatformSays(String check, String outcome, String told) {
        JsonNode result = RESULTS.get(check);

        assertThat((result.path("status").asText() + " " + result.path("reason").asText("")).strip())
                .as(result.toString())
                .isEqualTo(outcome);
        assertThat(result.path("message").asText()).contains(told == null ? "" : told);
    }

    @Test
    void warnsOfAnAccountThatIsMissing() {
        assertThat(RESULTS.get("register missing").path("message").asText()).startsWith("warning: account missing");
        assertThat(RESULTS.get("register ok").toString()).doesNotContain("missing");
    }

    @Test
    void exitsWithTheWorst() {
        assertThat(code).isEqualTo(2);
        assertThat(RESULTS).hasSize(32);
    }
}
