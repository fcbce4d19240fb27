package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.config.Loaded;
import io.vedette.config.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that routes files take from elsewhere, written as in application.properties. */
class PlaceholdersInRoutesTest {

    @TempDir
    private Path folder;

    @Test
    void aFileGivesItsContentFromTheFolderOfTheSettingsAndIsNeverShown() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{}")) {
            Loaded loaded = Installation.empty(folder)
                    .file("secrets/token", "token-of-a-file")
                    .task("a", "url=" + server.url("/task"), "authToken={{file:secrets/token}}")
                    .load();
            try (Standalone vedette = trial(loaded)) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();
                vedette.tryOut(List.of("a"));

                assertThat(server.last().header("Authorization")).contains("token-of-a-file");
                assertThat(loaded.secrets().mask("it is token-of-a-file")).isEqualTo("it is ***");
            }
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsLine() throws Exception {
        assertThat(problems("url=http://localhost/x", "authToken={{file:no/such}}"))
                .singleElement()
                .asString()
                .startsWith("routes/checks.yaml:6: authToken: there is no file ")
                .endsWith("no/such");
    }

    @Test
    void aVariableThatIsNotSetIsNamedOnceWithItsLine() throws Exception {
        assertThat(problems("url={{env:NOT_SET_ANYWHERE}}"))
                .containsExactly("routes/checks.yaml:5: url: environment variable NOT_SET_ANYWHERE is not set");
    }

    @Test
    void aSettingStandsBeforeAVariableOfTheSameName() throws Exception {
        assertThat(System.getenv("HOSTNAME")).isEqualTo("host-of-the-environment");
        Loaded loaded = Installation.empty(folder)
                .file("application.properties", "hostname=127.0.0.1")
                .task("a", "url=http://{{hostname}}/task")
                .load();
        try (Standalone vedette = trial(loaded)) {
            vedette.start();

            assertThat(vedette.service()
                            .watchlist()
                            .find("a")
                            .orElseThrow()
                            .check()
                            .url())
                    .isEqualTo("http://127.0.0.1/task");
        }
    }

    @Test
    void aVariableMayHaveADefaultWithColonsInIt() throws Exception {
        assertThat(problems("url={{env:NOT_SET_ANYWHERE:http://localhost:1/x}}"))
                .isEmpty();
    }

    @Test
    void thePortOfTheStatusServerIsTheFreeOneThatWasTaken() throws Exception {
        Installation shipped = Installation.shipped(folder).with("VEDETTE_HTTP_PORT", "0");

        try (Standalone vedette = shipped.start()) {
            assertThat(vedette.port()).isPositive();
            await().until(() ->
                    vedette.service().watched("sample-task").record().state().health() == io.vedette.state.Health.OK);
        }
    }

    private List<String> problems(String... parameters) throws Exception {
        try (Standalone vedette =
                trial(Installation.empty(folder).task("a", parameters).load())) {
            return vedette.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Standalone trial(Loaded loaded) throws Exception {
        return new Standalone(loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of());
    }
}
