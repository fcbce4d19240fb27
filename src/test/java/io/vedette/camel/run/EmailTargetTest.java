package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.LocalServer;
import io.vedette.camel.load.Targeted;
import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import io.vedette.target.FakeSmtp;
import io.vedette.target.FakeSmtp.Mail;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** E-mail as an operator sets it up: in a file, or by settings alone. */
class EmailTargetTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final FakeSmtp smtp = FakeSmtp.plain();

    @AfterEach
    void close() throws IOException {
        smtp.close();
    }

    @Test
    void aProblemAndItsRecoveryAreOneThreadAfterAnOutage() throws Exception {
        smtp.answer("MAIL FROM", "451 4.3.0 out of order");
        LocalServer task = LocalServer.answering(200, "{\"status\":\"broken\"}");
        try (task) {
            Installation installation = Installation.empty(folder)
                    .with("VEDETTE_GROUP_WINDOW", "0s")
                    .with("VEDETTE_INTERVAL", "200ms")
                    .file("routes/targets.yaml", email("night-shift"))
                    .task("billing", "url=" + task.url("/task"), "notify=night-shift");
            try (Standalone vedette = installation.start()) {
                await().atMost(LONGEST).until(() -> smtp.commands().stream().anyMatch(line -> line.startsWith("MAIL")));
                smtp.answer("MAIL FROM", "");
                await().atMost(LONGEST).until(() -> smtp.mails().size() == 1);
                task.answer(
                        200,
                        "{\"status\":\"ok\",\"lastrun\":\"" + Clock.systemUTC().instant() + "\",\"frequency\":60}");
                await().atMost(LONGEST).until(() -> smtp.mails().size() == 2);
            }
        }

        Mail problem = smtp.mails().get(0);
        Mail recovery = smtp.mails().get(1);
        assertThat(problem.header("Subject")).isEqualTo("[error] billing is down");
        assertThat(recovery.header("Subject")).startsWith("[ok] billing is up again after ");
        assertThat(recovery.header("In-Reply-To")).isEqualTo(problem.header("Message-ID"));
        assertThat(recovery.header("References")).startsWith(problem.header("References") + " ");
    }

    @Test
    void settingsMakeItATargetWithoutAFile() throws Exception {
        Installation installation = Installation.empty(folder)
                .with("VEDETTE_EMAIL_TO", "oncall@example.com")
                .with("VEDETTE_EMAIL_FROM", "vedette@example.com")
                .with("VEDETTE_EMAIL_SERVER", smtp.address());

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().targets()).containsExactly("email", "log");
            assertThat(vedette.testAlerts().send("email"))
                    .hasValueSatisfying(why -> assertThat(why).contains("the mail server offers no STARTTLS"));
        }
    }

    @Test
    void whatIsWrongIsToldAtItsPlace() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/targets.yaml",
                        Targeted.by("notify-email", "a", "to=nobody", "from=a@b.c, d@e.f", "server=mail.example.com"),
                        Targeted.by(
                                "notify-email",
                                "b",
                                "to=a@b.c",
                                "from=a@b.c",
                                "server=smtp://u:s3cret@h",
                                "startTls=yes",
                                "password=s3cret"));
        Loaded loaded = installation.load();

        List<String> problems;
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            problems = vedette.problems().stream().map(Problem::toString).toList();
        }

        assertThat(problems).hasSize(6).noneMatch(problem -> problem.contains("s3cret"));
        assertThat(String.join("\n", problems))
                .contains("to: must be addresses such as")
                .contains("server: must be smtp:// or smtps://")
                .contains("server: holds more than the server's name")
                .contains("\"yes\" is neither required nor optional nor never")
                .contains("username: is missing: password needs it");
    }

    @Test
    void thePasswordIsNowhere() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        smtp.answer("MAIL FROM", "550 5.7.1 s3cretWord9 is no password");
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/targets.yaml",
                        email("night-shift").stripTrailing(),
                        "      - { name: username, value: vedette }",
                        "      - { name: password, value: s3cretWord9 }");
        try (Standalone vedette = installation.start()) {
            StringBuilder shown = new StringBuilder();
            shown.append(vedette.testAlerts().send("night-shift").orElse("taken"));
            for (String path : List.of("/api/v1/config", "/api/v1/alerts", "/metrics", "/api/v1/checks")) {
                shown.append(installation.get(path).body());
            }
            shown.append(vedette.context().getEndpoints());
            shown.append(
                    ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.camel:*"), null));

            assertThat(shown.toString()).contains("night-shift").doesNotContain("s3cretWord9");
        } finally {
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .noneMatch(event -> event.getFormattedMessage().contains("s3cretWord9"));
    }

    private String email(String name) {
        return Targeted.by(
                "notify-email",
                name,
                "to=oncall@example.com",
                "from=vedette@example.com",
                "server=" + smtp.address(),
                "startTls=never");
    }
}
