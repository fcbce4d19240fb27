package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does by the API to a check that runs once an hour. */
class OperatorActionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private LocalServer server;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.answering(500, "out of order");
        installation = Installation.empty(folder).task("shop", "url=" + server.url("/"), "interval=1h");
        vedette = installation.start();
        await().until(() -> state().equals("error"));
    }

    @AfterEach
    void stop() {
        vedette.close();
        server.close();
    }

    @Test
    void asksAResumedCheckAtOnce() throws Exception {
        act("pause");
        assertThat(state()).isEqualTo("paused");
        int before = server.asked().size();

        act("resume");

        assertThat(state()).isEqualTo("error");
        await().until(() -> server.asked().size() > before);
    }

    @Test
    void takesTheAnswerOfARunThatIsUnderWayWhenACheckIsResumed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        act("pause");
        server.answer(asked -> {
            arrived.countDown();
            go.await();
            return Answered.of(503, "still out of order");
        });
        act("run");
        arrived.await();
        int before = server.asked().size();

        act("resume");
        go.countDown();

        await().until(() -> state().equals("error"));
        assertThat(check().path("message").asText()).contains("503");
        assertThat(server.asked()).hasSize(before);
    }

    @Test
    void asksNobodyWhenACheckThatIsNotPausedIsResumed() throws Exception {
        int before = server.asked().size();

        act("resume");
        act("silence?for=1h");
        act("run");

        await().until(() -> server.asked().size() > before);
        assertThat(server.asked()).hasSize(before + 1);
    }

    @Test
    void showsTheSameTimesBeforeARestartAndAfterIt() throws Exception {
        String since = check().path("since").asText();
        assertThat(Instant.parse(since).getNano() % 1_000_000).isZero();
        vedette.close();

        vedette = installation.start();

        assertThat(check().path("since").asText()).isEqualTo(since);
        assertThat(vedette.service()
                        .watchlist()
                        .find("shop")
                        .orElseThrow()
                        .record()
                        .state()
                        .since())
                .isEqualTo(Instant.parse(since));
    }

    private void act(String action) throws Exception {
        assertThat(installation.send("POST", "/api/v1/checks/shop/" + action).statusCode())
                .isBetween(200, 202);
    }

    private String state() throws Exception {
        return vedette.service()
                .watchlist()
                .find("shop")
                .orElseThrow()
                .record()
                .state()
                .shown()
                .code();
    }

    /** As py-pinger's list has it. */
    private JsonNode check() throws Exception {
        return JSON.readTree(installation.get("/").body()).path("data").path(0);
    }
}
