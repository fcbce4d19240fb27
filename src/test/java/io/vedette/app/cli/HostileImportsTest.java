package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever another monitor's file holds, what is written is valid, and what is not is told. */
class HostileImportsTest {

    private static final String COMMAND = "define command {\n command_name c\n command_line %s\n}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"interval\":\"NaN\"",
                "\"interval\":\"1e999\"",
                "\"interval\":1e-9",
                "\"maxretries\":2147483647",
                "\"timeout\":1e300",
                "\"url\":\"not a url\"",
                "\"url\":\"file:///etc/passwd\"",
                "\"method\":\"NO SUCH\"",
                "\"accepted_statuscodes\":[\"999\",\"abc\"]",
                "\"headers\":\"{\\\"A b\\\":\\\"x\\\"}\"",
                "\"type\":\"port\",\"hostname\":\"bad host\",\"port\":99999",
                "\"type\":\"ping\",\"hostname\":\"-rf\",\"ping_count\":9999",
                "\"type\":\"dns\",\"hostname\":\"a b\",\"dns_resolve_type\":\"ZZZ\"",
                "\"type\":\"push\",\"interval\":-7"
            })
    void aMonitorOfUptimeKuma(String wrong) throws Exception {
        write(
                "backup.json",
                "{\"monitorList\":[{\"id\":1,\"name\":\"m\",\"type\":\"http\",\"url\":\"http://127.0.0.1:1/\",\"interval\":60,"
                        + wrong
                        + "},{\"id\":2,\"name\":\"good\",\"type\":\"port\",\"hostname\":\"127.0.0.1\",\"port\":1}]}");

        imported("kuma", "backup.json");

        assertThat(routes()).contains("routeId: good");
    }

    @Test
    void namesWhatItLeavesOut() throws Exception {
        write(
                "backup.json",
                "{\"monitorList\":[{\"id\":1,\"name\":\"shop\",\"type\":\"port\",\"hostname\":\"bad host\",\"port\":1},"
                        + "{\"id\":2,\"name\":\"till\",\"type\":\"http\",\"url\":\"http://127.0.0.1:1/\",\"method\":\"NO SUCH\"}]}");

        String told = imported("kuma", "backup.json").out();

        assertThat(told)
                .contains("shop: host not imported, as it ", "shop: host not imported, as it is missing")
                .contains("till: method not imported, as it ");
        assertThat(routes()).contains("routeId: till").doesNotContain("routeId: shop", "NO SUCH");
    }

    @Test
    void aPasswordOfAConnectionStringIsMeantAsItIsDecoded() throws Exception {
        write(
                "backup.json",
                "{\"monitorList\":[{\"id\":1,\"name\":\"database\",\"type\":\"postgres\",\"database_connection_string\":"
                        + "\"postgres://u:a%40b@127.0.0.1:1/x?sslmode=require\"}]}");

        String told = imported("kuma", "backup.json").out();

        assertThat(told)
                .contains("what follows the ? of its connection string is not imported")
                .doesNotContain("a@b");
        assertThat(folder.resolve("out/secrets/database-password")).hasContent("a@b");
    }

    @Test
    void windowsOfUptimeKumaThatAreNone() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kuma.db"));
                Statement sql = connection.createStatement()) {
            for (String line : List.of(
                    "CREATE TABLE monitor (id, name, type, url)",
                    "INSERT INTO monitor VALUES (1, 'shop', 'http', 'http://127.0.0.1:1/')",
                    "CREATE TABLE maintenance (id, title, strategy, active, timezone, start_time, end_time, weekdays, cron, duration)",
                    "INSERT INTO maintenance VALUES (1, 'a', 'recurring-weekday', 1, 'No/Where', '99:99', 'x', '[-1]', '', 0)",
                    "INSERT INTO maintenance VALUES (2, 'b', 'cron', 1, 'UTC', '', '', '[]', 'nonsense', -5)",
                    "CREATE TABLE monitor_maintenance (monitor_id, maintenance_id)",
                    "INSERT INTO monitor_maintenance VALUES (1, 1), (1, 2)")) {
                sql.execute(line);
            }
        }

        assertThat(imported("kuma", "kuma.db").out()).contains("shop: maintenance not imported, as it ");
        assertThat(routes()).contains("routeId: shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check_ping -H $ARG99999999999$",
                "check_tcp -p 99999 -t 99999999999999999999999",
                "check_http -r \"(((\" -e 999 -u \"/x y\"",
                "check_http -C nonsense"
            })
    void aCommandOfNagios(String line) throws Exception {
        write("nagios.cfg", host("check_interval 999999999999999999999999\n max_check_attempts 99999999999"));
        Files.writeString(
                folder.resolve("nagios.cfg"),
                Files.readString(folder.resolve("nagios.cfg")) + String.format(COMMAND, line));

        imported("nagios", "nagios.cfg");
    }

    @Test
    void templatesOfNagiosThatAreEachOthers() throws Exception {
        StringBuilder all = new StringBuilder(host(""));
        for (int i = 0; i < 40; i++) {
            all.append("define host {\n name t" + i + "\n host_name h" + i + "\n use t" + (i + 1) + ",t" + (i + 1)
                    + ",t0\n}\n");
        }
        write("nagios.cfg", all + String.format(COMMAND, "check_ping"));

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> imported("nagios", "nagios.cfg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cfg_file=/", "cfg_dir=/", "cfg_file=a\0b", "cfg_file=pipe"})
    void placesOfNagiosThatAreNone(String line) throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
        write("nagios.cfg", line + "\n" + host("") + String.format(COMMAND, "check_ping"));

        CommandLineRun.Result result =
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> run("import", "nagios", "nagios.cfg"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("nothing was written").doesNotContain("Exception");
    }

    @Test
    void checksOfHealthchecksThatAreNoneHere() throws Exception {
        write(
                "checks.json",
                "{\"checks\":[{\"name\":\"a\",\"schedule\":\"99 99 * * *\",\"tz\":\"UTC\"},"
                        + "{\"name\":\"b\",\"schedule\":\"0 0 * * *\",\"tz\":\"Mars/Base\"},"
                        + "{\"name\":\"c\",\"timeout\":1e308,\"grace\":1e308},7,null,"
                        + "{\"name\":\"d\",\"timeout\":60,\"uuid\":\"12345678-1234-1234-1234-123456789abc\"},"
                        + "{\"name\":\"e\",\"timeout\":60,\"uuid\":\"12345678-1234-1234-1234-123456789abc\"}]}");

        assertThat(imported("healthchecks", "checks.json").out())
                .contains(
                        "a: schedule not imported, as it ",
                        "b: timeZone not imported, as it ",
                        "e: secret not imported");
    }

    @Test
    void endpointsOfGatusThatAreNoneHere() throws Exception {
        write(
                "config.yaml",
                "endpoints:",
                "  - { name: a, url: 'http://127.0.0.1:1/', interval: nonsense, conditions: ['[BODY].x == pat(*(((*)'] }",
                "  - { name: b, url: 'tcp://a b:99999', conditions: ['[CONNECTED] == true'] }",
                "  - { name: c, url: '${EVIL}/x', conditions: ['[STATUS] == 200'] }",
                "alerting: { slack: { webhook-url: notaurl } }");

        imported("gatus", "config.yaml");
    }

    private static String host(String more) {
        return "define host {\n host_name h\n address 127.0.0.1\n check_command c\n " + more + "\n}\n";
    }

    private CommandLineRun.Result imported(String kind, String file) {
        CommandLineRun.Result result = run("import", kind, file);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        String problems =
                new CommandLineRun(folder.resolve("out")).run("validate").out();
        // What the environment is to bring is not there.
        assertThat(problems.lines().filter(line -> !line.contains("EVIL")))
                .noneMatch(line -> line.contains(".yaml:") && !line.contains("warning"));
        return result;
    }

    private CommandLineRun.Result run(String command, String kind, String file) {
        return new CommandLineRun(folder.resolve("nowhere"))
                .run(
                        command,
                        kind,
                        folder.resolve(file).toString(),
                        "--out",
                        folder.resolve("out").toString());
    }

    private String routes() throws IOException {
        return Files.readString(folder.resolve("out/routes/checks.yaml"));
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
    }
}
