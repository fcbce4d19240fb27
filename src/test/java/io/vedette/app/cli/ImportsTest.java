package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.probe.DnsAnswerer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files as each monitor writes them to checks that run against local servers. */
class ImportsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/migrate");

    @TempDir
    private Path folder;

    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LocalServer(asked -> switch (asked.target()) {
            case "/ok", "/" -> Answered.of(200, "Welcome");
            case "/json" -> Answered.of(200, "{\"queue\":{\"size\":3}}");
            case "/secret" -> Answered.of(401, "Welcome");
            case "/login" ->
                asked.header("authorization").isPresent() ? Answered.of(200, "Welcome") : Answered.of(401, "no");
            default -> Answered.of(404, "nothing here");
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBackupOfUptimeKuma() throws Exception {
        CommandLineRun.Result result = imported("kuma", "kuma-backup.json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("monitor \"upside\": not imported, it is upside down")
                .contains("monitor \"container\": not imported, there is no check for the type docker")
                .contains("monitor \"old\": not imported, it is paused")
                .contains("monitor \"query\": not imported, its JSON query is more than a path: $sum(items.price)")
                .contains("notification \"Matrix\": not imported, there is no target for \"matrix\" here")
                .contains("monitor \"nightly\": its job calls /heartbeat/ with the same token behind it");
        nothingShows(result, "kumahook1", "kumamailpw", "kumabasicpw", "kumaheader9", "Kum4Push70kenAbcdeFg");
        assertThat(checks())
                .contains("\"failureThreshold\", value: \"3\"".replace("\"failureThreshold\"", "failureThreshold"))
                .contains("{ name: errorInterval, value: \"300s\" }")
                .contains("{ name: expectedStatus, value: \"200-299,301\" }")
                .contains("{ name: tags, value: \"env=prod,eu\" }")
                .contains("{ name: notify, value: \"Ops Slack,Mail\" }")
                .contains("{ name: group, value: \"Shop\" }");
        assertThat(run())
                .containsEntry("shop front", "ok")
                .containsEntry("shop front-2", "error http-status")
                .containsEntry("shop word", "ok")
                .containsEntry("queue", "ok")
                .containsEntry("port", "error unreachable")
                .containsKey("nightly");
        assertThat(server.asked())
                .anySatisfy(asked -> assertThat(asked.header("x-token")).contains("kumaheader9"))
                .anySatisfy(
                        asked -> assertThat(asked.header("authorization")).contains("Basic a3VtYTprdW1hYmFzaWNwdw=="));
    }

    @Test
    void theDatabaseOfUptimeKumaWithItsJournal() throws Exception {
        Path database = folder.resolve("kuma.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement sql = connection.createStatement()) {
            for (String line : List.of(
                    "PRAGMA journal_mode=WAL",
                    "CREATE TABLE monitor (id INTEGER PRIMARY KEY, name TEXT, active INTEGER DEFAULT 1, interval INTEGER DEFAULT 20, url"
                            + " TEXT, type TEXT, hostname TEXT, port INTEGER, keyword TEXT, maxretries INTEGER DEFAULT 0, ignore_tls INTEGER"
                            + " DEFAULT 0, upside_down INTEGER DEFAULT 0, maxredirects INTEGER DEFAULT 10, accepted_statuscodes_json TEXT"
                            + " DEFAULT '[\"200-299\"]', dns_resolve_type TEXT, dns_resolve_server TEXT, retry_interval INTEGER DEFAULT 0,"
                            + " push_token TEXT, method TEXT DEFAULT 'GET', body TEXT, headers TEXT, basic_auth_user TEXT, basic_auth_pass"
                            + " TEXT, expiry_notification INTEGER DEFAULT 1, resend_interval INTEGER DEFAULT 0, auth_method TEXT, timeout"
                            + " DOUBLE DEFAULT 0, parent INTEGER, invert_keyword INTEGER DEFAULT 0, json_path TEXT, expected_value TEXT,"
                            + " proxy_id INTEGER)",
                    "CREATE TABLE notification (id INTEGER PRIMARY KEY, name TEXT, config TEXT, active INTEGER DEFAULT 1, is_default"
                            + " INTEGER)",
                    "CREATE TABLE monitor_notification (monitor_id INTEGER, notification_id INTEGER)",
                    "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT, color TEXT)",
                    "CREATE TABLE monitor_tag (monitor_id INTEGER, tag_id INTEGER, value TEXT)",
                    "CREATE TABLE maintenance (id INTEGER PRIMARY KEY, title TEXT, strategy TEXT, active INTEGER, timezone TEXT, start_time"
                            + " TEXT, end_time TEXT, weekdays TEXT, cron TEXT, duration INTEGER, start_date TEXT, end_date TEXT,"
                            + " interval_day INTEGER)",
                    "CREATE TABLE monitor_maintenance (monitor_id INTEGER, maintenance_id INTEGER)",
                    "INSERT INTO monitor (id, name, url, type) VALUES (1, 'front', '" + server.url("/ok")
                            + "', 'http')",
                    "INSERT INTO monitor (id, name, type, hostname, dns_resolve_type, dns_resolve_server, port) VALUES (2, 'name', 'dns',"
                            + " 'a.example', 'A', '127.0.0.1', 1)",
                    "INSERT INTO notification (id, name, config) VALUES (7, 'hook',"
                            + " '{\"type\":\"webhook\",\"webhookURL\":\"http://127.0.0.1:1/hook-secret-3\"}')",
                    "INSERT INTO monitor_notification VALUES (1, 7)",
                    "INSERT INTO tag VALUES (1, 'team', 'red')",
                    "INSERT INTO monitor_tag VALUES (1, 1, 'shop')",
                    "INSERT INTO maintenance VALUES (1, 'weekly', 'recurring-weekday', 1, 'Europe/Zurich', '23:30', '01:00', '[6,0]', '',"
                            + " 0, '', '', 0)",
                    "INSERT INTO maintenance VALUES (2, 'by hand', 'manual', 1, 'UTC', '', '', '[]', '', 0, '', '', 0)",
                    "INSERT INTO monitor_maintenance VALUES (1, 1)",
                    "INSERT INTO monitor_maintenance VALUES (1, 2)")) {
                sql.execute(line);
            }
            assertThat(folder.resolve("kuma.db-wal")).exists();

            CommandLineRun.Result result = command("import", "kuma", database.toString());

            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains("maintenance \"by hand\": not imported, there is no counterpart for manual");
            nothingShows(result, "hook-secret-3");
        }
        assertThat(checks())
                .contains("{ name: maintenance, value: \"Sat,Sun 23:30-01:00 Europe/Zurich\" }")
                .contains("{ name: tags, value: \"team=shop\" }")
                .contains("{ name: timeout, value: \"16s\" }")
                .contains("{ name: resolver, value: \"127.0.0.1:1\" }");
        assertThat(run()).containsEntry("front", "ok").containsEntry("name", "error unreachable");
    }

    @Test
    void modulesOfTheBlackboxExporterWithScrapeConfigurations() throws Exception {
        try (DnsAnswerer dns = DnsAnswerer.with(0, "example.com. 60 IN SOA ns.example.com. a.example.com. 1 2 3 4 5")) {
            Path modules = sample("blackbox.yml");
            Path jobs = sample("prometheus.yml");
            Files.writeString(
                    jobs,
                    Files.readString(jobs).replace("DNSSERVER", dns.address().toString()));

            CommandLineRun.Result result = command("import", "blackbox", modules.toString(), jobs.toString());

            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains("job prometheus (line 3): not imported, it scrapes metrics")
                    .doesNotContain("fail_if_body_matches_regexp")
                    .contains("preferred_ip_protocol not imported")
                    .contains("target nowhere;a.example: not imported, its module nowhere is in none of the files")
                    .contains("job found (line 31): its file_sd_configs are not imported");
            nothingShows(result, "bboxbearer77");
            String instance = server.url("/ok");
            assertThat(checks())
                    .contains("{ name: tags, value: \"env=prod,team=shop\" }")
                    .contains("{ name: interval, value: \"30s\" }")
                    .contains("{ name: timeout, value: \"5s\" }")
                    .contains("{ name: timeout, value: \"3.5s\" }");
            assertThat(run())
                    .containsEntry(instance, "ok")
                    .containsEntry(server.url("/missing"), "error http-status")
                    .containsEntry("127.0.0.1-", "ok")
                    .containsEntry("127.0.0.1--2", "ok")
                    .containsEntry("127.0.0.1--3", "ok");
            assertThat(server.asked())
                    .anySatisfy(asked -> {
                        assertThat(asked.method()).isEqualTo("POST");
                        assertThat(asked.header("authorization")).contains("Bearer bboxbearer77");
                        assertThat(asked.body()).isEqualTo("{\"a\": 1}");
                    })
                    .anySatisfy(asked -> assertThat(asked.header("x-probe")).contains("blackbox"));
        }
    }

    @Test
    void theObjectsOfNagios() throws Exception {
        for (String name : List.of("nagios/resource.cfg", "nagios/objects.cfg")) {
            sample(name);
        }

        CommandLineRun.Result result = imported("nagios", "nagios/nagios.cfg");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("(web1/Disk): not imported, there is no counterpart for its plugin")
                .contains("define serviceescalation is not imported")
                .contains("contact ann is a target by e-mail")
                .contains("(web1/Backup): is passive");
        nothingShows(result, "nagiossecret5", "bW9uaXRvcjpuYWdpb3NzZWNyZXQ1");
        assertThat(checks())
                .contains("{ name: failureThreshold, value: \"4\" }")
                .contains("{ name: maxResponseTime, value: \"5s\" }")
                .contains("{ name: timeout, value: \"8s\" }")
                .contains("{ name: notify, value: ann }".replace("ann", "\"ann\""))
                .contains("{ name: group, value: \"web\" }")
                .contains("{ name: warnDays, value: \"30\" }")
                .contains("{ name: period, value: \"90000s\" }");
        assertThat(run())
                .containsEntry("web1/Front page", "ok")
                .containsEntry("web1/Login", "ok")
                .containsEntry("web1/Port", "ok")
                .doesNotContainKey("router/Port");
        assertThat(server.asked())
                .anySatisfy(asked ->
                        assertThat(asked.header("authorization")).contains("Basic bW9uaXRvcjpuYWdpb3NzZWNyZXQ1"));
    }

    @Test
    void theChecksOfHealthchecks() throws Exception {
        CommandLineRun.Result result = imported("healthchecks", "healthchecks.json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("(Calendar): not imported, its schedule is no cron expression of five fields: Mon..Fri 06:00")
                .contains("(Old): not imported, it is paused")
                .contains("(Reader): its job calls another address")
                .contains("(Report): calls by GET and HEAD count too");
        nothingShows(result, "31365bce-8da9-4729-8ff3-aaa71d56b712");
        assertThat(checks())
                .contains("{ name: schedule, value: \"0 6 * * 1-5\" }")
                .contains("{ name: timeZone, value: \"Europe/Riga\" }")
                .contains("{ name: tags, value: \"prod,db\" }")
                .contains("{ name: grace, value: \"3600s\" }");
        assertThat(run()).containsOnlyKeys("Backup of the shop", "Report", "Reader");
    }

    @Test
    void theTargetsOfGatus() throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                "alerting:\n  discord: { webhook-url: \"https://discord.example/api/webhooks/1/gatushook8\" }\n"
                        + "  telegram: { token: \"1:gatustoken5\", id: \"-100\" }\n"
                        + "  email: { from: a@example.com, to: b@example.com, host: mail.example.com, port: 465, username: a,"
                        + " password: gatusmailpw }\n"
                        + "  jira: { url: x }\n"
                        + "maintenance: { start: '23:00', duration: 2h, timezone: Europe/Berlin, every: [Monday, Friday] }\n"
                        + "endpoints:\n  - name: a\n    url: " + server.url("/ok")
                        + "\n    headers: { Authorization: gatusheader6 }"
                        + "\n    conditions: [ '[STATUS] == 200' ]\n    alerts: [ { type: discord }, { type: email } ]\n");

        CommandLineRun.Result result = command("import", "gatus", config.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("alerting.jira (line 5): not imported");
        nothingShows(result, "gatushook8", "gatustoken5", "gatusmailpw", "gatusheader6");
        assertThat(checks())
                .contains("{ name: notify, value: \"discord,email\" }")
                .contains("{ name: maintenance, value: \"Mon,Fri 23:00-01:00 Europe/Berlin\" }");
        assertThat(run()).containsEntry("a", "ok");
        assertThat(server.last().header("authorization")).contains("gatusheader6");
    }

    @Test
    void refusesWhatIsOfAnotherMonitor() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "{\"a\": 1}");
        Path none = folder.resolve("none");

        assertThat(command("import", "kuma", text.toString()).err()).contains("is not a backup of Uptime Kuma");
        assertThat(command("import", "kuma", none.toString()).err()).contains("does not exist");
        assertThat(command("import", "nagios", text.toString()).err()).contains("defines no host and no service");
        assertThat(command("import", "healthchecks", text.toString()).err()).contains("it has no list of checks");
        assertThat(command("import", "blackbox", text.toString()).err()).contains("has no scrape_configs");
        assertThat(command("import", "kuma", text.toString(), text.toString()).code())
                .isEqualTo(2);
        assertThat(folder.resolve("application.properties")).doesNotExist();
    }

    private CommandLineRun.Result imported(String kind, String name) throws IOException {
        return command("import", kind, sample(name).toString());
    }

    /** Returns a copy of a sample with the addresses of the local server in it. */
    private Path sample(String name) throws IOException {
        Path copy = folder.resolve("from").resolve(name);
        Files.createDirectories(copy.getParent());
        return Files.writeString(
                copy,
                Files.readString(SAMPLES.resolve(name))
                        .replace("HTTP/", server.url("/"))
                        .replace("HTTPPORT", String.valueOf(server.port()))
                        .replace("HOSTPORT", "127.0.0.1:" + server.port()));
    }

    private String checks() throws IOException {
        return Files.readString(folder.resolve("routes/checks.yaml"));
    }

    /** No secret is in what is printed, nor in what operators edit, and what holds one is for its owner alone. */
    private void nothingShows(CommandLineRun.Result result, String... secrets) throws IOException {
        assertThat(result.out() + result.err()).doesNotContain(secrets);
        try (Stream<Path> files = Files.walk(folder.resolve("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(secrets);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
            List<Path> all = files.toList();
            assertThat(all)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            String kept = all.stream().map(ImportsTest::read).collect(Collectors.joining("\n"));
            assertThat(Stream.of(secrets).filter(kept::contains)).isNotEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Validates what was written, runs all checks once, and returns what each is. */
    private Map<String, String> run() {
        CommandLineRun.Result valid = new CommandLineRun(folder).run("validate");
        assertThat(valid.code()).as(valid.out()).isZero();
        return new CommandLineRun(folder)
                .run("check", "--all")
                .out()
                .lines()
                .filter(line -> line.contains(": "))
                .collect(Collectors.toMap(
                        line -> line.replaceFirst(": (ok|degraded|error|sleeping).*", ""),
                        line -> line.replaceFirst(".*?: ((?:ok|degraded|error|sleeping)(?: \\([a-z-]+\\))?).*", "$1")
                                .replaceAll("[()]", ""),
                        (one, other) -> one));
    }

    private CommandLineRun.Result command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = VedetteCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CommandLineRun.Result(code, out.toString(), err.toString());
    }
}
