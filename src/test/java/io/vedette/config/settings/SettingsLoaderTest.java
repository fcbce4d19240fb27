package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void tellsFileLineKeyAndMessage(String content, List<String> messages) throws IOException {
        Files.writeString(folder.resolve("application.properties"), content);

        assertThat(load().problems()).extracting(Problem::toString).containsExactlyElementsOf(messages);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                // Keys
                bad(
                        "vedette.intervall=60s",
                        "1: vedette.intervall: is not a setting, did you mean \"vedette.interval\"?"),
                bad(
                        "\n# x\nvedette.errorInterval=60s",
                        "3: vedette.errorInterval: is not a setting, did you mean \"vedette.error-interval\"?"),
                bad(
                        "vedette.slack.chanel=ops",
                        "1: vedette.slack.chanel: is not a setting, did you mean \"vedette.slack.channel\"?"),
                bad("vedette.port=80", "1: vedette.port: is not a setting, the nearest one is \"vedette.http.port\""),
                bad(
                        "vedette.something.else.altogether=1",
                        "1: vedette.something.else.altogether: is not a setting,"
                                + " the nearest one is \"vedette.status-page.footer\""),
                bad(
                        "vedette.target.slack=true",
                        "1: vedette.target.slack: is computed from the settings of the target and cannot be set"),
                bad(
                        "vedete.interval=5s",
                        "1: warning: vedete.interval: is left alone, as it does not start with \"vedette.\""),
                bad("vedette.interval=5s\nvedette.interval=6s", "2: vedette.interval: is given twice, first in line 1"),
                bad("=1", "1: has a value without a key"),
                bad("a=\\u12", "1: has a malformed escape; four hexadecimal digits must follow \\u"),
                // Values
                bad(
                        "vedette.interval=6x",
                        "1: vedette.interval: \"6x\" is not a duration; write 60s, 8m, 2h, 3d, 250ms or a number of"
                                + " seconds"),
                bad("vedette.interval=0", "1: vedette.interval: \"0\" must be longer than 0s"),
                bad("vedette.timeout=0s", "1: vedette.timeout: \"0s\" must be longer than 0s"),
                bad("vedette.debug=yes", "1: vedette.debug: \"yes\" is neither true nor false"),
                bad("vedette.only-log=1", "1: vedette.only-log: \"1\" is neither true nor false"),
                bad("vedette.http.port=http", "1: vedette.http.port: \"http\" is not a whole number"),
                bad("vedette.http.port=65536", "1: vedette.http.port: \"65536\" is not between 0 and 65535"),
                bad("vedette.http.port=-1", "1: vedette.http.port: \"-1\" is not between 0 and 65535"),
                bad(
                        "vedette.http.host=127.0.0.1:3002",
                        "1: vedette.http.host: \"127.0.0.1:3002\" is not a host name or an IP address"),
                bad(
                        "vedette.http.host=http://localhost",
                        "1: vedette.http.host: \"http://localhost\" is not a host name or an IP address"),
                bad(
                        "vedette.urls=https://a/x, ftp://b/x, https://a/x, /x",
                        "1: vedette.urls: \"ftp://b/x\" is not a URL; it must start with http:// or https://;"
                                + " \"https://a/x\" is given twice;"
                                + " \"/x\" is not a URL; it must start with http:// or https://"),
                bad(
                        "vedette.urls=ftp://me:hidden@b/x",
                        "1: vedette.urls: \"ftp://***@b/x\" is not a URL; it must start with http:// or https://"),
                bad("vedette.dev-urls=http:///x", "1: vedette.dev-urls: \"http:///x\" has no valid host"),
                bad(
                        "vedette.debug-now=yesterday",
                        "1: vedette.debug-now: \"yesterday\" is not an instant; write 2018-06-28T11:37:48Z"),
                bad(
                        "vedette.slack.url=slack.com",
                        "1: vedette.slack.url: \"slack.com\" is not a URL; it must start with http:// or https://"),
                bad(
                        "vedette.slack.channel=a\\nb\nvedette.slack.token=xoxb",
                        "1: vedette.slack.channel: must be one line without control characters"),
                bad(
                        "vedette.auth.header=X Token",
                        "1: vedette.auth.header: \"X Token\" is not the name of an HTTP header"),
                // Values that are secrets
                bad(
                        "vedette.sentry.dsn=https://sentry.example.com/42",
                        "1: vedette.sentry.dsn: is not a Sentry DSN such as https://KEY@HOST/PROJECT"
                                + " (the value is secret and not shown)"),
                bad(
                        "vedette.sentry.dsn=https://key@sentry.example.com/",
                        "1: vedette.sentry.dsn: is not a Sentry DSN such as https://KEY@HOST/PROJECT"
                                + " (the value is secret and not shown)"),
                bad(
                        "vedette.slack.webhook-url=hooks.slack.com/services/T/B/X",
                        "1: vedette.slack.webhook-url: is not a URL that starts with http:// or https://"
                                + " (the value is secret and not shown)"),
                bad(
                        "vedette.auth.token=a\\nb",
                        "1: vedette.auth.token: is not one line of text" + " (the value is secret and not shown)"),
                // Combinations
                bad("vedette.slack.token=xoxb", "1: vedette.slack.token: needs vedette.slack.channel too"),
                bad(
                        "vedette.slack.channel=ops",
                        "1: vedette.slack.channel: needs vedette.slack.token or vedette.slack.webhook-url too"),
                bad("vedette.hipchat.room=4711", "1: vedette.hipchat.room: needs vedette.hipchat.auth too"),
                bad("vedette.hipchat.auth=abcd", "1: vedette.hipchat.auth: needs vedette.hipchat.room too"),
                bad(
                        "vedette.hipchat.room=4711\nvedette.hipchat.auth=abcd",
                        "1: warning: vedette.hipchat.room: the service at api.hipchat.com ended in 2019;"
                                + " set vedette.hipchat.url to a server of your own or a compatible one"),
                bad(
                        "vedette.auth.url=https://h/login",
                        "1: vedette.auth.url: needs vedette.auth.username too",
                        "1: vedette.auth.url: needs vedette.auth.password too"),
                bad("vedette.auth.username=me", "1: vedette.auth.username: needs vedette.auth.password too"),
                bad("vedette.http.username=me", "1: vedette.http.username: needs vedette.http.password too"),
                bad("vedette.http.password=pass", "1: vedette.http.password: needs vedette.http.username too"),
                bad(
                        "vedette.auth.username=me\nvedette.auth.password=pass",
                        "1: warning: vedette.auth.username: is used only by checks with an authUrl,"
                                + " as vedette.auth.url is missing"),
                bad(
                        "vedette.http.host=0.0.0.0",
                        "1: vedette.http.host: \"0.0.0.0\" allows access from other machines; set"
                                + " vedette.http.username and vedette.http.password, or vedette.http.tokens, or"
                                + " vedette.http.open=true"),
                bad(
                        "vedette.debug-now=2018-06-28T11:37:48Z",
                        "1: warning: vedette.debug-now: is for the check command; run refuses it unless"
                                + " vedette.debug=true"),
                bad(
                        "vedette.debug=true\nvedette.urls=https://a/x",
                        "1: warning: vedette.debug: none of vedette.urls is watched, and vedette.dev-urls is empty"),
                bad(
                        "vedette.database.url=jdbc:mysql://u:hidden@h/db",
                        "1: vedette.database.url: \"jdbc:mysql://***@h/db\" is not a database; write jdbc:sqlite:FILE or"
                                + " jdbc:postgresql://HOST/DATABASE"),
                bad(
                        "vedette.probe.deny=10.0.0.0/33",
                        "1: vedette.probe.deny: \"10.0.0.0/33\" is not an address or a range such as 10.0.0.0/8"),
                // Placeholders
                bad(
                        "\nvedette.slack.token={{env:SLACK_TOKEN}}\nvedette.slack.channel=ops",
                        "2: vedette.slack.token: environment variable SLACK_TOKEN is not set"),
                bad("my.key={{env:MINE}}", "1: my.key: environment variable MINE is not set"),
                bad(
                        "vedette.greeting={{sys:no.such.property}}",
                        "1: vedette.greeting: system property no.such.property is not set"),
                bad(
                        "vedette.hipchat.auth={{file:no/such/file}}\nvedette.hipchat.room=1",
                        "1: vedette.hipchat.auth: file no/such/file does not exist"),
                bad(
                        "vedette.greeting={{file:.}}",
                        "1: vedette.greeting: file . is a directory; name a text file that holds the value and"
                                + " nothing else"),
                bad(
                        "my.name=x\nvedette.greeting={{my.nam}}",
                        "2: vedette.greeting: {{my.nam}} names no key of this file, did you mean \"my.name\"?"),
                bad("a={{b}}\nb={{c}}\nc={{a}}", "3: c: refers to itself: a -> b -> c -> a"),
                bad("a={{a}}", "1: a: refers to itself: a -> a"),
                bad("a={{env:X", "1: a: has {{ without }}"),
                bad("a={{evn:TOKEN}}", "1: a: {{evn:...}} names neither a function nor a key, did you mean \"env\"?"),
                bad("a={{aws:slack-token}}", "1: a: {{aws:slack-token}} cannot be resolved"),
                // Several at once, by line
                bad(
                        "vedette.intervall=5s\nvedette.timeout=x\nvedette.slack.token=xoxb",
                        "1: vedette.intervall: is not a setting, did you mean \"vedette.interval\"?",
                        "2: vedette.timeout: \"x\" is not a duration; write 60s, 8m, 2h, 3d, 250ms or a number of"
                                + " seconds",
                        "3: vedette.slack.token: needs vedette.slack.channel too"));
    }

    private static Arguments bad(String content, String... messages) {
        return Arguments.of(
                content,
                Stream.of(messages)
                        .map(message -> "application.properties:" + message)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vedette.interval",
                "vedette.http.port",
                "vedette.debug",
                "vedette.urls",
                "vedette.slack.url",
                "vedette.debug-now",
                "vedette.http.host",
                "vedette.probe.allow",
                "vedette.auth.header",
                "vedette.history.results",
                "vedette.http.allowed-hosts",
                "vedette.connectivity-check",
                "vedette.database.url",
                "vedette.probe.trust"
            })
    void showsWhereAWrongValueCameFromAndNotTheValue(String key) {
        for (String secret : List.of("production?", "s3cret token")) {
            Loaded loaded = SettingsLoader.of(
                    Map.of(key, "{{my.token}}", "my.token", "{{sys:vedette.test.secret:" + secret + "}}"),
                    Path.of("."));

            assertThat(loaded.problems().stream().map(Problem::toString))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).doesNotContain(secret));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vedette.http.host, s3cr3t-VaLue",
        "vedette.probe.trust, s3cr3t-VaLue",
        "vedette.timeout, 98765",
        "vedette.error-interval, 31"
    })
    void showsNoValueThatCameFromElsewhereWhereItIsOnlyWrongBesideOthers(String key, String secret) {
        Loaded loaded = SettingsLoader.of(Map.of(key, "{{my.token}}", "my.token", secret), Path.of("."));

        assertThat(loaded.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("{{my.token}}")
                        .doesNotContain(secret, Durations.format(Duration.ofSeconds(98765)), "31s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"there is no folder /etc/conf/s3cr3t-VaLue", "no s3cr3t-VaLue is there"})
    void showsNoValueThatCameFromElsewhereInWhatIsFoundOutLater(String message) {
        Loaded loaded = SettingsLoader.of(
                Map.of("vedette.routes", "conf/{{my.token}}", "my.token", "s3cr3t-VaLue"), Path.of("."));
        Problem found = Problem.error(null, 0, "vedette.routes", message);

        assertThat(loaded.placed(List.of(found)).get(0).message())
                .doesNotContain("s3cr3t-VaLue")
                .contains("{{my.token}}");
    }

    @Test
    void needsNoFile() {
        Loaded loaded = load();

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().http().port()).isEqualTo(3002);
    }

    @Test
    void needsTheFileThatWasNamed() {
        Loaded loaded = load(Path.of("conf/none.properties"), Map.of());

        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.problems())
                .extracting(Problem::toString)
                .containsExactly("conf/none.properties: does not exist");
    }

    @Test
    void tellsOfADefaultFileThatIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("application.properties"));

        assertThat(load().problems())
                .extracting(Problem::toString)
                .containsExactly("application.properties: is a directory");
    }

    @Test
    void startsRelativePathsAtTheFolderOfTheNamedFile() throws IOException {
        Files.createDirectory(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/token"), "xoxb-1\n");
        Files.writeString(
                folder.resolve("conf/v.properties"),
                "vedette.slack.token={{file:token}}\nvedette.slack.channel=ops\nvedette.routes=more/routes\n");

        Settings settings = load(Path.of("conf/v.properties"), Map.of()).settings();

        assertThat(settings.baseDir()).isEqualTo(folder.resolve("conf"));
        assertThat(settings.routes()).isEqualTo(folder.resolve("conf/more/routes"));
        assertThat(settings.database().url()).isEqualTo("jdbc:sqlite:" + folder.resolve("conf/data/vedette.db"));
        assertThat(settings.properties()).containsEntry("vedette.slack.token", "xoxb-1");
    }

    @Test
    void staysUsableWhateverIsWrong() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "vedette.interval=x\nvedette.http.port=x\nvedette.urls=x\nvedette.slack.url=x\nvedette.routes=\\u0000\n");

        Loaded loaded = load();

        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.settings().properties()).containsEntry("vedette.interval", "60s");
        assertThat(loaded.settings().http().port()).isEqualTo(3002);
        assertThat(loaded.settings().urls()).isEmpty();
        assertThat(loaded.settings().properties())
                .containsEntry("vedette.slack.url", "https://slack.com/api/chat.postMessage");
    }

    @Test
    void warningsAloneDoNotStopIt() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "vedette.debug-now=2018-06-28T11:37:48Z\n");

        assertThat(load().problems()).isNotEmpty();
        assertThat(load().hasErrors()).isFalse();
    }

    @Test
    void takesTheSettingsOfAnApplication() {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.interval", "5s", "vedette.x", "1"), folder);

        assertThat(loaded.settings().interval()).hasSeconds(5);
        assertThat(loaded.problems()).hasSize(1);
        assertThat(loaded.problems().get(0).toString()).startsWith("properties: vedette.x: is not a setting");
    }

    private Loaded load() {
        return SettingsLoader.load(Optional.empty(), folder, Map.of(), call -> Optional.empty());
    }

    private Loaded load(Path config, Map<String, String> environment) {
        return SettingsLoader.load(Optional.of(config), folder, environment, call -> Optional.empty());
    }
}
