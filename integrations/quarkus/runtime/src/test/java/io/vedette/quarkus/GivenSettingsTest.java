package io.vedette.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings as MicroProfile Config has them. */
class GivenSettingsTest {

    @Test
    void takesEverySettingFromAnySource() {
        GivenSettings given = given(
                Map.of("vedette.interval", "30s", "shop.name", "Corner shop"), Map.of("VEDETTE_ERROR_INTERVAL", "1h"));

        assertThat(given.values())
                .containsOnly(Map.entry("vedette.interval", "30s"), Map.entry("vedette.error-interval", "1h"));
    }

    @Test
    void prefersAVariableToAFile() {
        GivenSettings given =
                given(Map.of("vedette.slack.token", "of the file"), Map.of("VEDETTE_SLACK_TOKEN", "of the machine"));

        assertThat(given.values()).containsEntry("vedette.slack.token", "of the machine");
        assertThat(given.origin("vedette.slack.token")).isEqualTo("environment");
    }

    @Test
    void passesOnWhatIsNoSettingSoThatItIsRefused() {
        GivenSettings given = given(Map.of("vedette.intervall", "30s"), Map.of("VEDETTE_SLCK_TOKEN", "x"));

        assertThat(given.values().keySet()).containsExactly("vedette.intervall", "vedette.slck.token");
    }

    @Test
    void saysWhereASettingStands() {
        assertThat(given(Map.of("vedette.interval", "30s"), Map.of()).origin("vedette.interval"))
                .isEqualTo("application.properties");
    }

    @Test
    void knowsWhichValuesCameThroughAnExpression() {
        GivenSettings given = given(
                Map.of("vedette.slack.token", "${slack.token}", "slack.token", "secret", "vedette.interval", "30s"),
                Map.of());

        assertThat(given.values()).containsEntry("vedette.slack.token", "secret");
        assertThat(given.filledIn()).containsExactly("vedette.slack.token");
    }

    @Test
    void keepsTheDataSourceToItself() {
        GivenSettings given = given(Map.of("vedette.database.datasource", "states"), Map.of());

        assertThat(given.dataSource()).contains("states");
        assertThat(given.values()).isEmpty();
    }

    @Test
    void leavesItToTheLibraryToRefuseTwoDatabases() {
        GivenSettings given = given(
                Map.of("vedette.database.datasource", "states", "vedette.database.url", "jdbc:sqlite:x.db"), Map.of());

        assertThat(given.values()).containsKeys("vedette.database.datasource", "vedette.database.url");
    }

    private static GivenSettings given(Map<String, String> file, Map<String, String> variables) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(
                                file,
                                "PropertiesConfigSource[source=jar:file:///app.jar!/application.properties]",
                                250),
                        new EnvConfigSource(variables, 300))
                .build();
        return GivenSettings.of(config);
    }
}
