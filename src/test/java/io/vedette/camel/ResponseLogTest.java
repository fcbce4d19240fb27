package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** While debug is on, the log shows what endpoints answered. */
class ResponseLogTest {

    private static final String BODY = "{\"status\":\"ok\",\n\"reason\":\"you sent t0k3n-SECRET\"}";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("vedette.check");

    @TempDir
    private Path folder;

    private LocalServer job;
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        job = LocalServer.answering(200, BODY);
        installation = Installation.empty(folder)
                .with("VEDETTE_AUTH_TOKEN", "t0k3n-SECRET")
                .task("job", "url=" + job.url("/"), "interval=200ms");
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
        job.close();
    }

    @Test
    void showsEachResponseInOneLineWithoutSecrets() throws Exception {
        installation.with("VEDETTE_DEBUG", "true").with("VEDETTE_DEV_URLS", "http://127.0.0.1:1/");

        try (Standalone vedette = installation.start()) {
            await().untilAsserted(() -> assertThat(lines())
                    .anyMatch(line -> line.matches("check job: response after \\d+ ms: status 200, .*, \\d+ bytes: "
                            + "\\{\"status\":\"ok\", \"reason\":\"you sent \\*\\*\\*\"\\}"))
                    .anyMatch(line ->
                            line.matches("check http://127.0.0.1:1/: response after \\d+ ms: none: .*[Rr]efused.*")));
        }

        assertThat(lines()).noneMatch(line -> line.contains("SECRET"));
    }

    @Test
    void showsNoneWithoutDebug() throws Exception {
        try (Standalone vedette = installation.start()) {
            await().until(() -> job.asked().size() > 2);
        }

        assertThat(lines()).noneMatch(line -> line.contains("response"));
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
