package io.vedette.camel.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trying a check that is not there: what it may do for people who may not change files, and what not. */
class TriedChecksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "the-token-of-all-checks";

    /** Notes that it was called. */
    public static final class Caller {

        private int calls;

        public boolean call() {
            calls++;
            return true;
        }
    }

    @TempDir
    private static Path folder;

    private static final Caller CALLER = new Caller();
    private static LocalServer server;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        server = LocalServer.answering(200, "{\"queue\":3,\"state\":\"UP\"}");
        installation = Installation.empty(folder)
                .with("VEDETTE_AUTH_TOKEN", TOKEN)
                .with("VEDETTE_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .file("secret.txt", "the words of a file");
        vedette = installation.start();
        vedette.context().getRegistry().bind("caller", CALLER);
    }

    @AfterAll
    static void stop() {
        vedette.close();
        server.close();
    }

    @BeforeEach
    void forgetCalls() {
        CALLER.calls = 0;
    }

    private static JsonNode tried(String template, String... values) throws Exception {
        HttpResponse<String> response = post("127.0.0.1", template, values);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("data");
    }

    private static HttpResponse<String> post(String client, String template, String... values) throws Exception {
        StringBuilder target = new StringBuilder("/api/v1/try?template=" + template);
        for (int i = 0; i < values.length; i += 2) {
            target.append('&').append(values[i]).append('=').append(URLEncoder.encode(values[i + 1], UTF_8));
        }
        return installation.send("POST", target.toString(), "X-Forwarded-For", client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bean:caller?method=call",
                "bean:io.vedette.camel.run.TriedChecksTest$Caller?method=call",
                "method:caller?method=call",
                "simple:${bean:caller?method=call}",
                "${bean:caller?method=call}",
                "simple:${env:PATH} != ''",
                "${env:PATH} == ''",
                "${env.PATH} == ''",
                "${properties:vedette.auth.token} == ''",
                "$simple{env:PATH} == ''",
                "jsonpath:$[?(@.queue == '${env:PATH}')]",
                "jsonpath:resource:file:secret.txt",
                "simple:resource:file:secret.txt",
                "resource:file:secret.txt",
                "file:name",
                "groovy:caller.call()",
                "jq:env.PATH",
                "ref:caller",
                "SIMPLE:${env:PATH}",
                " bean:caller?method=call",
                "queue < 5\nbean:caller?method=call"
            })
    void runsNoLanguageButComparisonsAndJsonPath(String condition) throws Exception {
        int before = server.asked().size();

        JsonNode data = tried("json", "p.url", server.url("/"), "p.condition", condition);

        assertThat(data.path("verdict").isNull()).as(data.toString()).isTrue();
        assertThat(data.at("/faults/0/key").asText()).isEqualTo("condition");
        assertThat(data.at("/faults/0/message").asText()).contains("\"queue < 5\" and JSONPath");
        assertThat(data.path("faults").toString())
                .doesNotContain(System.getenv("PATH"))
                .doesNotContain(TOKEN);
        assertThat(server.asked()).hasSize(before);
        assertThat(CALLER.calls).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queue < 5 | ok",
                "queue < 2 | error",
                "$.state == 'UP' && queue == 3 | ok",
                "jsonpath:$[?(@.queue < 5)] | ok",
                "$.missing | error"
            })
    void comparesAsChecksDo(String condition, String status) throws Exception {
        JsonNode data = tried("json", "p.url", server.url("/"), "p.condition", condition);

        assertThat(data.at("/verdict/status").asText()).as(data.toString()).isEqualTo(status);
    }

    @Test
    void keepsTheTokenOfAllChecksToItself() throws Exception {
        tried("http", "p.url", server.url("/own"), "p.authHeader", "X-Mine");

        assertThat(server.last().target()).isEqualTo("/own");
        assertThat(server.last().headers().toString()).doesNotContain(TOKEN);
        tried("http", "p.url", server.url("/given"), "p.authToken", "a-token-of-mine");
        assertThat(server.last().header("Authorization")).contains("a-token-of-mine");
    }

    @Test
    void opensNoDatabaseAndRunsNoProgram() throws Exception {
        Path database = folder.resolve("other.db");

        JsonNode sql = tried(
                "sql", "p.url", "jdbc:sqlite:" + database, "p.query", "SELECT 1", "p.condition", "simple:${env:X}");

        assertThat(sql.path("verdict").isNull()).isTrue();
        assertThat(sql.path("faults")).hasSize(1);
        assertThat(sql.at("/faults/0/message").asText()).contains("sql is tried from files alone");
        assertThat(database).doesNotExist();
        assertThat(Files.list(folder.resolve("data")).toList()).isNotEmpty();
        assertThat(tried("ping", "p.host", "127.0.0.1").at("/faults/0/message").asText())
                .contains("ping is tried from files alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "clientCertificate", "body", "headers", "condition"})
    void readsNoFilesAndNoSettings(String parameter) throws Exception {
        for (String hostile : new String[] {"{{file:secret.txt}}", "{{env:PATH}}", "{{vedette.auth.token}}"}) {
            JsonNode data = parameter.equals("url")
                    ? tried("json", "p.url", hostile)
                    : tried("json", "p.url", server.url("/"), "p." + parameter, hostile);

            assertThat(data.path("verdict").isNull()).isTrue();
            assertThat(data.at("/faults/0/message").asText()).contains("in files alone");
            assertThat(data.toString()).doesNotContain("words of a file").doesNotContain(TOKEN);
        }
    }

    @Test
    void takesAPathForNoCertificate() throws Exception {
        JsonNode data = tried(
                "http",
                "p.url",
                "https://127.0.0.1:1/",
                "p.clientCertificate",
                folder.resolve("secret.txt").toString());

        assertThat(data.at("/faults/0/key").asText()).isEqualTo("clientCertificate");
        assertThat(data.toString()).doesNotContain("words of a file");
    }

    @Test
    void looksAtNoCallsOfAJob() throws Exception {
        JsonNode data = tried("heartbeat", "name", "a-job", "p.period", "1m");

        assertThat(data.path("faults")).isEmpty();
        assertThat(data.path("notAsked").asText()).contains("the job calls");
    }

    @Test
    void isForThisMachineAloneWhereNobodySignsIn() throws Exception {
        HttpResponse<String> response = post("203.0.113.9", "http", "p.url", server.url("/"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("from this machine alone while nobody signs in");
    }
}
