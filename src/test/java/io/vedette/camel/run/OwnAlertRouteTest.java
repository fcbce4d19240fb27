package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.LocalServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A target of the operator's own: a route of a file that says nothing, or something of its own, of failures. */
class OwnAlertRouteTest {

    @TempDir
    private Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger vedette = (Logger) LoggerFactory.getLogger("vedette.alert");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        vedette.setLevel(Level.WARN);
    }

    @AfterEach
    void listenNoMore() {
        vedette.setLevel(null);
        root.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Nothing of failures.",
                "- errorHandler: { deadLetterChannel: { deadLetterUri: \"log:dead\" } }",
                "- onException:\n"
                        + "    exception: [ java.lang.Exception ]\n"
                        + "    handled: { constant: { expression: true } }",
            })
    void isToldAgainWhatItRefused(String failures) throws Exception {
        try (LocalServer task = LocalServer.answering(200, "{\"status\":\"broken\"}");
                LocalServer chat = LocalServer.answering(500, "down")) {
            Installation installation = Installation.empty(folder)
                    .with("VEDETTE_GROUP_WINDOW", "0s")
                    .file("routes/chat.yaml", failures, """
                        - route:
                            id: tell-chat
                            from:
                              uri: vedette:alerts
                              parameters:
                                target: chat
                              steps:
                                - setBody:
                                    expression:
                                      simple:
                                        expression: "${body.text}"
                                - to:
                                    uri: %s
                        """.formatted(chat.url("/chat")))
                    .task("billing", "url=" + task.url("/task"), "notify=chat");
            try (Standalone standalone = installation.start()) {
                await().atMost(Duration.ofSeconds(20)).until(() -> !log.list.isEmpty());
                assertThat(standalone.service().stages().base().store().waiting("chat"))
                        .isEqualTo(1);
                chat.answer(200, "");

                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                standalone.service().stages().base().store().waiting("chat") == 0);
            }
        }
        assertThat(log.list)
                .allSatisfy(event -> {
                    assertThat(event.getThrowableProxy()).isNull();
                    assertThat(event.getFormattedMessage().lines()).hasSize(1);
                })
                .first()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("target chat: 1 alert not delivered, will be tried again: HTTP operation failed");
    }
}
