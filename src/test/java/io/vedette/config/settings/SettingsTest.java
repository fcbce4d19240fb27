package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void haveTheDocumentedDefaults() {
        Settings settings = settings(Map.of());

        assertThat(settings.urls()).isEmpty();
        assertThat(settings.debug()).isFalse();
        assertThat(settings.devUrls()).isEmpty();
        assertThat(settings.debugNow()).isEmpty();
        assertThat(settings.interval()).hasSeconds(60);
        assertThat(settings.errorInterval()).hasSeconds(480);
        assertThat(settings.timeout()).hasSeconds(10);
        assertThat(settings.onlyLog()).isFalse();
        assertThat(settings.greeting()).isEmpty();
        assertThat(settings.targets()).containsEntry("slack", false);
        assertThat(settings.auth().header()).isEqualTo("Authorization");
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(3002);
        assertThat(settings.http().open()).isFalse();
        assertThat(settings.database().url()).isEqualTo("jdbc:sqlite:" + folder.resolve("data/vedette.db"));
        assertThat(settings.routes()).isEqualTo(folder.resolve("routes"));
        assertThat(settings.groupWindow()).hasSeconds(10);
        assertThat(settings.sample()).isFalse();
        assertThat(settings.outbox().maxAge()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.connectivityCheck()).isEmpty();
        assertThat(settings.heartbeat().url()).isEmpty();
        assertThat(settings.probe().allow()).containsExactly("all");
        assertThat(settings.probe().deny()).containsExactly("none");
        assertThat(settings.secrets()).isEmpty();
    }

    @Test
    void haveTheTypesOfTheirKeys() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("vedette.urls", " https://a/1 ,https://b/2,"),
                Map.entry("vedette.debug-now", "2018-06-28T11:37:48Z"),
                Map.entry("vedette.interval", " 90 "),
                Map.entry("vedette.group-window", "0s"),
                Map.entry("vedette.only-log", "TRUE"),
                Map.entry("vedette.greeting", "Hello\nWorld"),
                Map.entry("vedette.http.port", "0"),
                Map.entry("vedette.http.host", "[::1]"),
                Map.entry("vedette.connectivity-check", "gateway:443"),
                Map.entry("vedette.probe.allow", "10.0.0.0/8, fd00::/8,192.168.1.17")));

        assertThat(settings.urls()).containsExactly(URI.create("https://a/1"), URI.create("https://b/2"));
        assertThat(settings.debugNow()).contains(Instant.parse("2018-06-28T11:37:48Z"));
        assertThat(settings.interval()).hasSeconds(90);
        assertThat(settings.groupWindow()).isZero();
        assertThat(settings.onlyLog()).isTrue();
        assertThat(settings.greeting()).contains("Hello\nWorld");
        assertThat(settings.http().port()).isZero();
        assertThat(settings.http().host()).isEqualTo("::1");
        assertThat(settings.connectivityCheck()).contains("gateway:443");
        assertThat(settings.probe().allow()).containsExactly("10.0.0.0/8", "fd00::/8", "192.168.1.17");
    }

    @Test
    void watchTheDevUrlsWhileDebugging() {
        Map<String, String> properties =
                new HashMap<>(Map.of("vedette.urls", "https://a/1", "vedette.dev-urls", "https://b/2"));
        assertThat(settings(properties).monitoredUrls()).containsExactly(URI.create("https://a/1"));

        properties.put("vedette.debug", "true");
        assertThat(settings(properties).monitoredUrls()).containsExactly(URI.create("https://b/2"));
    }

    @ParameterizedTest
    @CsvSource({
        "vedette.slack.token=xoxb;vedette.slack.channel=ops, slack",
        "vedette.slack.webhook-url=https://hooks.example.com/services/T/B/X, slack",
        "vedette.sentry.dsn=https://key@sentry.example.com/42, sentry",
        "vedette.hipchat.room=1;vedette.hipchat.auth=abcd, hipchat",
        "vedette.webhook.url=https://alerts.example.com/, webhook"
    })
    void knowWhichTargetsAreConfigured(String lines, String target) {
        Map<String, String> properties = new HashMap<>();
        for (String line : lines.split(";")) {
            properties.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }

        Settings settings = settings(properties);

        assertThat(settings.targets())
                .containsOnlyKeys("log", "slack", "sentry", "hipchat", "webhook", "email")
                .allSatisfy((name, on) -> assertThat(on).isEqualTo(name.equals("log") || name.equals(target)));
        assertThat(settings.properties()).containsEntry("vedette.target." + target, "true");

        properties.put("vedette.only-log", "true");
        assertThat(settings(properties).targets())
                .allSatisfy((name, on) -> assertThat(on).isEqualTo(name.equals("log")));
        assertThat(settings(properties).properties())
                .containsEntry("vedette.target." + target, "false")
                .containsEntry("vedette.target.log", "true");
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void offerEverySettingToPlaceholders(SettingKey key) {
        String expected = switch (key) {
            case ROUTES -> folder.resolve("routes").toString();
            case DATABASE_URL -> "jdbc:sqlite:" + folder.resolve("data/vedette.db");
            default -> key.standard();
        };

        assertThat(settings(Map.of()).properties()).containsEntry(key.key(), expected);
    }

    @Test
    void offerTheOtherKeysToPlaceholders() {
        Settings settings = settings(Map.of(
                "camel.main.name",
                "mine",
                "my.base",
                "https://b",
                "my.url",
                "{{my.base}}/x ",
                "vedette.interval",
                "5"));

        assertThat(settings.properties())
                .containsEntry("camel.main.name", "mine")
                .containsEntry("my.url", "https://b/x ")
                // Camel would take a bare number for milliseconds.
                .containsEntry("vedette.interval", "5s");
    }

    @Test
    void knowTheirSecrets() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("vedette.slack.token", "xoxb-1"),
                Map.entry("vedette.slack.channel", "ops-channel"),
                Map.entry("vedette.slack.webhook-url", "https://hooks.example.com/services/T1/B1/X1"),
                Map.entry("vedette.sentry.dsn", "https://public:private@sentry.example.com/42"),
                Map.entry("vedette.urls", "https://me:p%40ss@a/1,https://b/2?token=t0ken,https://c/3"),
                Map.entry("vedette.auth.url", "https://app:apppass@h/login"),
                Map.entry("vedette.auth.username", "somebody"),
                Map.entry("vedette.auth.password", "p4ssword"),
                Map.entry("vedette.webhook.url", "https://alerts.example.com/hook"),
                Map.entry("vedette.database.url", "jdbc:postgresql://h/db?user=u&password=db,pass"),
                Map.entry("my.password", "mine"),
                Map.entry("my.name", "not-secret")));

        assertThat(settings.secrets())
                .doesNotContain("somebody", "not-secret", "ops-channel")
                .contains(
                        "xoxb-1",
                        "https://hooks.example.com/services/T1/B1/X1",
                        "/services/T1/B1/X1",
                        "https://public:private@sentry.example.com/42",
                        "public:private",
                        "public",
                        "private",
                        "me:p%40ss",
                        "me:p@ss",
                        "p%40ss",
                        "p@ss",
                        "t0ken",
                        "app:apppass",
                        "apppass",
                        "p4ssword",
                        "https://alerts.example.com/hook",
                        "db,pass",
                        "mine");
    }

    @Test
    void showNoSecretAsText() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("vedette.slack.token", "SECRET-1"),
                Map.entry("vedette.slack.channel", "ops"),
                Map.entry("vedette.slack.webhook-url", "https://h/SECRET-2"),
                Map.entry("vedette.sentry.dsn", "https://SECRET-3@h/42"),
                Map.entry("vedette.hipchat.room", "1"),
                Map.entry("vedette.hipchat.auth", "SECRET-4"),
                Map.entry("vedette.webhook.url", "https://h/SECRET-5"),
                Map.entry("vedette.auth.token", "SECRET-6"),
                Map.entry("vedette.http.username", "me"),
                Map.entry("vedette.http.password", "SECRET-7"),
                Map.entry("vedette.database.url", "jdbc:postgresql://u:SECRET-8@h/db"),
                Map.entry("vedette.database.password", "SECRET-9"),
                Map.entry("vedette.heartbeat.url", "https://h/SECRET-0")));

        String shown = "" + settings + settings.auth() + settings.http() + settings.database() + settings.heartbeat();

        assertThat(shown).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:sqlite:x.db | jdbc:sqlite:BASE/x.db",
                "jdbc:sqlite:a/../x.db?cache=shared | jdbc:sqlite:BASE/x.db?cache=shared",
                "jdbc:sqlite:/var/x.db | jdbc:sqlite:/var/x.db",
                "jdbc:sqlite::memory: | jdbc:sqlite::memory:",
                "jdbc:sqlite:file:x?mode=memory | jdbc:sqlite:file:x?mode=memory",
                "jdbc:postgresql://h/db | jdbc:postgresql://h/db"
            })
    void keepASqliteFileBesideTheConfiguration(String given, String expected) {
        assertThat(settings(Map.of("vedette.database.url", given)).database().url())
                .isEqualTo(expected.replace("BASE", folder.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "LOCALHOST", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void listenOnThisMachineWithoutPassword(String host) {
        assertThat(SettingsLoader.of(Map.of("vedette.http.host", host), folder).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "10.0.0.1",
                "vedette.example.com",
                "my_host",
                "127.example.com",
                "localhost.example"
            })
    void listenElsewhereOnlyWithPasswordOrWhenOpen(String host) {
        Map<String, String> properties = new HashMap<>(Map.of("vedette.http.host", host));
        assertThat(SettingsLoader.of(properties, folder).hasErrors()).isTrue();

        properties.put("vedette.http.open", "true");
        assertThat(SettingsLoader.of(properties, folder).problems()).isEmpty();

        properties.remove("vedette.http.open");
        properties.putAll(Map.of("vedette.http.username", "me", "vedette.http.password", "p4ss"));
        assertThat(SettingsLoader.of(properties, folder).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "1.2.3", "a b", "a/b", "host:80", "::x", "-a", "a..b", "*", "[::1", "ä"})
    void refuseWhatIsNoHost(String host) {
        assertThat(SettingsLoader.of(Map.of("vedette.http.host", host), folder).problems())
                .extracting(Problem::message)
                .containsExactly("\"" + host + "\" is not a host name or an IP address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"all, 10.0.0.1", "10.0.0.0/", "10.0.0.0/x", "example.com", "fd00::/129", "10.0.0/8", "fe80::1%lo"
            })
    void refuseWhatIsNoRange(String ranges) {
        assertThat(SettingsLoader.of(Map.of("vedette.probe.allow", ranges), folder)
                        .hasErrors())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.com/", "www.example.com", "10.0.0.1:443", "::1", "[::1]:443"})
    void takeAUrlOrAHostForTheConnectivityCheck(String text) {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.connectivity-check", text), folder);

        assertThat(loaded.hasErrors()).as("%s", loaded.problems()).isFalse();
    }

    @Test
    void doNotChangeAfterwards() {
        Settings settings = settings(Map.of());

        assertThat(settings.urls()).isUnmodifiable();
        assertThat(settings.secrets()).isUnmodifiable();
        assertThat(settings.properties()).isUnmodifiable();
        assertThat(List.copyOf(settings.targets().keySet())).first().isEqualTo("log");
    }

    private Settings settings(Map<String, String> properties) {
        Loaded loaded = SettingsLoader.of(properties, folder);
        assertThat(loaded.problems()).noneMatch(Problem::isError);
        return loaded.settings();
    }
}
