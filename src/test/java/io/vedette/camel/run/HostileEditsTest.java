package io.vedette.camel.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.LocalServer;
import io.vedette.status.Room;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved from a form is no more than may be tried: text stays text, and two people do not undo each other's work. */
class HostileEditsTest {

    private static final String TOKEN = "the-token-of-all-checks";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @TempDir
    private static Path folder;

    private static LocalServer shop;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        shop = LocalServer.answering(200, "{\"queue\":3}");
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_EDIT", "true")
                .with("VEDETTE_AUTH_TOKEN", TOKEN)
                .with("VEDETTE_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .task("theirs", "url=" + shop.url("/theirs"), "interval=1h");
        vedette = installation.start();
    }

    @AfterAll
    static void stop() {
        vedette.close();
        shop.close();
    }

    @AfterEach
    void empty() throws Exception {
        for (JsonNode check : edits().path("checks")) {
            String path = "/api/v1/edits/" + encoded(check.path("name").asText());
            assertThat(installation.send("DELETE", path).statusCode()).isEqualTo(200);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static HttpResponse<String> save(Map<String, String> fields, String... headers) throws Exception {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) ->
                form.append('&').append(encoded(name)).append('=').append(encoded(value)));
        String[] all =
                Stream.concat(Arrays.stream(FORM), Arrays.stream(headers)).toArray(String[]::new);
        return installation.sendBody("POST", "/api/v1/edits", form.substring(1), all);
    }

    /** A check that is right, but for what is given. */
    private static Map<String, String> form(String... others) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "template",
                "json",
                "name",
                "front",
                "p.url",
                shop.url("/"),
                "p.interval",
                "1h",
                "p.condition",
                "queue < 5"));
        for (int i = 0; i < others.length; i += 2) {
            fields.put(others[i], others[i + 1]);
        }
        return fields;
    }

    private static JsonNode edits() throws Exception {
        return Room.JSON.readTree(installation.get("/api/v1/edits").body()).path("data");
    }

    private static JsonNode checks() throws Exception {
        return Room.JSON.readTree(installation.get("/api/v1/checks").body()).path("data");
    }

    private static JsonNode faults(HttpResponse<String> refused) throws Exception {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        return Room.JSON.readTree(refused.body()).path("faults");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n  - name: more\n    task: http://127.0.0.1:1/",
                "x\"\n    template: task",
                "' # \"",
                "!!java.io.File [/etc/passwd]",
                "&a *a",
                "<script>alert(1)</script>",
                "${env:PATH} $simple{env:PATH} #{env:PATH}",
                "RAW(a)?b&c",
                "a/b?c#d%2F..",
                "\u0085\u007f\u2028\ufeff\ud83d\ude00",
                "- [a, {b: c}]"
            })
    void staysTextInEveryField(String hostile) throws Exception {
        for (String field :
                new String[] {"name", "p.url", "p.contains", "p.body", "p.group", "p.tags", "p.publicName"}) {
            HttpResponse<String> response = save(form(
                    "template",
                    "http",
                    field,
                    field.equals("p.url") ? shop.url("/") + hostile : hostile,
                    "p.condition",
                    ""));

            JsonNode all = edits().path("checks");
            if (response.statusCode() == 201) {
                String kept = field.equals("name")
                        ? all.at("/0/name").asText()
                        : all.at("/0/values/" + field.substring(2)).asText();
                assertThat(kept).isEqualTo((field.equals("p.url") ? shop.url("/") + hostile : hostile).strip());
                assertThat(checks()).hasSize(2);
            } else {
                assertThat(faults(response).at("/0/key").asText())
                        .as(response.body())
                        .isEqualTo(field.replace("p.", ""));
                assertThat(checks()).hasSize(1);
            }
            assertThat(installation.get("/api/v1/checks").body()).doesNotContain(System.getenv("PATH"));
            empty();
        }
        assertThat(save(form("p." + hostile, "x")).statusCode()).isIn(400, 422);
        assertThat(edits().path("checks")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p.condition | simple:${env:PATH} != ''",
                "p.condition | bean:io.vedette.Standalone?method=exit",
                "p.condition | groovy:1",
                "p.condition | jsonpath:resource:file:secret.txt",
                "p.condition | {{env:PATH}}",
                "p.url | http://127.0.0.1:1/{{env:PATH}}",
                "p.tags | {{file:secret.txt}}",
                "p.name | more",
                "p.template | sql"
            })
    void savesNoMoreThanMayBeTried(String field, String hostile) throws Exception {
        assertThat(faults(save(form(field, hostile))).at("/0/key").asText()).isEqualTo(field.substring(2));
        assertThat(edits().path("checks")).isEmpty();
    }

    @Test
    void savesNeitherDatabasesNorPrograms() throws Exception {
        assertThat(faults(save(Map.of(
                                "template", "sql", "name", "a", "p.url", "jdbc:sqlite:a.db", "p.query", "SELECT 1")))
                        .toString())
                .contains("not saved here");
        assertThat(faults(save(Map.of("template", "ping", "name", "a", "p.host", "127.0.0.1")))
                        .toString())
                .contains("not saved here");
    }

    @Test
    void sendsNoTokenOfAllChecksWhereSomebodyPutsAnAddress() throws Exception {
        int before = shop.asked().size();
        assertThat(save(form("p.url", shop.url("/mine"))).statusCode()).isEqualTo(201);

        await().until(() -> shop.asked().size() > before);
        assertThat(shop.last().target()).isEqualTo("/mine");
        assertThat(shop.last().headers().toString()).doesNotContain(TOKEN);
    }

    @Test
    void takesNoTextThatWouldBeCut() throws Exception {
        HttpResponse<String> response = save(form("p.body", "x".repeat(10_001)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("p.body", "10000 characters");
        assertThat(faults(save(form("name", "n".repeat(501)))).at("/0/key").asText())
                .isEqualTo("name");
        assertThat(save(form("name", " blanks  ")).statusCode()).isEqualTo(201);
        assertThat(edits().at("/checks/0/name").asText()).isEqualTo("blanks");
    }

    @Test
    void letsNobodyUndoWhatAnotherPersonDid() throws Exception {
        JsonNode added = Room.JSON.readTree(save(form()).body()).path("data");
        String seen = added.at("/checks/0/version").asText();
        assertThat(save(form("edit", "true", "version", seen, "p.interval", "2h"))
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> late = save(form("edit", "true", "version", seen, "p.interval", "3h"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("changed meanwhile");
        assertThat(installation
                        .send("DELETE", "/api/v1/edits/front?version=" + seen)
                        .statusCode())
                .isEqualTo(409);
        String undo = "/api/v1/edits/front/undo?change=";
        assertThat(installation
                        .send("POST", undo + added.path("change").asText())
                        .statusCode())
                .isEqualTo(409);
        assertThat(installation.send("POST", undo + "x").statusCode()).isEqualTo(400);
        assertThat(edits().at("/checks/0/values/interval").asText()).isEqualTo("2h");
        assertThat(installation
                        .send("POST", undo + edits().path("change").asText())
                        .statusCode())
                .isEqualTo(200);
        assertThat(edits().at("/checks/0/version").asText()).isEqualTo(seen);
    }

    @Test
    void isForThisMachineAloneWhereNobodySignsIn() throws Exception {
        assertThat(save(form(), "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(403);
        assertThat(installation
                        .send("DELETE", "/api/v1/edits/front", "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Files.exists(folder.resolve("routes/dashboard.checks.yaml"))
                        && Files.readString(folder.resolve("routes/dashboard.checks.yaml"))
                                .contains("front"))
                .isFalse();
    }
}
