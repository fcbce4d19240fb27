package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret that a configuration can hold, while everything fails and every server sends back what it was sent. */
class SecretsNowhereTest {

    private static final String MARK = "s3cr3t";

    @TempDir
    private Path folder;

    private MaskedLog log;
    private LocalServer echo;

    @BeforeEach
    void start() throws IOException {
        echo = new LocalServer(SecretsNowhereTest::echo);
        log = new MaskedLog();
    }

    @AfterEach
    void stop() {
        log.close();
        echo.close();
    }

    @Test
    void appearNowhereWhileEverythingFails() throws Exception {
        Installation installation = everySecret(Installation.shipped(folder));
        List<String> seen = new ArrayList<>();
        Logging.mask(installation.load().secrets());
        String auth = basic("ops:" + MARK + "-http");
        try (Standalone vedette = installation.standalone(Standalone.Mode.RUN)) {
            Logging.mask(vedette.service().secrets());
            vedette.start();
            await().untilAsserted(() -> assertThat(vedette.service().targets().all())
                    .hasSize(5)
                    .allMatch(target -> target.failed() > 0 || target.name().equals("log")));
            vedette.service().targets().all().forEach(target -> seen.add(target.error()));
            seen.add(installation.get("/", "Authorization", auth).body());
            seen.add(installation
                    .get("/", "Authorization", auth, "Accept", "text/html")
                    .body());
            for (String name : vedette.checks()) {
                seen.add(name);
                seen.add(installation
                        .get("/task/" + URLEncoder.encode(name, StandardCharsets.UTF_8), "Authorization", auth)
                        .body());
            }
            seen.add(installation.get("/").body());
            seen.add(installation
                    .send("POST", "/heartbeat/x", "Authorization", "Bearer " + MARK + "-read-token")
                    .body());
            seen.add(vedette.service().settings().http() + " "
                    + vedette.service().settings().http().tokens());
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("not delivered"));
        assertThat(seen).anyMatch(text -> text.contains("***"));
        assertNoSecret(seen);
        assertNoSecret(log.lines());
        // What one target is told must not hold the secrets of a check either.
        assertNoSecret(echo.asked().stream()
                .filter(asked -> asked.target().startsWith("/to-"))
                .map(Asked::body)
                .toList());
    }

    @Test
    void appearNowhereWhenChecksAreTried() throws Exception {
        Installation installation = everySecret(Installation.shipped(folder));
        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            vedette.start();

            assertNoSecret(vedette.tryOut(vedette.checks()).verdicts().values().stream()
                    .map(Object::toString)
                    .toList());
        }
        assertNoSecret(log.lines());
    }

    @Test
    void appearNowhereOnTheCommandLine() {
        String url = "http://user:" + MARK + "-cli@127.0.0.1:" + echo.port() + "/x?token=" + MARK + "-query";

        CommandLineRun.Result result = new CommandLineRun(folder)
                .run("check", "--template", "task", "--url", url, "-p", "authToken=" + MARK + "-param");

        assertThat(result.code()).isEqualTo(2);
        assertNoSecret(List.of(result.out(), result.err()));
    }

    @Test
    void appearNowhereInFindings() throws IOException {
        Installation.empty(folder)
                .file(
                        "application.properties",
                        "vedette.webhook.url=hook-" + MARK,
                        "vedette.slack.webhook-url=http://" + MARK + "-hook /x",
                        "vedette.slack.tokenn=" + MARK + "-mistyped",
                        "vedette.sentry.dsn=https://" + MARK + "-dsn@",
                        "vedette.auth.url=http://u:" + MARK + "-auth@",
                        "vedette.auth.password=" + MARK + "-password",
                        "vedette.hipchat.auth=" + MARK + "-hip",
                        "vedette.http.password=$apr1$" + MARK + "-http",
                        "vedette.http.tokens=a:" + MARK + ",b:sha256:" + MARK + "-hash",
                        "vedette.http.tls.keystore-password=" + MARK + "-keystore",
                        "vedette.urls=http://user:" + MARK + "-url@, http://a b/?token=" + MARK + "-q")
                .task(
                        "a",
                        "url=http://u:" + MARK + "-u@",
                        "headers=" + MARK + "-header",
                        "authTokn=" + MARK + "-mistyped",
                        "authUrl=http://u:" + MARK + "-url@",
                        "authPassword=" + MARK + "-p",
                        "insecure=perhaps");

        for (String command : List.of("validate", "run", "check --all")) {
            CommandLineRun.Result result = new CommandLineRun(folder).run(command.split(" "));

            assertThat(result.code()).isNotZero();
            assertThat(result.out() + result.err()).contains("insecure").contains("vedette.urls");
            assertNoSecret(List.of(result.out(), result.err()));
        }
        assertNoSecret(log.lines());
    }

    private Installation everySecret(Installation installation) throws IOException {
        String host = "127.0.0.1:" + echo.port();
        return installation
                .task(
                        "everything",
                        "url=http://user:" + MARK + "-check-url@" + host + "/a?api_key=" + MARK + "-key&x=1",
                        "headers=X-Api-Key: " + MARK + "-header, Cookie: id=" + MARK + "-cookie",
                        "authToken=Bearer " + MARK + "-check-token")
                .file(
                        "routes/more.yaml",
                        check(
                                "login",
                                "url",
                                "http://" + host + "/b",
                                "authUrl",
                                "http://" + host + "/login?secret=" + MARK + "-login-query",
                                "authUsername",
                                "me",
                                "authPassword",
                                MARK + "-check-password"),
                        check("standard-login", "url", "http://" + host + "/token"),
                        check("down", "url", "http://user:" + MARK + "-down@127.0.0.1:1/?sig=" + MARK + "-sig"),
                        check("no-host", "url", "http://user:" + MARK + "-nohost@no-such-host.invalid/"),
                        check("elsewhere", "url", "http://" + host + "/redirect?password=" + MARK + "-redirect"))
                .with("VEDETTE_URLS", "http://user:" + MARK + "-url@" + host + "/c?token=" + MARK + "-query")
                .with("VEDETTE_INTERVAL", "200ms")
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_GREETING", "Hello")
                .with("VEDETTE_SLACK_TOKEN", MARK + "-slack-token")
                .with("VEDETTE_SLACK_CHANNEL", "status")
                .with("VEDETTE_SLACK_URL", "http://" + host + "/to-slack")
                .with(
                        "VEDETTE_WEBHOOK_URL",
                        "http://hook:" + MARK + "-hook@" + host + "/to-hook/" + MARK + "-path?key=" + MARK + "-hookkey")
                .with("VEDETTE_SENTRY_DSN", "http://" + MARK + "-public:" + MARK + "-private@" + host + "/42")
                .with("VEDETTE_HIPCHAT_ROOM", "4711")
                .with("VEDETTE_HIPCHAT_AUTH", MARK + "-hipchat")
                .with("VEDETTE_HIPCHAT_URL", "http://" + host + "/to-hipchat")
                .with("VEDETTE_AUTH_URL", "http://" + host + "/login")
                .with("VEDETTE_AUTH_USERNAME", "me@example.org")
                .with("VEDETTE_AUTH_PASSWORD", MARK + "-auth-password")
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", MARK + "-http")
                .with("VEDETTE_HTTP_TOKENS", "grafana:read:" + MARK + "-read-token,ci:" + MARK + "-full-token");
    }

    private static String check(String name, String... parameters) {
        StringBuilder yaml =
                new StringBuilder("- templatedRoute: { routeTemplateRef: task, routeId: " + name + ", parameters: [");
        for (int i = 0; i < parameters.length; i += 2) {
            yaml.append(i == 0 ? "" : ", ")
                    .append("{ name: ")
                    .append(parameters[i])
                    .append(", value: '")
                    .append(parameters[i + 1])
                    .append("' }");
        }
        return yaml.append("] }").toString();
    }

    /** Sends everything back wherever an answer has room for it. */
    private static Answered echo(Asked asked) {
        String all = (asked.method() + " " + asked.target() + " " + asked.headers() + " " + asked.body())
                .replace("\\", "/")
                .replace("\"", "'");
        if (asked.target().startsWith("/login")) {
            return Answered.of(200, "{\"auth_token\":\"" + MARK + "-from-login\"}");
        }
        if (asked.target().startsWith("/redirect")) {
            return Answered.redirect(302, "ftp://x:" + MARK + "-location@example.org/?token=" + MARK + "-back");
        }
        String body = "{\"status\":\"" + all + "\",\"error\":\"" + all + "\",\"reason\":\"" + all + "\",\"process\":\""
                + all
                + "\",\"server\":\"" + all + "\",\"message\":\"" + all + "\",\"detail\":\"" + all + "\",\"lastrun\":\""
                + java.time.Instant.now() + "\",\"frequency\":60}";
        boolean target = asked.target().startsWith("/to-") || asked.target().startsWith("/api/42");
        return Answered.of(target ? 500 : 200, body).with("Content-Type", "application/json");
    }

    private static void assertNoSecret(List<String> texts) {
        assertThat(texts).allSatisfy(text -> {
            assertThat(text).doesNotContain(MARK);
            assertThat(text).doesNotContain("Basic " + "dXNlcj"); // user:…
        });
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
