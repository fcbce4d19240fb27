package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import io.vedette.target.FakeTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A test alert goes the way that a real one goes, and the target's own words come back. */
class NotifyCommandTest {

    @TempDir
    private Path folder;

    private FakeTargets fakes;
    private CommandLineRun cli;

    @BeforeEach
    void start() throws IOException {
        fakes = new FakeTargets();
        Installation.shipped(folder);
        cli = new CommandLineRun(folder);
        settings("");
    }

    @AfterEach
    void stop() {
        fakes.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack", "sentry", "hipchat", "webhook"})
    void isTakenByEveryTarget(String target) {
        CommandLineRun.Result result = cli.run("notify", target);

        assertThat(result.out().strip()).isEqualTo(target + ": taken");
        assertThat(result.code()).isZero();
        assertThat(server(target).asked()).hasSize(1);
        assertThat(server(target).last().body()).contains("vedette-test", "test alert");
        assertThat(fakes.all().stream().mapToInt(fake -> fake.asked().size()).sum())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slack   | 200 | {'ok':false,'error':'channel_not_found'} | channel_not_found",
                "sentry  | 403 | {'detail':'project is gone'}             | project is gone",
                "hipchat | 401 | {'error':{'message':'Invalid session'}}  | Invalid session",
                "webhook | 410 | {'reason':'moved to Geneva'}             | moved to Geneva"
            })
    void tellsTheTargetsOwnWords(String target, int status, String body, String words) {
        server(target)
                .answer(asked -> Answered.of(status, body.replace('\'', '"')).with("Content-Type", "application/json"));

        CommandLineRun.Result result = cli.run("notify", target);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith(target + ": not taken: ").contains(words);
        assertThat(result.out().lines()).hasSize(1);
    }

    @Test
    void showsNoSecretThatATargetSendsBack() {
        fakes.slack.answer(
                asked -> Answered.of(400, "bad " + asked.header("Authorization").orElse("")));

        CommandLineRun.Result result = cli.run("notify", "slack");

        assertThat(result.out()).contains("bad Bearer ***").doesNotContain(FakeTargets.SLACK_TOKEN);
    }

    @Test
    void tellsOfATargetThatIsNotThere() throws IOException {
        fakes.webhook.close();

        CommandLineRun.Result result = cli.run("notify", "webhook");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("webhook: not taken: ").doesNotContain(FakeTargets.HOOK_PATH);
    }

    @Test
    void allMeansEveryConfiguredTarget() throws IOException {
        fakes.hipchat.answer(500, "out of order");

        CommandLineRun.Result result = cli.run("notify", "--all");

        assertThat(result.out().lines())
                .hasSize(5)
                .contains("log: taken", "slack: taken", "sentry: taken", "webhook: taken")
                .anyMatch(line -> line.startsWith("hipchat: not taken: ") && line.contains("out of order"));
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void goesThroughARouteOfOnesOwnAndWhatItCalls() throws IOException {
        try (LocalServer chat = LocalServer.answering(200, "")) {
            Files.writeString(
                    folder.resolve("routes/notify-chat.yaml"), """
                    - route:
                        id: notify-chat
                        from: { uri: vedette:alerts, parameters: { target: chat }, steps: [ { to: { uri: "direct:chat" } } ] }
                    - route:
                        id: chat
                        from:
                          uri: direct:chat
                          steps:
                            - setBody: { expression: { simple: { expression: "${body.json}" } } }
                            - to: { uri: "%s" }
                    - route:
                        id: something-else
                        from: { uri: "timer:x?period=1", steps: [ { to: { uri: "%s" } } ] }
                    """.formatted(chat.url("/chat"), chat.url("/timer")));

            CommandLineRun.Result result = cli.run("notify", "chat");

            assertThat(result.out().strip()).isEqualTo("chat: taken");
            assertThat(chat.asked()).hasSize(1);
            assertThat(new ObjectMapper()
                            .readTree(chat.last().body())
                            .at("/alerts/0/reason")
                            .asText())
                    .isEqualTo("test");
        }
    }

    @Test
    void knowsNoUnknownTarget() {
        CommandLineRun.Result result = cli.run("notify", "slak");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().strip()).isEqualTo("there is no target \"slak\", did you mean \"slack\"?");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void tellsThatATargetIsNotConfigured() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "vedette.sample=true\n");

        CommandLineRun.Result result = cli.run("notify", "slack");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("slack: not taken: it is not configured: see vedette.slack.*");
    }

    @Test
    void nothingLeavesTheMachineUnderOnlyLog() throws IOException {
        settings("vedette.only-log=true\n");

        assertThat(cli.run("notify", "slack").out()).contains("vedette.only-log=true");
        assertThat(cli.run("notify", "--all").out().strip()).isEqualTo("log: taken");
        assertThat(fakes.all()).allMatch(fake -> fake.asked().isEmpty());
    }

    @Test
    void runsNoCheckAndKeepsNothing() throws IOException {
        try (LocalServer task = LocalServer.answering(200, "{}")) {
            settings("vedette.greeting=Hello\nvedette.urls=" + task.url("/task") + "\n");

            assertThat(cli.run("notify", "slack").code()).isZero();

            assertThat(task.asked()).isEmpty();
            assertThat(fakes.slack.asked()).hasSize(1);
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void asksForATarget() {
        assertThat(cli.run("notify").code()).isEqualTo(2);
        assertThat(cli.run("notify", "--all", "slack").code()).isEqualTo(2);
    }

    @Test
    void tellsWhatIsWrongWithTheConfigurationFirst() throws IOException {
        settings("vedette.intervall=60s\n");

        CommandLineRun.Result result = cli.run("notify", "slack");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("vedette.intervall");
        assertThat(fakes.slack.asked()).isEmpty();
    }

    private LocalServer server(String target) {
        return List.of(fakes.slack, fakes.sentry, fakes.hipchat, fakes.webhook)
                .get(List.of("slack", "sentry", "hipchat", "webhook").indexOf(target));
    }

    private void settings(String more) throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                more
                        + """
                vedette.sample=true
                vedette.slack.token=%s
                vedette.slack.channel=status
                vedette.slack.url=%s
                vedette.sentry.dsn=http://%s@127.0.0.1:%d/42
                vedette.hipchat.room=4711
                vedette.hipchat.auth=%s
                vedette.hipchat.url=%s
                vedette.webhook.url=%s
                """.formatted(
                                        FakeTargets.SLACK_TOKEN,
                                        fakes.slack.url("/api/chat.postMessage"),
                                        FakeTargets.SENTRY_KEY,
                                        fakes.sentry.port(),
                                        FakeTargets.HIPCHAT_AUTH,
                                        fakes.hipchat.url(""),
                                        fakes.webhook.url(FakeTargets.HOOK_PATH)));
    }
}
