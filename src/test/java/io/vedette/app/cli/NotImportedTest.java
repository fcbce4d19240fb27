package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.RawServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import cannot take is listed, what it takes means the same, and what it writes is valid. */
class NotImportedTest {

    @TempDir
    private Path folder;

    private LocalServer web;
    private RawServer ssh;

    @BeforeEach
    void start() throws IOException {
        web = new LocalServer(asked -> asked.target().equals("/fatal")
                ? Answered.of(200, "Welcome. Fatal error")
                : Answered.of(200, "Welcome, version 4"));
        ssh = new RawServer(client -> {
            client.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.untilGone(client);
        });
    }

    @AfterEach
    void stop() throws IOException {
        web.close();
        ssh.close();
    }

    @Test
    void optionsOfNagiosPluginsAreTakenOrListed() throws IOException {
        try (DnsAnswerer dns = DnsAnswerer.with(0, "shop.example. 60 IN MX 10 mail.shop.example.")) {
            Files.createDirectories(folder.resolve("objects"));
            Files.writeString(folder.resolve("objects/there.cfg"), "# nothing");
            String out = imported("nagios", """
                    cfg_file=/etc/nagios/elsewhere.cfg
                    cfg_file=/etc/nagios/objects/there.cfg
                    define command {
                      command_name plugin
                      command_line /usr/lib/nagios/plugins/$ARG1$
                    }
                    define contact {
                      contact_name ann
                      email ann@example.com
                    }
                    define host {
                      host_name h
                      address 127.0.0.1
                      contacts ann
                    }
                    define service {
                      host_name h
                      service_description times
                      check_command plugin!check_http -I 127.0.0.1 -p WEB -c 5 -m 10:200 -k 'A: 1' -k 'B: 2' -J nagioscert -r '[[:alpha:]]+, version'
                    }
                    define service {
                      host_name h
                      service_description dig
                      check_command plugin!check_dig -H 127.0.0.1 -p DNS -l shop.example -T MX
                    }
                    define service {
                      host_name h
                      service_description certificate
                      check_command plugin!check_http -I 127.0.0.1 -H shop.example -S -C 30,14
                    }
                    define service {
                      host_name h
                      service_description job
                      active_checks_enabled 0
                      check_freshness 1
                      freshness_threshold 600
                      check_command plugin
                    }
                    """.replace("WEB", String.valueOf(web.port()))
                    .replace("DNS", String.valueOf(dns.address().port())));

            assertThat(out)
                    .contains("cfg_file=/etc/nagios/elsewhere.cfg: is not there")
                    .doesNotContain("there.cfg: is not there")
                    .contains("(h/times): -c, -m, -J of its call not imported")
                    .doesNotContain("nagioscert");
            assertThat(check("h/certificate"))
                    .contains("host, value: \"127.0.0.1\"", "serverName, value: \"shop.example\"", "insecure");
            assertThat(check("h/job")).contains("notify, value: \"ann\"");
            assertThat(run()).containsEntry("h/times", "ok").containsEntry("h/dig", "ok");
            assertThat(web.last().headers()).containsEntry("a", "1").containsEntry("b", "2");
        }
    }

    @Test
    void expressionsOfTheBlackboxExporterMeanTheSame() throws IOException {
        String out = imported("blackbox", """
                modules:
                  banner: { prober: tcp, tcp: { query_response: [ { expect: "^SSH-2.0-" } ] } }
                  mail:
                    prober: tcp
                    tcp:
                      query_response:
                        - { expect: "^220 ([^ ]+) ESMTP (.+)$" }
                        - { send: "EHLO prober\\r" }
                        - { expect: "^250-STARTTLS" }
                        - { send: "STARTTLS\\r" }
                        - { expect: "^220" }
                        - { starttls: true }
                        - { send: "EHLO prober\\r" }
                        - { expect: "^250-AUTH" }
                  good:
                    prober: http
                    http:
                      fail_if_body_not_matches_regexp: [ "Hello|Welcome", "version (?P<number>[[:digit:]])", "\\\\C" ]
                      fail_if_body_matches_regexp: [ "Fatal|Panic" ]
                scrape_configs:
                  - job_name: probes
                    metrics_path: /probe
                    ec2_sd_configs: [ { region: eu-west-1 } ]
                    static_configs:
                      - { targets: [ "SSH" ], labels: { __param_module: banner } }
                      - { targets: [ "127.0.0.1:1" ], labels: { __param_module: mail, instance: mail } }
                      - { targets: [ "WEB/" ], labels: { __param_module: good, instance: good } }
                      - { targets: [ "WEB/fatal" ], labels: { __param_module: good, instance: fatal } }
                    relabel_configs:
                      - { source_labels: [ __address__ ], target_label: __param_target }
                      - { source_labels: [ __param_module ], regex: banner, replacement: "ssh", target_label: instance }
                      - { source_labels: [ instance, __param_module ], separator: " by ", target_label: instance }
                """.replace("SSH\"", "127.0.0.1:" + ssh.port() + "\"")
                .replace("WEB/", web.url("/")));

        assertThat(out)
                .contains("its ec2_sd_configs are not imported")
                .contains("): the expression \\C not imported, Java has none like it")
                .contains("): query_response: expect ^220 ([^ ]+) ESMTP (.+)$ not imported");
        assertThat(check("ssh by banner")).contains("expect, value: \"SSH-2.0-\"");
        assertThat(check("mail by mail"))
                .contains("startTls, value: smtp", "send, value: \"EHLO prober\"", "expect, value: \"250-AUTH\"");
        assertThat(run())
                .containsEntry("ssh by banner", "ok")
                .containsEntry("good by good", "ok")
                .containsEntry("fatal by good", "error condition");
    }

    @Test
    void whatUptimeKumaEncodesIsWhatItMeans() throws IOException {
        String out = imported("kuma", """
                { "notificationList": [
                  { "id": 3, "name": "mail", "config": "{\\"type\\":\\"smtp\\",\\"smtpHost\\":\\"127.0.0.1\\",\\"smtpPort\\":1,\\"smtpFrom\\":\\"a@b.example\\",\\"smtpTo\\":\\"c@b.example\\",\\"smtpCC\\":\\"d@b.example\\",\\"isDefault\\":true,\\"smtpIgnoreTLSError\\":false}" }
                ], "monitorList": [
                  { "id": 7, "name": "far", "type": "ping", "interval": 60, "hostname": "127.0.0.1", "packetSize": 1400 },
                  { "id": 8, "name": "asked", "type": "dns", "interval": 60, "hostname": "a.example", "port": 1, "dns_resolve_type": "A",
                    "dns_resolve_server": "127.0.0.1,127.0.0.2", "conditions": "[{\\"type\\":\\"expression\\"}]" },
                  { "id": 1, "name": "old push", "type": "push", "interval": 60, "pushToken": "bA9fXk2LmQ" },
                  { "id": 2, "name": "db", "type": "postgres", "interval": 60,
                    "databaseConnectionString": "postgres://kuma:p%40ss%2Fword+9@127.0.0.1:1/shop?sslmode=require" },
                  { "id": 3, "name": "form", "type": "http", "interval": 60, "url": "WEB", "method": "POST",
                    "keyword": "left from before", "body": "a=1", "httpBodyEncoding": "form" },
                  { "id": 4, "name": "mtls", "type": "http", "interval": 60, "url": "WEB", "authMethod": "mtls", "tlsCa": "PEM",
                    "expiryNotification": true, "ignoreTls": true },
                  { "id": 5, "name": "proxied", "type": "http", "interval": 60, "url": "WEB", "proxyId": 9 },
                  { "id": 6, "name": "mysql", "type": "mysql", "databaseConnectionString": "mysql://a:b@127.0.0.1:1/c" }
                ], "proxyList": [
                  { "id": 9, "protocol": "http", "host": "127.0.0.1", "port": 1, "auth": true, "username": "joe", "password": "p@ss:w/1" }
                ] }
                """.replace("WEB", web.url("/")));

        assertThat(out)
                .contains("monitor \"mysql\": not imported, no driver for jdbc:mysql")
                .contains("monitor \"old push\": its job calls another address, which its page shows")
                .doesNotContain("the same token")
                .contains("monitor \"db\": what follows the ? of its connection string is not imported")
                .contains("monitor \"mtls\": its authority is not imported")
                .contains("notification \"mail\": its smtpCC not imported")
                .contains("monitor \"far\": its packet size is not imported")
                .contains("monitor \"asked\": its conditions are not imported")
                .contains("monitor \"asked\": of its name servers the first is asked");
        assertThat(folder.resolve("secrets/db-password")).hasContent("p@ss/word+9");
        assertThat(folder.resolve("secrets/proxied-proxy")).hasContent("http://joe:p%40ss%3Aw%2F1@127.0.0.1:1");
        assertThat(run())
                .containsEntry("form", "ok")
                .containsEntry("mtls", "ok")
                .containsKey("old push");
        assertThat(web.asked())
                .anySatisfy(asked ->
                        assertThat(asked.header("content-type")).contains("application/x-www-form-urlencoded"));
    }

    @Test
    void theEndOfADomainThatUptimeKumaTellsIsACheckOfItsOwn() throws Exception {
        Path database = folder.resolve("kuma.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement sql = connection.createStatement()) {
            for (String line : """
                    CREATE TABLE monitor (id INTEGER PRIMARY KEY, name TEXT, type TEXT, url TEXT, hostname TEXT, port INTEGER,
                      domain_expiry_notification INTEGER DEFAULT 1);
                    CREATE TABLE notification (id INTEGER PRIMARY KEY, name TEXT, config TEXT);
                    CREATE TABLE monitor_notification (monitor_id INTEGER, notification_id INTEGER);
                    CREATE TABLE domain_expiry (id INTEGER PRIMARY KEY, domain TEXT, expiry TEXT);
                    CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT, value TEXT);
                    INSERT INTO setting VALUES (1, 'domainExpiryNotifyDays', '[5,33]');
                    INSERT INTO domain_expiry VALUES (1, 'shop.example', '2027-01-01 00:00:00'), (2, 'shop.test', NULL);
                    INSERT INTO notification VALUES (7, 'hook', '{"type":"webhook","webhookURL":"http://127.0.0.1:1/"}');
                    INSERT INTO monitor_notification VALUES (2, 7);
                    INSERT INTO monitor (name, type, hostname, port) VALUES ('mail', 'port', 'mail.shop.example', 1);
                    INSERT INTO monitor (name, type, url) VALUES ('web', 'http', 'https://www.shop.example:1/');
                    INSERT INTO monitor (name, type, url) VALUES ('other', 'http', 'https://shop.test/')""".split(";")) {
                sql.execute(line);
            }
        }

        String out = imported("kuma", database);

        assertThat(out)
                .contains("shop.example-domain: the end of this domain is a check of its own: degraded 33 days before")
                .contains("monitor \"other\": its domain is not asked for its end, as Uptime Kuma has learned none");
        assertThat(check("shop.example-domain"))
                .contains("name: name, value: \"shop.example\"", "warnDays, value: \"33\"", "notify, value: hook");
        assertThat(Files.readString(folder.resolve("routes/checks.yaml")))
                .containsOnlyOnce("routeTemplateRef: domain")
                .doesNotContain("shop.test-domain");
        validate();
    }

    @Test
    void conditionsOfGatusAreTakenOrListedWhateverTheProtocol() throws IOException {
        String out =
                imported("gatus", """
                alerting:
                  pagerduty: { integration-key: "0123456789abcdef0123456789abcdef", overrides: [] }
                  slack: { webhook-url: "https://hooks.slack.example/gatushook3" }
                maintenance: { start: "23:00", duration: 25h }
                endpoints:
                  - name: front
                    url: "WEB/"
                    conditions: [ "[BODY] != pat(*Fatal*)", "[BODY] == pat(*Welcome*)" ]
                    alerts: [ { type: slack }, { type: pagerduty, failure-threshold: 9 } ]
                  - name: fatal
                    url: "WEB/fatal"
                    headers: { X-Api-Key: gatusheader4, X-Env: "${HOME}" }
                    conditions: [ "[BODY] != pat(*Fatal*)" ]
                  - name: banner
                    url: "tcp://SSH"
                    conditions: [ "[CONNECTED] == true", "[BODY] == pat(*SSH-2.0*)", "[BODY].a == 1" ]
                  - name: mail
                    url: "starttls://127.0.0.1:1"
                    conditions: [ "[CERTIFICATE_EXPIRATION] > 48h" ]
                  - name: chat
                    url: "ws://127.0.0.1:1/"
                    body: 'a\\q'
                    conditions: [ "[BODY] == pat(*pong*)" ]
                """.replace("WEB/", web.url("/")).replace("SSH\"", "127.0.0.1:" + ssh.port() + "\""));

        assertThat(out)
                .contains("maintenance (line 4): not imported")
                .contains("alerting.pagerduty.overrides: not imported")
                .contains("failure-threshold 9 not imported, that of the first alert, 3, holds for all")
                .contains("who is told of a problem is told of its end too")
                .contains("condition [BODY].a == 1 not imported")
                .contains("condition [CERTIFICATE_EXPIRATION] > 48h not imported")
                .doesNotContain("pong");
        assertThat(Files.readString(folder.resolve("application.properties"))).doesNotContain("gatushook3");
        assertThat(folder.resolve("secrets/settings-slack.webhook-url"))
                .hasContent("https://hooks.slack.example/gatushook3");
        assertThat(check("fatal")).contains("X-Env: {{env:HOME}}").doesNotContain("gatusheader4");
        assertThat(check("chat")).contains("expect, value: pong");
        assertThat(run())
                .containsEntry("front", "ok")
                .containsEntry("fatal", "error condition")
                .containsEntry("banner", "ok");
        assertThat(web.asked())
                .anySatisfy(asked -> assertThat(asked.header("x-api-key")).contains("gatusheader4"));
    }

    @Test
    void whatHealthchecksFiltersByIsListed() throws IOException {
        String out = imported("healthchecks", """
                { "checks": [
                  { "name": "last day", "grace": 60, "schedule": "0 0 L * *", "tz": "UTC" },
                  { "name": "words", "grace": 60, "timeout": 60, "filter_http_body": true, "failure_kw": "ERROR", "manual_resume": true }
                ] }
                """);

        assertThat(out)
                .contains("last day: schedule not imported, as it \"0 0 L * *\" is not a cron expression")
                .contains("(words): its keywords are not imported")
                .contains("(words): manual_resume is not imported");
        assertThat(run()).containsOnlyKeys("words");
    }

    private String imported(String kind, String text) throws IOException {
        return imported(kind, Files.writeString(folder.resolve("given.cfg"), text));
    }

    private String imported(String kind, Path file) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = VedetteCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("import", kind, file.toString(), "--out", folder.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        return out.toString();
    }

    /** Returns the lines of a check. */
    private String check(String name) throws IOException {
        return List.of(Files.readString(folder.resolve("routes/checks.yaml")).split("(?m)^- ")).stream()
                .filter(one -> one.contains("routeId: \"" + name + "\"\n") || one.contains("routeId: " + name + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private void validate() {
        CommandLineRun.Result valid = new CommandLineRun(folder).run("validate");
        assertThat(valid.code()).as(valid.out()).isZero();
    }

    private Map<String, String> run() {
        validate();
        return new CommandLineRun(folder)
                .run("check", "--all")
                .out()
                .lines()
                .filter(line -> line.matches(".*?: (ok|degraded|error|sleeping).*"))
                .collect(Collectors.toMap(
                        line -> line.replaceFirst(": (ok|degraded|error|sleeping).*", ""),
                        line -> line.replaceFirst(".*?: ((?:ok|degraded|error|sleeping)(?: \\([a-z-]+\\))?).*", "$1")
                                .replaceAll("[()]", ""),
                        (one, other) -> one));
    }
}
