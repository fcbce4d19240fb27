package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.LocalServer;
import io.vedette.Vedette;
import io.vedette.state.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log says of plain routes that fail, where they come from files. */
class QuietFailuresTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String ASKS = """
        - route:
            id: billing
            from:
              uri: timer:billing
              parameters: { period: 200, delay: 0 }
              steps:
                - to: { uri: "%s" }
                - to: { uri: "vedette:observe?rule=http&check=bill" }
        """;

    @TempDir
    private Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");
    private final Logger checks = (Logger) LoggerFactory.getLogger("vedette.check");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        camel.setLevel(Level.WARN);
        checks.setLevel(Level.INFO);
    }

    @AfterEach
    void listenNoMore() {
        camel.setLevel(null);
        checks.setLevel(null);
        root.detachAppender(log);
    }

    @Test
    void aFailureThatIsAnObservationIsToldByTheCheckAlone() throws Exception {
        try (LocalServer billing = LocalServer.answering(500, "out of order");
                Standalone vedette = start(ASKS.formatted(billing.url("/task")))) {
            awaitRuns(billing);
            assertThat(Vedette.of(vedette.context()).check("bill").orElseThrow().status())
                    .isEqualTo(Health.ERROR);
        }

        assertThat(warnings("org.apache.camel")).isEmpty();
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().equals("vedette.check"))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN)) // The alert is a line of its own.
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("bill", "500");
    }

    @Test
    void aFailureAfterTheCheckWasJudgedIsALine() throws Exception {
        try (LocalServer billing = LocalServer.answering(200, "fine");
                LocalServer archive = LocalServer.answering(500, "full");
                Standalone vedette = start(ASKS.formatted(billing.url("/task"))
                        + "        - setBody: { expression: { constant: { expression: done } } }\n"
                        + "        - to: { uri: \"" + archive.url("/archive") + "\" }\n")) {
            awaitRuns(archive);
            assertThat(Vedette.of(vedette.context()).check("bill").orElseThrow().status())
                    .isEqualTo(Health.OK);
        }

        assertThat(warnings("org.apache.camel")).isEmpty();
        assertThat(warnings("vedette.check"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("route billing failed where it observes no check: HTTP operation"));
    }

    @Test
    void aRouteThatObservesNothingFailsAsCamelHasIt() throws Exception {
        try (LocalServer billing = LocalServer.answering(500, "out of order");
                Standalone vedette = start(ASKS.formatted(billing.url("/task"))
                        .replace("        - to: { uri: \"vedette:observe?rule=http&check=bill\" }\n", ""))) {
            awaitRuns(billing);
            assertThat(vedette.context().getRoutes()).isNotEmpty();
        }

        assertThat(warnings("org.apache.camel")).isNotEmpty();
    }

    @Test
    void aRouteWithAnErrorHandlerOfItsOwnKeepsItsLog() throws Exception {
        try (LocalServer billing = LocalServer.answering(500, "out of order");
                Standalone vedette = start(ASKS.formatted(billing.url("/task"))
                        .replace(
                                "    id: billing\n",
                                "    id: billing\n    errorHandler: { defaultErrorHandler: { level: WARN } }\n"))) {
            awaitRuns(billing);
            assertThat(Vedette.of(vedette.context()).check("bill").orElseThrow().status())
                    .isEqualTo(Health.ERROR);
        }

        assertThat(warnings("org.apache.camel")).isNotEmpty();
    }

    private Standalone start(String routes) throws Exception {
        return Installation.empty(folder)
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .file("routes/billing.yaml", routes)
                .start();
    }

    private static void awaitRuns(LocalServer server) {
        await().atMost(SOON).until(() -> server.asked().size() > 3);
    }

    private List<String> warnings(String logger) {
        return log.list.stream()
                .filter(event -> event.getLoggerName().startsWith(logger)
                        && event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
