package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.probe.ForwardProxy;
import io.vedette.probe.RawServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other monitors ask otherwise than by HTTP, and how they reach it: from their files to checks of local servers. */
class ImportedProtocolsTest {

    private static final TestAuthority IDENTITY =
            TestAuthority.root("Root", Validity.LASTING).server(Validity.LASTING, "127.0.0.1");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private LocalServer web;
    private RawServer ssh;
    private RawServer smtp;
    private ForwardProxy proxy;
    private Server grpc;
    private int websocket;

    @BeforeEach
    void start() throws Exception {
        web = new LocalServer(asked -> asked.target().equals("/token")
                ? Answered.of(200, "{\"access_token\":\"given\",\"expires_in\":60}")
                : Answered.of(asked.header("authorization").isPresent() ? 200 : 401, "Welcome"));
        ssh = greeting("SSH-2.0-OpenSSH_9.2\r\n");
        smtp = greeting("220 mail.example ESMTP\r\n");
        proxy = new ForwardProxy().demanding("me:proxysecret4");
        grpc = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start();
        websocket = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    /** Servers of these protocols speak first. */
    private static RawServer greeting(String line) throws IOException {
        return new RawServer(client -> {
            client.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            RawServer.untilGone(client);
        });
    }

    @AfterEach
    void stop() throws IOException {
        grpc.shutdownNow();
        vertx.close();
        proxy.close();
        smtp.close();
        ssh.close();
        web.close();
    }

    @Test
    void ofUptimeKuma() throws Exception {
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(IDENTITY.key().getEncoded()) + "\\n-----END PRIVATE KEY-----\\n";
        Path backup = write(
                "backup.json",
                "{ \"version\": \"1.23.17\", \"notificationList\": [], \"monitorList\": [",
                "{ \"id\": 1, \"name\": \"health\", \"type\": \"grpc-keyword\", \"grpcUrl\": \"127.0.0.1:GRPC\","
                        + " \"grpcProtobuf\": \"syntax = \\\"proto3\\\"; package grpc.health.v1; service Health {}\","
                        + " \"grpcServiceName\": \"Health\", \"grpcMethod\": \"check\", \"grpcBody\": \"{\\\"service\\\":"
                        + " \\\"\\\"}\", \"grpcEnableTls\": false, \"keyword\": \"SERVING\", \"active\": true },",
                "{ \"id\": 2, \"name\": \"orders\", \"type\": \"grpc-keyword\", \"grpcUrl\": \"127.0.0.1:GRPC\","
                        + " \"grpcProtobuf\": \"package shop.v1;\", \"grpcServiceName\": \"Orders\", \"grpcMethod\":"
                        + " \"list\", \"active\": true },",
                "{ \"id\": 3, \"name\": \"chat\", \"type\": \"websocket-upgrade\", \"url\": \"ws://127.0.0.1:WS/\","
                        + " \"active\": true },",
                "{ \"id\": 4, \"name\": \"mail\", \"type\": \"smtp\", \"hostname\": \"127.0.0.1\", \"port\": SMTP,"
                        + " \"active\": true },",
                "{ \"id\": 5, \"name\": \"shop db\", \"type\": \"postgres\", \"databaseConnectionString\":"
                        + " \"postgres://reader:kumadbpw5@127.0.0.1:1/shop\", \"databaseQuery\": \"SELECT 1\", \"active\":"
                        + " true },",
                "{ \"id\": 6, \"name\": \"client\", \"type\": \"http\", \"url\": \"WEB/a\", \"method\": \"GET\","
                        + " \"active\": true, \"accepted_statuscodes\": [\"200-299\"], \"authMethod\": \"oauth2-cc\","
                        + " \"oauth_token_url\": \"WEB/token\", \"oauth_client_id\": \"kuma\", \"oauth_client_secret\":"
                        + " \"kumaoauth6\", \"oauth_scopes\": \"read\", \"oauth_auth_method\": \"client_secret_basic\" },",
                "{ \"id\": 7, \"name\": \"mutual\", \"type\": \"http\", \"url\": \"https://127.0.0.1:1/\", \"method\":"
                        + " \"GET\", \"active\": true, \"accepted_statuscodes\": [\"200-299\"], \"authMethod\": \"mtls\","
                        + " \"tlsCert\": \""
                        + IDENTITY.pem().replace("\n", "\\n") + "\", \"tlsKey\": \"" + pem + "\" } ] }");

        assertThat(imported("kuma", backup))
                .contains("monitor \"orders\": not imported, there is only a check for grpc.health.v1.Health/Check");
        keepsApart("kumadbpw5", "kumaoauth6", "PRIVATE KEY");
        assertThat(checks())
                .contains("{ name: url, value: \"jdbc:postgresql://127.0.0.1:1/shop\" }")
                .contains("{ name: expect, value: \"220\" }", "{ name: clientKey, value: \"{{file:")
                .doesNotContain("routeId: \"orders\"");
        assertThat(run())
                .contains("health: ok", "chat: ok", "mail: ok", "client: ok")
                .anyMatch(line -> line.startsWith("shop db: error"))
                .anyMatch(line -> line.startsWith("mutual: error (unreachable)"));
    }

    @Test
    void ofTheBlackboxExporter() throws Exception {
        Path modules = write(
                "blackbox.yml",
                "modules:",
                "  health: { prober: grpc, grpc: { service: '', preferred_ip_protocol: ip4 } }",
                "  ssh: { prober: tcp, tcp: { query_response: [ { expect: '^SSH-2.0-' } ] } }",
                "  proxied:",
                "    prober: http",
                "    http:",
                "      proxy_url: 'http://me:proxysecret4@127.0.0.1:PROXY'",
                "      skip_resolve_phase_with_proxy: true",
                "      basic_auth: { username: ann, password: bboxbasic3 }",
                "  client:",
                "    prober: http",
                "    http:",
                "      oauth2: { token_url: 'WEB/token', client_id: bbox, client_secret: bboxoauth7, scopes: [ read ]"
                        + " }",
                "      tls_config: { ca_file: /etc/ca.pem, server_name: shop.example }",
                "  ping: { prober: icmp }");
        StringBuilder jobs = new StringBuilder("scrape_configs:\n");
        for (String job : List.of(
                "health 127.0.0.1:GRPC", "ssh 127.0.0.1:SSH", "proxied WEB/p", "client WEB/c", "ping 127.0.0.1")) {
            String[] both = job.split(" ");
            jobs.append("  - job_name: ")
                    .append(both[0])
                    .append("\n    metrics_path: /probe\n    params: { module: [ ")
                    .append(both[0])
                    .append(" ] }\n    static_configs: [ { targets: [ '")
                    .append(both[1])
                    .append("' ] } ]\n    relabel_configs:\n")
                    .append("      - { source_labels: [__address__], target_label: __param_target }\n")
                    .append("      - { target_label: instance, replacement: ")
                    .append(both[0])
                    .append(" }\n      - { target_label: __address__, replacement: 'blackbox:9115' }\n");
        }
        Path scrapes = write("prometheus.yml", jobs.toString());

        assertThat(imported("blackbox", modules, scrapes))
                .contains("module proxied (line 5): skip_resolve_phase_with_proxy not imported")
                .contains("tls_config.ca_file not imported")
                .contains("preferred_ip_protocol not imported");
        keepsApart("bboxbasic3", "bboxoauth7", "proxysecret4");
        assertThat(checks()).contains("{ name: serverName, value: \"shop.example\" }");
        assertThat(run()).contains("health: ok", "ssh: ok", "proxied: ok", "client: ok");
        assertThat(proxy.asked()).anyMatch(line -> line.startsWith("GET " + web.url("/p")));
    }

    @Test
    void ofNagios() throws Exception {
        Path objects = write(
                "objects.cfg",
                "define command {\n command_name ssh\n command_line $USER1$/check_ssh -p $ARG1$ $HOSTADDRESS$\n}",
                "define command {\n command_name smtp\n command_line $USER1$/check_smtp -H $HOSTADDRESS$ -p $ARG1$\n}",
                "define command {\n"
                        + " command_name said\n"
                        + " command_line $USER1$/check_tcp -H $HOSTADDRESS$ -p $ARG1$ -e '$ARG2$'\n"
                        + "}",
                "define command {\n"
                        + " command_name ping\n"
                        + " command_line $USER1$/check_ping -H $HOSTADDRESS$ -w 100.0,20% -c 500.0,60% -p 2\n"
                        + "}",
                "define command {\n"
                        + " command_name cert\n"
                        + " command_line $USER1$/check_http -H $HOSTADDRESS$ -p 1 -C 30,14\n"
                        + "}",
                "define host {\n host_name box\n address 127.0.0.1\n max_check_attempts 1\n}",
                service("Shell", "ssh!SSH"),
                service("Mail", "smtp!SMTP"),
                service("Banner", "said!SSH!SSH-2.0"),
                service("Other", "said!SSH!FTP"),
                service("Line", "ping"),
                service("Certificate", "cert"));

        imported("nagios", objects);

        assertThat(checks())
                .contains("{ name: maxRoundTrip, value: \"100ms\" }", "{ name: maxLoss, value: \"59\" }")
                .contains("{ name: warnDays, value: \"30\" }", "{ name: errorDays, value: \"14\" }");
        assertThat(run())
                .contains("box/Shell: ok", "box/Mail: ok", "box/Banner: ok")
                .anyMatch(line -> line.startsWith("box/Other: error (condition)"))
                .anyMatch(line -> line.startsWith("box/Certificate: error (unreachable)"));
    }

    private static String service(String name, String command) {
        return "define service {\n host_name box\n service_description " + name + "\n check_command " + command
                + "\n max_check_attempts 1\n}";
    }

    @Test
    void ofGatus() throws Exception {
        Path config = write(
                "config.yaml",
                "endpoints:",
                "  - { name: chat, url: 'ws://127.0.0.1:WS/', body: hello, conditions: [ '[CONNECTED] == true',"
                        + " '[BODY] == hello' ] }",
                "  - { name: health, url: 'grpc://127.0.0.1:GRPC', conditions: [ '[CONNECTED] == true' ] }",
                "  - { name: shell, url: 'ssh://127.0.0.1:SSH', ssh: { username: ann, password: gatusssh2 },"
                        + " conditions: [ '[CONNECTED] == true' ] }",
                "  - { name: line, url: 'icmp://127.0.0.1', conditions: [ '[CONNECTED] == true' ] }",
                "  - name: client",
                "    url: 'WEB/g'",
                "    client:",
                "      oauth2: { token-url: 'WEB/token', client-id: gatus, client-secret: gatusoauth1, scopes: [ read"
                        + " ] }",
                "      proxy-url: 'http://me:proxysecret4@127.0.0.1:PROXY'",
                "      tls: { certificate-file: /a.pem, private-key-file: /a.key }",
                "    conditions: [ '[STATUS] == 200' ]",
                "  - name: shop",
                "    url: 'https://shop.example.invalid:1/'",
                "    conditions: [ '[DOMAIN_EXPIRATION] > 720h', '[CERTIFICATE_EXPIRATION] > 48h' ]",
                "  - { name: bare, url: 'https://127.0.0.1:1/', conditions: [ '[DOMAIN_EXPIRATION] > 720h' ] }");

        assertThat(imported("gatus", config))
                .contains("its condition on the domain is a check of its own, shop-domain")
                .contains("endpoints[6]: the condition on the domain is not imported")
                .contains("client.tls (line 11): not imported")
                .contains("endpoints[2].ssh (line 4): not imported");
        keepsApart("gatusoauth1", "proxysecret4");
        assertThat(checks())
                .contains("routeTemplateRef: domain", "{ name: name, value: \"shop.example.invalid\" }")
                .contains("{ name: errorDays, value: \"30\" }", "{ name: errorDays, value: \"2\" }");
        assertThat(run("chat", "health", "shell", "client"))
                .contains("chat: ok", "health: ok", "shell: ok", "client: ok");
    }

    private Path write(String name, String... lines) throws IOException {
        String text = String.join("\n", lines)
                .replace("GRPC", String.valueOf(grpc.getPort()))
                .replace(":WS", ":" + websocket)
                .replace("SMTP", String.valueOf(smtp.port()))
                .replace(":SSH", ":" + ssh.port())
                .replace("!SSH!", "!" + ssh.port() + "!")
                .replace("ssh!SSH", "ssh!" + ssh.port())
                .replace(":PROXY", ":" + proxy.port())
                .replace("WEB/", web.url("/"));
        Path file = folder.resolve("from").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text + "\n");
    }

    private String imported(String kind, Path... files) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = Stream.of(
                        Stream.of("import", kind),
                        Stream.of(files).map(Path::toString),
                        Stream.of("--out", folder.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        VedetteCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).doesNotContain("proxysecret4", "gatusssh2");
        return out.toString();
    }

    private String checks() throws IOException {
        return Files.readString(folder.resolve("routes/checks.yaml"));
    }

    private void keepsApart(String... secrets) throws IOException {
        assertThat(checks()).doesNotContain(secrets);
        try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
            List<Path> all = files.toList();
            assertThat(all)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            StringBuilder kept = new StringBuilder();
            for (Path file : all) {
                kept.append(Files.readString(file)).append('\n');
            }
            assertThat(kept.toString()).contains(secrets);
        }
    }

    /** Validates what was written, runs checks once, and returns what each is, without the rest of its message. */
    private List<String> run(String... names) {
        CommandLineRun.Result valid = new CommandLineRun(folder).run("validate");
        assertThat(valid.code()).as(valid.out()).isZero();
        String[] which = names.length == 0 ? new String[] {"--all"} : names;
        return new CommandLineRun(folder)
                .run(Stream.concat(Stream.of("check"), Stream.of(which)).toArray(String[]::new))
                .out()
                .lines()
                .map(line -> line.replaceFirst("(: (?:ok|degraded|error|sleeping)(?: \\([a-z-]+\\))?).*", "$1"))
                .collect(Collectors.toList());
    }
}
