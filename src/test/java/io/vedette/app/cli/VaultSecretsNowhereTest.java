package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.placeholder.CamelFunctions;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a vault in every place that takes them, while everything fails and every server sends back what it was sent. */
class VaultSecretsNowhereTest {

    private static final String MARK = "fr0m-the-vault";

    @TempDir
    private Path folder;

    @Test
    void appearNowhereWhileEverythingFails() throws Exception {
        List<String> seen = new ArrayList<>();
        try (MaskedLog log = new MaskedLog();
                FakeVault vault = vault();
                LocalServer echo = new LocalServer(VaultSecretsNowhereTest::echo)) {
            Installation installation = install(vault, echo);
            Loaded loaded = load();
            assertThat(loaded.problems()).isEmpty();
            Logging.mask(loaded.secrets());
            try (Standalone vedette = new Standalone(
                            loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.RUN, List.of())
                    .rereading(this::load)) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();
                await().untilAsserted(
                                () -> assertThat(vedette.service().targets().all())
                                        .hasSize(2)
                                        .allMatch(target -> target.failed() > 0));
                vedette.service().targets().all().forEach(target -> seen.add(target.error()));
                look(installation, vedette, seen);
                assertThat(installation.send("POST", "/api/v1/reload").statusCode())
                        .isEqualTo(200);
                look(installation, vedette, seen);
                breakIt(installation);
                seen.add(installation.send("POST", "/api/v1/reload").body());
                look(installation, vedette, seen);
            }
            // They were used, and came back.
            assertThat(echo.asked().toString())
                    .contains(MARK + "-settings", MARK + "-check", MARK + "-header", MARK + "-url")
                    .contains(MARK + "-target", MARK + "-hook");
            assertThat(seen).anyMatch(text -> text.contains("***"));
            assertNoSecret(seen);
            assertThat(log.lines()).anyMatch(line -> line.contains("not delivered"));
            assertNoSecret(log.lines());
        }
    }

    @Test
    void appearNowhereInFindings() throws Exception {
        try (FakeVault vault = vault()) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "application.properties",
                            vault.settings(
                                    FakeVault.TOKEN,
                                    "vedette.interval=" + secret("settings"),
                                    "vedette.webhook.url=no url " + secret("hook"),
                                    "vedette.http.host=" + secret("header")));
            breakIt(installation);
            for (String command : List.of("validate", "validate --json", "run", "check --all")) {
                CommandLineRun.Result result = new CommandLineRun(folder).run(command.split(" "));

                assertThat(result.code()).isNotZero();
                assertThat(result.out() + result.err()).contains("vedette.interval", "routes/broken.yaml");
                assertNoSecret(List.of(result.out(), result.err()));
            }
        }
    }

    private static void look(Installation installation, Standalone vedette, List<String> seen) throws Exception {
        for (String path : List.of(
                "/",
                "/metrics",
                "/api/v1/config",
                "/api/v1/checks",
                "/api/v1/incidents",
                "/api/v1/alerts",
                "/api/v1/openapi.json")) {
            seen.add(installation.get(path).body());
        }
        seen.add(installation.get("/", "Accept", "text/html").body());
        for (String check : vedette.checks()) {
            seen.add(installation.get("/task/" + check).body());
            seen.add(installation.get("/api/v1/checks/" + check).body());
            seen.add(installation.get("/api/v1/checks/" + check + "/history").body());
        }
    }

    private static FakeVault vault() throws Exception {
        FakeVault vault = new FakeVault();
        for (String field : List.of("settings", "check", "header", "url", "target", "hook", "broken")) {
            vault.with(field, MARK + "-" + field);
        }
        return vault;
    }

    private static String secret(String field) {
        return "{{hashicorp:secret:db#" + field + "}}";
    }

    private Installation install(FakeVault vault, LocalServer echo) throws Exception {
        Installation installation = Installation.empty(folder);
        return installation
                .file(
                        "application.properties",
                        vault.settings(
                                FakeVault.TOKEN,
                                "vedette.http.port=" + installation.port(),
                                "vedette.interval=200ms",
                                "vedette.group-window=0s",
                                "vedette.auth.token=" + secret("settings"),
                                "vedette.webhook.url=" + echo.url("/to-hook/" + secret("hook"))))
                .file(
                        "routes/checks.yaml",
                        check("settings", echo.url("/a")),
                        check("own", echo.url("/b"), "authToken", secret("check")),
                        check("header", echo.url("/c"), "headers", "X-Key: " + secret("header")),
                        check("address", echo.url("/d?key=" + secret("url"))),
                        check("down", "http://user:" + secret("url") + "@127.0.0.1:1/"))
                .file(
                        "routes/notify-own.yaml",
                        "- route:",
                        "    id: notify-own",
                        "    from:",
                        "      uri: vedette:alerts",
                        "      parameters: { target: own }",
                        "      steps:",
                        "        - setBody: { expression: { simple: { expression: '${body.json}' } } }",
                        "        - removeHeaders: { pattern: '*' }",
                        "        - setHeader:",
                        "            name: Authorization",
                        "            expression: { constant: { expression: '" + secret("target") + "' } }",
                        "        - to: { uri: '" + echo.url("/to-own") + "', parameters: { httpMethod: POST } }")
                .file(
                        "routes/notify-webhook.yaml",
                        java.nio.file.Files.readString(Path.of("src/test/resources/plain-routes/notify-webhook.yaml")));
    }

    /** A value of the vault where it is no valid one. */
    private static void breakIt(Installation installation) throws Exception {
        installation.file(
                "routes/broken.yaml", check("broken", "http://x y/" + secret("broken"), "interval", secret("broken")));
    }

    private Loaded load() {
        try (CamelFunctions functions = new CamelFunctions()) {
            return SettingsLoader.load(Optional.empty(), folder, Map.of(), functions);
        }
    }

    private static String check(String name, String url, String... parameters) {
        StringBuilder yaml = new StringBuilder("- templatedRoute: { routeTemplateRef: task, routeId: " + name
                + ", parameters: [ { name: url, value: '" + url + "' }");
        for (int i = 0; i < parameters.length; i += 2) {
            yaml.append(", { name: " + parameters[i] + ", value: '" + parameters[i + 1] + "' }");
        }
        return yaml.append(" ] }").toString();
    }

    /** Sends everything back wherever an answer has room for it. */
    private static Answered echo(Asked asked) {
        String all = (asked.method() + " " + asked.target() + " " + asked.headers() + " " + asked.body())
                .replace("\\", "/")
                .replace("\"", "'");
        String body = "{\"status\":\"" + all + "\",\"reason\":\"" + all + "\",\"process\":\"" + all + "\",\"server\":\""
                + all + "\",\"message\":\"" + all + "\",\"lastrun\":\"" + java.time.Instant.now()
                + "\",\"frequency\":60}";
        return Answered.of(asked.target().startsWith("/to-") ? 500 : 200, body)
                .with("Content-Type", "application/json");
    }

    private static void assertNoSecret(List<String> texts) {
        assertThat(texts)
                .allSatisfy(text -> assertThat(text).doesNotContain(MARK).doesNotContain(FakeVault.TOKEN));
    }
}
