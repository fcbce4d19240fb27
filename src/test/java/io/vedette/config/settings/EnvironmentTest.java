package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void standsOverTheFile() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "vedette.slack.token=old\nvedette.slack.channel=ops\nvedette.error-interval=1m\n");

        Loaded loaded = load(Map.of(
                "VEDETTE_SLACK_TOKEN", "xoxb-new",
                "VEDETTE_ERROR_INTERVAL", "90",
                "VEDETTE_DEBUG_NOW", "2018-06-28T11:37:48Z",
                "VEDETTE_DEBUG", "true",
                "PATH", "/bin"));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().properties()).containsEntry("vedette.slack.token", "xoxb-new");
        assertThat(loaded.settings().errorInterval()).hasSeconds(90);
        assertThat(loaded.settings().debugNow()).isPresent();
    }

    @Test
    void takesAwayWhatTheFileGivesWhenEmpty() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "vedette.greeting=Hello\n");

        assertThat(load(Map.of("VEDETTE_GREETING", "")).settings().greeting()).isEmpty();
    }

    @Test
    void isNamedWhereAValueIsBad() {
        assertThat(load(Map.of("VEDETTE_HTTP_PORT", "x", "VEDETTE_SLACK_TOKEN", "xoxb"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "environment: VEDETTE_HTTP_PORT: \"x\" is not a whole number",
                        "environment: VEDETTE_SLACK_TOKEN: needs vedette.slack.channel too");
    }

    @Test
    void mayHoldPlaceholders() {
        Loaded loaded = load(Map.of("VEDETTE_GREETING", "{{env:HELLO}} {{vedette.interval}}", "HELLO", "Hello {{x}}"));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().greeting()).contains("Hello {{x}} 60s");
    }

    @Test
    void warnsOfAVariableThatMeansNothing() {
        Loaded loaded = load(Map.of("VEDETTE_SLACK_TOKN", "xoxb", "VEDETTE_PORT", "80"));

        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "environment: warning: VEDETTE_PORT: is not a setting, the nearest one is \"VEDETTE_HTTP_PORT\"",
                        "environment: warning: VEDETTE_SLACK_TOKN: is not a setting,"
                                + " did you mean \"VEDETTE_SLACK_TOKEN\"?");
    }

    @Test
    void isSilentAboutAVariableThatAPlaceholderNames() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "my.token={{env:VEDETTE_MY_TOKEN}}\n");

        assertThat(load(Map.of("VEDETTE_MY_TOKEN", "abcd")).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VEDETTE_SERVICE_HOST, 10.0.0.1",
        "VEDETTE_SERVICE_PORT, 3002",
        "VEDETTE_SERVICE_PORT_HTTP, 3002",
        "VEDETTE_PORT, tcp://10.0.0.1:3002",
        "VEDETTE_PORT_3002_TCP, tcp://10.0.0.1:3002",
        "VEDETTE_PORT_3002_TCP_ADDR, 10.0.0.1",
        "VEDETTE_PORT_3002_TCP_PORT, 3002",
        "VEDETTE_PORT_3002_TCP_PROTO, tcp",
        "VEDETTE_METRICS_SERVICE_HOST, 10.0.0.1",
        "VEDETTE_METRICS_PORT_80_TCP_ADDR, 10.0.0.1",
        "VEDETTE_HTTP_PORT, tcp://10.0.0.1:80",
        "VEDETTE_HOME, /opt/vedette",
        "VEDETTE_OPTS, -Xmx64m",
        "vedette_x, 1"
    })
    void passesOverWhatContainersAndScriptsSet(String name, String value) {
        Loaded loaded = load(Map.of(name, value));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().http().port()).isEqualTo(3002);
    }

    private Loaded load(Map<String, String> environment) {
        return SettingsLoader.load(Optional.empty(), folder, environment, call -> Optional.empty());
    }
}
