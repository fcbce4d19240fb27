package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.target.FakePagerDuty;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of {@code docs/tutorial.md}, one after the other in one folder: its files are written, its commands run, and what it says that
 * they print is printed. The shop, the chat and the pager are servers here, and five minutes are two seconds.
 */
@TestMethodOrder(MethodName.class)
class TutorialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CHECKS = "routes/checks.yaml";
    private static final String TARGETS = "routes/targets.yaml";

    @TempDir
    private static Path folder;

    private static TutorialPage page;
    private static LocalServer shop;
    private static LocalServer chat;
    private static FakePagerDuty pager;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void open() throws Exception {
        shop = LocalServer.answering(200, "<h1>Welcome</h1>");
        chat = LocalServer.answering(200, "ok");
        pager = new FakePagerDuty();
        installation = Installation.empty(folder).with("VEDETTE_GROUP_WINDOW", "200ms");
        page = TutorialPage.read()
                .with("https://shop.example.com/", shop.url("/"))
                .with("https://hooks.slack.com/services/YOUR/WEB/HOOK", chat.url("/hook"))
                .with(
                        "      - { name: after, value: 5m }",
                        "      - { name: after, value: 2s }\n      - { name: url, value: \""
                                + pager.values().get("url") + "\" }")
                .with("value: 30s", "value: 500ms");
    }

    @AfterAll
    static void close() {
        if (vedette != null) {
            vedette.close();
        }
        shop.close();
        chat.close();
        pager.close();
    }

    @Test
    void step01BuildsIt() {
        assertThat(page.commands(1)).first().asString().isEqualTo("./mvnw -q package -DskipTests");
        assertThat(page.command(1, "version")).isEqualTo("version");
        assertThat(new CommandLineRun(folder).run("version").code()).isZero();
    }

    @Test
    void step02SaysWhatToWatch() throws Exception {
        installation.file(CHECKS, page.file(2, "yaml", 0));
        installation.file("application.properties", page.file(2, "properties", 0));
    }

    @Test
    void step03FindsTheMistake() throws Exception {
        CommandLineRun.Result wrong = run(3, "validate");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out().replace(folder + "/", ""))
                .contains(page.file(3, "text", 0).strip());

        installation.file(CHECKS, page.file(3, "yaml", 0));

        CommandLineRun.Result right = run(3, "validate");
        assertThat(right.out()).contains(page.file(3, "text", 1).strip());
        assertThat(right.code()).isZero();
    }

    @Test
    void step04AsksOnce() throws Exception {
        CommandLineRun.Result asked = run(4, "check shop");

        assertThat(asked.out()).contains(page.file(4, "text", 0).strip());
        assertThat(asked.code()).isZero();
        shop.answer(500, "broken");
        assertThat(run(4, "check shop").code()).isEqualTo(2);
        shop.answer(200, "<h1>Welcome</h1>");
    }

    @Test
    void step05WatchesAJob() throws Exception {
        append(CHECKS, page.file(5, "yaml", 0));
        assertThat(run(3, "validate").out()).contains("valid: 2 checks");
    }

    @Test
    void step06Runs() throws Exception {
        vedette = installation.start();
        assertThat(request(6, "curl -fsS -X POST ").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(request(6, "curl -s ").body()).contains("\"status\":\"ok\""));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(installation.get("/task/backup").body()).contains("\"status\":\"ok\""));
    }

    @Test
    void step07TellsTheTeam() throws Exception {
        installation.file(TARGETS, page.file(7, "yaml", 0));

        assertThat(run(7, "notify team").code()).isZero();
        assertThat(chat.asked()).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(installation.get("/api/v1/config").body()).contains("\"team\""));
    }

    @Test
    void step08PagesWhoIsOnCall() throws Exception {
        Files.writeString(folder.resolve("pagerduty-key"), page.textAfter(8, "echo ", " >") + "\n");
        append(TARGETS, page.file(8, "yaml", 0));

        assertThat(run(8, "notify on-call").code()).isZero();
        assertThat(pager.pages()).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(installation.get("/api/v1/config").body()).contains("\"on-call\""));
    }

    @Test
    void step09BreaksSomething() throws Exception {
        shop.answer(asked -> Answered.of(500, "broken"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.last().body())
                        .contains(page.file(9, "text", 0).strip()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pager.pages()).hasSize(2));
        assertThat(request(9, "curl -s -X POST ").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pager.open())
                        .anySatisfy(
                                incident -> assertThat(pager.state(incident)).isEqualTo("acknowledged")));
    }

    @Test
    void step10MendsIt() throws Exception {
        int before = pager.open().size();
        shop.answer(200, "<h1>Welcome</h1>");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pager.open()).hasSize(before - 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.last().body()).contains("shop is OK again"));
        assertThat(pager.pages()).hasSize(2);
        assertThat(installation.get("/api/v1/incidents").body()).contains("\"shop\"");
        assertThat(installation.get("/api/v1/acts").body()).contains("\"acknowledge\"", "new disks");
        assertThat(page.commands(10))
                .allMatch(command -> command.contains("/api/v1/incidents") || command.contains("/api/v1/acts"));
    }

    @Test
    void step11IsNotThere() {
        assertThat(page.steps()).isEqualTo(10);
    }

    /** Runs a command that a step shows. */
    private static CommandLineRun.Result run(int step, String words) {
        return new CommandLineRun(folder).run(page.command(step, words).split(" "));
    }

    /** Sends the request that a step shows. */
    private static HttpResponse<String> request(int step, String beginning) throws Exception {
        String target = page.commands(step).stream()
                .filter(command -> command.startsWith(beginning))
                .map(command -> command.replaceAll(".*http://127\\.0\\.0\\.1:3002([^']*)'?", "$1"))
                .findFirst()
                .orElseThrow();
        return installation.send(beginning.contains("POST") ? "POST" : "GET", target);
    }

    private static void append(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
    }
}
