package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From another monitor's file to a configuration that is valid and runs. */
class ImportCommandTest {

    private static final Path SAMPLES = Path.of("src/test/resources/migrate");

    @TempDir
    private Path folder;

    @Test
    void theIniOfPyPingersReadmeBecomesAConfigurationThatIsValid() throws IOException {
        CommandLineRun.Result result =
                run("import", SAMPLES.resolve("pinger.ini").toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().findFirst().orElseThrow())
                .startsWith("only_log=true: INVERTED in py-pinger")
                .contains("nothing leaves this machine");
        assertThat(result.out())
                .contains("[hipchat]: left out, as room, auth are not filled in")
                .contains("[slack]: left out, as token is not filled in")
                .contains("[sentry]: left out, as url is not filled in")
                .contains("greeting: py-pinger never sent it")
                .doesNotContain("my-secret-password");
        assertThat(settings())
                .containsEntry("vedette.only-log", "true")
                .containsEntry("vedette.interval", "60s")
                .containsEntry("vedette.error-interval", "480s")
                .containsEntry("vedette.greeting", "Hello World!")
                .containsEntry("vedette.auth.url", "https://my-backend.com/login")
                .containsEntry("vedette.auth.username", "my-user")
                .containsEntry("vedette.auth.password", "my-secret-password")
                .containsEntry("vedette.auth.header", "Authorization")
                .doesNotContainKeys("vedette.slack.token", "vedette.sentry.dsn", "vedette.hipchat.room");
        CommandLineRun.Result valid = new CommandLineRun(folder).run("validate");
        assertThat(valid.out().strip()).isEqualTo("valid: 3 checks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main       | only_log=false            | vedette.only-log=false               | INVERTED",
                "main       | only_log=yes              | vedette.only-log=true                | INVERTED",
                "main       | debug=true                | vedette.debug=true                   | debug=true",
                "main       | interval=5                | vedette.interval=5s                  |",
                "main       | error_interval=30         | vedette.error-interval=30s           | error_interval",
                "main       | greeting=Hi: 100% = \\o/  | vedette.greeting=Hi: 100% = \\o/     | greeting",
                "main       | debug_now=2018-06-28      |                                      | debug_now: left out",
                "hipchat    | room=1~auth=abcd          | vedette.hipchat.room=1               | ended in 2019",
                "hipchat    | room=1~auth=abcd          | vedette.hipchat.auth=abcd            |",
                "hipchat    | emoji=(yey)               |                                      | [hipchat] emoji: left out",
                "slack      | token=xoxb-1~channel=c    | vedette.slack.token=xoxb-1           |",
                "slack      | token=xoxb-1~channel=c~user=Bot     | vedette.slack.user=Bot     |",
                "slack      | token=xoxb-1~channel=c~emoji=:robot: | vedette.slack.emoji=:robot: |",
                "slack      | token=xoxb-1~channel=c~url=http://h/s | vedette.slack.url=http://h/s |",
                "sentry     | url=https://k%41@s.example.com/42 | vedette.sentry.dsn=https://k%41@s.example.com/42 |",
                "token_auth | token=tttt                | vedette.auth.token=tttt              | never read it",
                "token_auth | token=tttt~header=X-Auth  | vedette.auth.header=X-Auth           |",
                "token_auth | header=X-Auth             |                                      | [token_auth]: left out",
                "urls       | dev=http://h/1            | vedette.dev-urls=http://h/1          | [urls] dev",
                "main       | colour=red                |                                      | [main] colour (line 2): left out",
                "mail       | to=me                     |                                      | [mail]: left out"
            })
    void takesEveryKey(String section, String lines, String setting, String note) throws IOException {
        Path ini = ini("[" + section + "]\n" + lines.replace('~', '\n') + "\n");

        CommandLineRun.Result result = run("import", ini.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        if (setting != null) {
            int equals = setting.indexOf('=');
            assertThat(settings()).containsEntry(setting.substring(0, equals), setting.substring(equals + 1));
        }
        assertThat(result.out()).contains(note == null ? "" : note);
        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[main]~interval=soon      | :2: interval: \"soon\" is not a number of seconds",
                "[main]~only_log=maybe     | :2: only_log: \"maybe\" is neither true nor false",
                "[urls]~prod=my-backend    | :2: prod: \"my-backend\" is not a URL; it must start with http:// or https://",
                "[sentry]~url=s3cret       | :2: url: is not a Sentry DSN such as https://KEY@HOST/PROJECT (the value is not"
                        + " shown)",
                "prod=x                    | :1: stands before the first [section]"
            })
    void tellsWhereABadIniIsWrongAndWritesNothing(String text, String message) throws IOException {
        Path ini = ini(text.replace('~', '\n'));

        CommandLineRun.Result result = run("import", ini.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines().findFirst().orElseThrow()).isEqualTo(ini + message);
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve("application.properties")).doesNotExist();
    }

    @Test
    void keepsBracesThatAreNoPlaceholders() throws IOException {
        Path ini = ini("[slack]\ntoken=a{{x}}b\nchannel=c\n[urls]\nprod=http://127.0.0.1:1/\n");
        assertThat(run("import", ini.toString()).code()).isZero();

        assertThat(settings()).containsEntry("vedette.slack.token", "a\\{{x\\}}b");
        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    @Test
    void keepsBracesOfGatusThatAreNoPlaceholders() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "fine")) {
            Path yaml = folder.resolve("config.yaml");
            Files.writeString(
                    yaml,
                    "endpoints:\n  - name: a\n    url: " + server.url("/a")
                            + "\n    method: POST\n    headers: { X-Template: '{{y}}' }\n    body: '{\"q\":\"{{x}} {{{z}}}"
                            + " }} {{\",\"a\":{\"b\":{\"c\":1}}}'\n    conditions: ['[STATUS] == 200']\n");
            assertThat(run("import", "gatus", yaml.toString()).code()).isZero();

            assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
            assertThat(new CommandLineRun(folder).run("check", "--all").code()).isZero();
            assertThat(server.last().body()).isEqualTo("{\"q\":\"{{x}} {{{z}}} }} {{\",\"a\":{\"b\":{\"c\":1}}}");
            assertThat(server.last().header("X-Template")).contains("{{y}}");
        }
    }

    @Test
    void writesBracesOfGatusAsAddressesHaveThem() throws IOException {
        try (LocalServer server = LocalServer.answering(200, "fine")) {
            Path yaml = folder.resolve("config.yaml");
            Files.writeString(
                    yaml,
                    "alerting: { custom: { url: \"" + server.url("/hook/{{x}}") + "\" } }\n"
                            + "endpoints:\n  - { name: a, url: \"" + server.url("/a?q={{a}}")
                            + "\", conditions: ['[STATUS] == 200'] }\n"
                            + "  - { name: d, url: 127.0.0.1, dns: { query-name: \"ex{{a}}.com\", query-type: A } }\n");

            CommandLineRun.Result imported = run("import", "gatus", yaml.toString());

            assertThat(imported.code()).isZero();
            assertThat(imported.out() + imported.err()).contains("query-name has braces");
            assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
            assertThat(new CommandLineRun(folder).run("check", "--all").code()).isZero();
            assertThat(server.last().target()).isEqualTo("/a?q=%7B%7Ba%7D%7D");
        }
    }

    @Test
    void watchesWhatPyPingerWatchedAndTellsWhomItTold() throws IOException {
        try (LocalServer server = new LocalServer(asked -> asked.target().equals("/slack")
                ? Answered.of(200, "{\"ok\":true}")
                : Answered.of(200, "{\"status\":\"ok\",\"lastrun\":\"" + Instant.now() + "\"}"))) {
            Path ini = ini("[main]\nonly_log=false\n[slack]\nurl=" + server.url("/slack")
                    + "\ntoken=xoxb-1\nchannel=c\n" + "[token_auth]\ntoken=let-me-in\n[urls]\nprod=" + server.url("/a")
                    + ",\n  " + server.url("/b") + "\n");
            assertThat(run("import", ini.toString()).code()).isZero();

            CommandLineRun.Result checked = new CommandLineRun(folder).run("check", "--all");
            CommandLineRun.Result told = new CommandLineRun(folder).run("notify", "slack");

            assertThat(checked.out().lines()).containsExactly(server.url("/a") + ": ok", server.url("/b") + ": ok");
            assertThat(told.out().strip()).isEqualTo("slack: taken");
            assertThat(server.asked())
                    .filteredOn(asked -> asked.target().equals("/a"))
                    .allMatch(asked -> asked.header("Authorization").equals(java.util.Optional.of("let-me-in")));
        }
    }

    @Test
    void onlyTheOwnerReadsWhatIsWritten() throws IOException {
        run("import", SAMPLES.resolve("pinger.ini").toString());

        for (String file : List.of("application.properties", "routes/checks.yaml")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void writesOverNothingUnlessForced() throws IOException {
        Path there = folder.resolve("routes/checks.yaml");
        Files.createDirectories(there.getParent());
        Files.writeString(there, "# mine\n");
        String ini = SAMPLES.resolve("pinger.ini").toString();

        CommandLineRun.Result refused = run("import", ini);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(there + " exists already");
        assertThat(there).hasContent("# mine");
        assertThat(folder.resolve("application.properties")).doesNotExist();

        assertThat(run("import", ini, "--force").code()).isZero();
        assertThat(Files.readString(there)).contains("https://my-backend.com/task1");
    }

    @Test
    void tellsWhatItCannotWriteTo() throws IOException {
        Path ini = Files.writeString(folder.resolve("pinger.ini"), "[urls]\nprod=https://a.example/t\n");
        Path taken = Files.writeString(folder.resolve("taken"), "");

        CommandLineRun.Result result =
                new CommandLineRun(folder).run("import", ini.toString(), "--out", taken.toString());

        assertThat(result.err()).contains("cannot write to " + taken).contains("--out DIR");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void tellsWhichSectionWasMeantAndThatNothingIsWatched() throws IOException {
        Path ini = Files.writeString(folder.resolve("pinger.ini"), "[Main]\ninterval=30\n[slack]\nchanel=x\n");

        String out = new CommandLineRun(folder)
                .run("import", ini.toString(), "--out", folder.resolve("out").toString())
                .out();

        assertThat(out)
                .contains("[Main]: left out, py-pinger has no such section, did you mean \"main\"?")
                .contains("did you mean \"channel\"?")
                .contains("nothing is watched");
    }

    @Test
    void aConfigurationOfGatusBecomesOneThatIsValid() throws IOException {
        String yaml = Files.readString(SAMPLES.resolve("gatus.yaml"))
                .replace("${SLACK_HOOK}", "https://hooks.example.com/1")
                .replace("${TOKEN}", "abcdef");
        Path config = Files.writeString(folder.resolve("config.yaml"), yaml);

        CommandLineRun.Result result = run("import", "gatus", config.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("condition [IP] == 1.2.3.4 not imported")
                .contains("endpoints[0].ui (line 19): not imported")
                .contains("metrics (line 8): not imported")
                .doesNotContain("abcdef", "potato", "hooks.example.com");
        CommandLineRun.Result valid = new CommandLineRun(folder).run("validate");
        assertThat(valid.out().strip()).isEqualTo("valid: 9 checks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[STATUS] == 200              | 200 | {}                          | 201 | {}",
                "[STATUS] < 300               | 204 | {}                          | 301 | {}",
                "[STATUS] == any(200, 429)    | 429 | {}                          | 404 | {}",
                "[CONNECTED] == true          | 500 | {}                          |     |",
                "[BODY].a.b == UP             | 200 | {'a':{'b':'UP'}}            | 200 | {'a':{'b':'DOWN'}}",
                "[BODY].n > 5                 | 200 | {'n':6}                     | 200 | {'n':5}",
                "[BODY].f != true             | 200 | {'f':false}                 | 200 | {'f':true}",
                "len([BODY].l) < 2            | 200 | {'l':[1]}                   | 200 | {'l':[1,2]}",
                "has([BODY].e) == false       | 200 | {'x':1}                     | 200 | {'e':1}",
                "has([BODY].e) == true        | 200 | {'e':1}                     | 200 | {'x':1}",
                "[BODY].s == pat(a*c)         | 200 | {'s':'abc'}                 | 200 | {'s':'abd'}",
                "[BODY].s != pat(a.*)         | 200 | {'s':'abc'}                 | 200 | {'s':'a.c'}",
                "[BODY].i == any(1, x)        | 200 | {'i':'x'}                   | 200 | {'i':2}",
                "[BODY][0].i == 1             | 200 | [{'i':1}]                   | 200 | [{'i':2},{'i':1}]",
                "[BODY].l[1].i == 1           | 200 | {'l':[0,{'i':1}]}           | 200 | {'l':[{'i':1}]}",
                "[BODY] == pat(*hello*)       | 200 | say hello                   | 200 | nothing"
            })
    void aConditionOfGatusMeansTheSame(String condition, int goodStatus, String good, Integer badStatus, String bad)
            throws IOException {
        try (LocalServer server = LocalServer.answering(200, "")) {
            Path config = Files.writeString(
                    folder.resolve("config.yaml"),
                    "endpoints:\n  - name: a\n    url: " + server.url("/") + "\n    conditions: [ \"" + condition
                            + "\" ]\n");
            assertThat(run("import", config.toString()).out()).doesNotContain("condition");

            server.answer(goodStatus, good.replace('\'', '"'));
            assertThat(new CommandLineRun(folder).run("check", "a").out().strip())
                    .isEqualTo("a: ok");
            if (badStatus != null) {
                server.answer(badStatus, bad.replace('\'', '"'));
                assertThat(new CommandLineRun(folder).run("check", "a").code()).isEqualTo(2);
            }
        }
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "endpoints:\n  - name: a\n bad\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "a: b\n");

        assertThat(run("import", "gatus", broken.toString()).err()).startsWith(broken + ":3: ");
        assertThat(run("import", "gatus", other.toString()).err()).contains("this is not a configuration of Gatus");
        assertThat(run("import", folder.resolve("none.ini").toString()).err()).contains("does not exist");
        assertThat(run("import", "zabbix", other.toString()).code()).isEqualTo(2);
        assertThat(run("import").code()).isEqualTo(2);
        assertThat(folder.resolve("application.properties")).doesNotExist();
    }

    /** Writes into the folder; without the settings of that folder, which are not there yet. */
    private CommandLineRun.Result run(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = VedetteCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CommandLineRun.Result(code, out.toString(), err.toString());
    }

    private Path ini(String text) throws IOException {
        return Files.writeString(folder.resolve("pinger.ini"), text);
    }

    private Properties settings() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(folder.resolve("application.properties"))));
        return properties;
    }
}
