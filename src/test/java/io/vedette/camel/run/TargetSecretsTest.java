package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.camel.load.Targeted;
import io.vedette.config.values.Problem;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is secret in the parameters of targets is shown nowhere. */
class TargetSecretsTest {

    private static final List<String> SECRETS = List.of(
            "xoxb-1-sEcretToken9",
            "T0/B0/sEcretHook8",
            "sEcretKey7",
            "sEcretAuth6",
            "sEcretPath5",
            "sEcretHeader4",
            "sEcretSign3",
            "sEcretCall2",
            "sEcretSig1",
            "sEcr3tHook4AndMore5Letters6",
            "123456789:sEcretBot0",
            "sEcretKeyOfChat",
            "tk_sEcretOfNtfy",
            "sEcretPasswordOfNtfy",
            "sEcretTokenOfPushover000000000",
            "sEcretKeyOfAUserOfPushover0000");

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    @Test
    void secretsAreNowhere() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/targets.yaml",
                        Targeted.by(
                                "notify-slack",
                                "bot",
                                "token=xoxb-1-sEcretToken9",
                                "channel=C1",
                                "url=http://127.0.0.1:1/"),
                        Targeted.by("notify-slack", "hook", "webhookUrl=http://127.0.0.1:1/services/T0/B0/sEcretHook8"),
                        Targeted.by("notify-sentry", "issues", "dsn=http://sEcretKey7@127.0.0.1:1/42"),
                        Targeted.by("notify-hipchat", "room", "room=1", "auth=sEcretAuth6", "url=http://127.0.0.1:1"),
                        Targeted.by(
                                "notify-webhook",
                                "desk",
                                "url=http://127.0.0.1:1/sEcretPath5",
                                "headers=X-Api-Key: sEcretHeader4",
                                "secret=sEcretSign3"),
                        Targeted.by("notify-uri", "any", "uri=http://127.0.0.1:1/in?token=sEcretCall2"),
                        Targeted.by("notify-teams", "teams", "url=http://127.0.0.1:1/workflows/a?sig=sEcretSig1"),
                        Targeted.by(
                                "notify-discord",
                                "discord",
                                "webhookUrl=http://127.0.0.1:1/9/sEcr3tHook4AndMore5Letters6"),
                        Targeted.by(
                                "notify-telegram",
                                "telegram",
                                "token=123456789:sEcretBot0",
                                "chatId=-100",
                                "url=http://127.0.0.1:1"),
                        Targeted.by(
                                "notify-mattermost",
                                "mattermost",
                                "webhookUrl=http://127.0.0.1:1/h/sEcr3tHook4AndMore5Letters6"),
                        Targeted.by(
                                "notify-google-chat",
                                "space",
                                "webhookUrl=http://127.0.0.1:1/v1?key=k&token=sEcretKeyOfChat"),
                        Targeted.by(
                                "notify-ntfy", "ntfy", "topic=t", "token=tk_sEcretOfNtfy", "url=http://127.0.0.1:1"),
                        Targeted.by(
                                "notify-ntfy",
                                "ntfy2",
                                "topic=t",
                                "user=u",
                                "password=sEcretPasswordOfNtfy",
                                "url=http://127.0.0.1:1"),
                        Targeted.by(
                                "notify-pushover",
                                "pushover",
                                "token=sEcretTokenOfPushover000000000",
                                "user=sEcretKeyOfAUserOfPushover0000",
                                "url=http://127.0.0.1:1"));

        try (Standalone vedette = installation.start()) {
            StringBuilder shown = new StringBuilder();
            for (String target : vedette.testAlerts().targets()) {
                shown.append(vedette.testAlerts().send(target).orElse("taken"));
            }
            for (String path : List.of("/api/v1/config", "/api/v1/alerts", "/metrics", "/api/v1/checks")) {
                shown.append(installation.get(path).body());
            }
            shown.append(definitions(vedette.context())).append(managed());
            shown.append(vedette.context().getEndpoints());

            assertThat(vedette.testAlerts().targets()).hasSize(15);
            assertThat(shown.toString()).contains("desk").doesNotContain(SECRETS);
        }
        assertThat(logged()).doesNotContain(SECRETS);
    }

    @Test
    void whatIsWrongWithASecretDoesNotShowIt() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/targets.yaml",
                        Targeted.by("notify-slack", "bot", "token=xoxb 1 sEcretToken9", "channel=C1"),
                        Targeted.by("notify-slack", "hook", "webhookUrl=hooks/T0/B0/sEcretHook8"),
                        Targeted.by("notify-sentry", "issues", "dsn=sEcretKey7@127.0.0.1:1/42"),
                        Targeted.by("notify-webhook", "desk", "url=x/sEcretPath5", "headers=sEcretHeader4"),
                        Targeted.by("notify-uri", "any", "uri=nowhere:in?token=sEcretCall2"));

        List<String> problems;
        try (Standalone vedette = vedette(installation)) {
            problems = vedette.problems().stream().map(Problem::toString).toList();
        }

        assertThat(problems).hasSize(6);
        assertThat(String.join("\n", problems)).doesNotContain(SECRETS).doesNotContain("sEcret");
    }

    private static Standalone vedette(Installation installation) throws Exception {
        io.vedette.config.settings.Loaded loaded = installation.load();
        return new Standalone(
                loaded.settings(), loaded.secrets(), java.time.Clock.systemUTC(), Standalone.Mode.TRIAL, List.of());
    }

    private static String definitions(CamelContext context) {
        StringBuilder text = new StringBuilder();
        for (RouteDefinition route :
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            text.append(route).append(route.getInput()).append(route.getOutputs());
            text.append(route.getTemplateParameters()).append(route.getRouteTemplateContext());
        }
        return text.toString();
    }

    private static String managed() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:*"), null)
                .stream()
                .map(ObjectName::toString)
                .collect(Collectors.joining("\n"));
    }

    private String logged() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
