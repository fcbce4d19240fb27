package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.placeholder.CamelFunctions;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.status.source.Reloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets from a vault: Camel's own jar for it, and a server that speaks the protocol of HashiCorp's (KV version 2). */
class VaultPlaceholdersTest {

    private static final String TOKEN = FakeVault.TOKEN;

    @TempDir
    private Path folder;

    private String password = "password-of-the-vault";
    private FakeVault vault;
    private LocalServer system;

    @BeforeEach
    void start() throws IOException {
        vault = new FakeVault().with("password", password);
        system = LocalServer.answering(200, "fine");
    }

    @AfterEach
    void stop() {
        vault.close();
        system.close();
    }

    @Test
    void giveSettingsAndChecksTheirSecrets() throws Exception {
        install(TOKEN, "vedette.auth.token={{hashicorp:secret:db#password}}", "{{hashicorp:secret:db#password}}");
        Loaded loaded = load();
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().auth().token()).contains(password);
        assertThat(loaded.secrets().mask("got " + password + " for " + TOKEN)).isEqualTo("got *** for ***");
        try (Standalone vedette = standalone(loaded, Standalone.Mode.TRIAL)) {
            assertThat(vedette.problems()).isEmpty();
            vedette.start();
            vedette.tryOut(List.of("db"));
        }
        assertThat(system.last().header("Authorization")).contains(password);
    }

    @Test
    void areNotShownWhereOnlyARoutesFileAsksForThem() throws Exception {
        install(TOKEN, "", "{{hashicorp:secret:db#password}}");
        Loaded loaded = load();
        try (Standalone vedette = standalone(loaded, Standalone.Mode.TRIAL)) {
            assertThat(vedette.problems()).isEmpty();
            assertThat(vedette.service().secrets().mask("it is " + password)).isEqualTo("it is ***");
        }
    }

    @Test
    void areReadAgainAtReload() throws Exception {
        install(TOKEN, "vedette.http.port=0\nvedette.auth.token={{hashicorp:secret:db#password}}", "none");
        try (Standalone vedette = standalone(load(), Standalone.Mode.RUN)) {
            vedette.rereading(this::load).start();
            password = "another-password";
            vault.with("password", password);

            assertThat(vedette.reloads().reload().settings()).containsExactly("vedette.auth.token");

            assertThat(vedette.service().settings().auth().token()).contains(password);
            assertThat(vedette.service().secrets().mask("it is " + password)).isEqualTo("it is ***");
        }
    }

    @Test
    void thatTheVaultRefusesAreToldWithoutItsToken() throws Exception {
        install(
                "hvs.a-wrong-token",
                "vedette.greeting={{hashicorp:secret:db#password}}",
                "{{hashicorp:secret:db#password}}");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "application.properties:5: vedette.greeting: {{hashicorp:secret:db#password}} cannot be resolved: ")
                .contains("routes/checks.yaml:6: authToken: ")
                .contains("permission denied")
                .doesNotContain("hvs.a-wrong-token");
    }

    @Test
    void thatTheVaultDoesNotHoldAreTold() throws Exception {
        install(TOKEN, "vedette.greeting={{hashicorp:secret:gone#password}}", "{{hashicorp:secret:db#gone}}");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "application.properties:5: vedette.greeting: {{hashicorp:secret:gone#password}} cannot be resolved")
                .contains("routes/checks.yaml:6: authToken: ");
    }

    @Test
    void ofAVaultWhoseJarIsNotThereNameTheJar() throws Exception {
        install(TOKEN, "vedette.greeting={{aws:slack-token}}", "{{gcp:db}}");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().replace(folder + "/", "").lines())
                .containsExactly(
                        "application.properties:5: vedette.greeting: {{aws:slack-token}} cannot be resolved: {{aws:...}} needs"
                                + " camel-aws-secrets-manager, and the jars that it needs, on the class path beside Vedette's",
                        "routes/checks.yaml:6: authToken: {{gcp:...}} needs camel-google-secret-manager, and the jars that it"
                                + " needs, on the class path beside Vedette's");
    }

    @Test
    void ofAVaultWhoseJarIsNotThereNameTheJarInPlainRoutesToo() throws Exception {
        install(TOKEN, "vedette.http.port=0", "none");
        String told =
                "routes/notify-own.yaml:7: uri: {{aws:...}} needs camel-aws-secrets-manager, and the jars that it needs,"
                        + " on the class path beside Vedette's";
        try (Standalone vedette = standalone(load(), Standalone.Mode.RUN)) {
            vedette.rereading(this::load).start();
            plainRoute("http://127.0.0.1:1/{{aws:path}}");

            Reloads.Outcome outcome = vedette.reloads().reload();

            assertThat(outcome.isTaken()).isFalse();
            assertThat(outcome.problems()).singleElement().hasToString(told);
        }
        for (String command : List.of("validate", "run")) {
            CommandLineRun.Result result = new CommandLineRun(folder).run(command);

            assertThat(result.code()).isEqualTo(1);
            assertThat((result.out() + result.err()).lines()).containsOnlyOnce(told);
        }
    }

    @Test
    void ofPlainRoutesThatTheVaultDoesNotHoldAreToldWithTheirPlace() throws Exception {
        install(TOKEN, "", "none");
        plainRoute("http://127.0.0.1:1/{{hashicorp:secret:gone#password}}?x={{env:NOT_SET_ANYWHERE}}");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("routes/notify-own.yaml:7: uri: "))
                .contains("routes/notify-own.yaml:7: uri: environment variable NOT_SET_ANYWHERE is not set");
    }

    @Test
    void ofPlainRoutesThatAreLeftOutAreNotAskedFor() throws Exception {
        install(TOKEN, "", "none");
        plainRoute("http://127.0.0.1:1/{{aws:path}}", "precondition: '{{vedette.target.slack:false}}'");

        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    private void plainRoute(String uri, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "- route:",
                "    from:",
                "      uri: vedette:alerts",
                "      parameters: { target: own }",
                "      steps:",
                "        - to:",
                "            uri: '" + uri + "'",
                "    description: 'not read: {{gcp:x}}'"));
        List.of(more).forEach(line -> lines.add("    " + line));
        Installation.empty(folder).file("routes/notify-own.yaml", lines.toArray(String[]::new));
    }

    private void install(String token, String setting, String authToken) throws IOException {
        Installation.empty(folder)
                .file("application.properties", vault.settings(token, setting))
                .file(
                        "routes/checks.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: http",
                        "    routeId: db",
                        "    parameters:",
                        "      - { name: url, value: '" + system.url("/") + "' }",
                        "      - { name: authToken, value: '" + authToken + "' }");
    }

    private Loaded load() {
        try (CamelFunctions functions = new CamelFunctions()) {
            return SettingsLoader.load(Optional.empty(), folder, Map.of(), functions);
        }
    }

    private static Standalone standalone(Loaded loaded, Standalone.Mode mode) throws Exception {
        return new Standalone(loaded.settings(), loaded.secrets(), Clock.systemUTC(), mode, List.of());
    }
}
