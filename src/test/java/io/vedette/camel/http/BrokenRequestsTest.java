package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.camel.Raw;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is no proper request is answered like every other one, and leaves no trace in the log. */
class BrokenRequestsTest {

    private static final String PASSWORD = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("ops:password".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Standalone vedette;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "password");
        vedette = installation.start();
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    @BeforeEach
    void listenToTheLog() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void saysNothingOfIt() {
        root.detachAppender(log);

        assertThat(log.list).noneMatch(BrokenRequestsTest::isTrouble);
    }

    /** Of whoever serves requests; other tests may leave something behind. */
    private static boolean isTrouble(ILoggingEvent event) {
        String logger = event.getLoggerName();
        if (logger.startsWith("io.vertx") || logger.startsWith("io.netty")) {
            return event.getLevel().isGreaterOrEqual(Level.ERROR);
        }
        return logger.startsWith("org.apache.camel.component.platform.http")
                && event.getLevel().isGreaterOrEqual(Level.WARN);
    }

    @ParameterizedTest
    @CsvSource({
        "/task/%zz, 404, '{\"data\":{}}'",
        "/task/%, 404, '{\"data\":{}}'",
        "/task/http://host/100%, 404, '{\"data\":{}}'",
        "/%zz, 404, '{\"data\":{}}'",
        "/../%4, 404, '{\"data\":{}}'",
        "*, 404, '{\"data\":{}}'",
        "/?a=%zz, 200, '{\"data\":[]}'",
        "/health/live?%, 200, '{\"status\":\"UP\"}'",
        "/api/v1/checks/%zz, 404, 'no check is named'"
    })
    void answersWhatIsBadlyEncoded(String target, int status, String body) throws Exception {
        String answer = get(target, PASSWORD);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("json", "nosniff", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/task/%zz", "/?a=%zz", "*"})
    void asksForThePasswordFirst(String target) throws Exception {
        assertThat(get(target, "X-None: 0")).startsWith("HTTP/1.1 401 ").contains("{\"error\":");
    }

    @Test
    void answersAContentTypeThatIsNone() throws Exception {
        assertThat(get("/", PASSWORD + "\r\nContent-Type: text/plain; charset=\""))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeat/job", "/api/v1/reload", "/", "/nothing", "/metrics"})
    void letsAClientLeaveInTheMiddleOfItsBody(String path) throws Exception {
        for (int linger : new int[] {-1, 0}) {
            try (Socket socket = begin(path, "Content-Length: 1000", "half")) {
                // Without lingering the connection is reset instead of ended.
                socket.setSoLinger(linger >= 0, Math.max(linger, 0));
            }
            try (Socket socket = begin(path, "Transfer-Encoding: chunked", "4\r\nhalf\r\n")) {
                socket.setSoLinger(linger >= 0, Math.max(linger, 0));
            }
        }
        try (Socket socket = begin(path, "Transfer-Encoding: chunked", "zz\r\nhalf\r\n")) {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }

        await().untilAsserted(() -> assertThat(get("/health/live", "X-None: 0")).startsWith("HTTP/1.1 200 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\n%zz=",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nfor=%e2%",
                "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\n%z\r\n1\r\nz\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nbody"
            })
    void actsOnNoRequestWhoseBodyCannotBeRead(String rest) throws Exception {
        for (String path : List.of("/api/v1/reload", "/api/v1/checks/shop/pause")) {
            assertThat(Raw.send(
                            installation.port(),
                            "POST " + path + " HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Connection: close",
                            PASSWORD,
                            rest))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/json", "{\"error\":\"the body cannot be read\"}");
        }
    }

    private static Socket begin(String path, String header, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), installation.port());
        String request =
                String.join("\r\n", "POST " + path + " HTTP/1.1", "Host: 127.0.0.1", PASSWORD, header, "", body);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String get(String target, String header) throws IOException {
        return Raw.send(
                installation.port(), "GET " + target + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close", header);
    }
}
