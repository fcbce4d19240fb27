package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.camel.load.Targeted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A problem is told, acknowledged by the link in the message, and that is remembered. */
class OnCallTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Pattern LINK = Pattern.compile(
            "Acknowledge: https://vedette.example/ops(/acknowledge/[^?]+)\\?since=(\\d+)&(?:amp;)?signature=([0-9a-f]{64})");

    @TempDir
    private Path folder;

    private LocalServer chat;
    private LocalServer task;
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        chat = LocalServer.answering(200, "ok");
        task = LocalServer.answering(200, "{\"status\":\"broken\"}");
        installation = Installation.empty(folder)
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_ERROR_INTERVAL", "1h")
                .with("VEDETTE_HTTP_BASE_URL", "https://vedette.example/ops/")
                .file("routes/targets.yaml", Targeted.by("notify-slack", "chat", "webhookUrl=" + chat.url("/hook")))
                .task("a shop/1", "url=" + task.url("/task"), "interval=1h");
    }

    @AfterEach
    void close() {
        chat.close();
        task.close();
    }

    @Test
    void acknowledgesByTheLinkInAMessageAndKnowsItAfterARestart() throws Exception {
        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !chat.asked().isEmpty());
            Matcher link =
                    LINK.matcher(JSON.readTree(chat.asked().get(0).body()).toString());
            assertThat(link.find()).as(chat.asked().get(0).body()).isTrue();
            String path = link.group(1) + "?since=" + link.group(2) + "&signature=" + link.group(3);

            assertThat(installation.get(path).statusCode()).isEqualTo(200);
            assertThat(check().path("acknowledged").isNull()).isTrue();
            assertThat(installation.send("POST", path + "&by=Ann&reason=on+it").statusCode())
                    .isEqualTo(200);
            assertThat(check().at("/acknowledged/by").asText()).isEqualTo("Ann");
            await().atMost(LONGEST).until(() -> chat.asked().size() == 2);
        }

        try (Standalone vedette = installation.start()) {
            assertThat(check().at("/acknowledged/reason").asText()).isEqualTo("on it");
            JsonNode acts = JSON.readTree(
                    installation.get("/api/v1/acts?check=a%20shop%2F1").body());
            assertThat(acts.at("/data/0/act").asText()).isEqualTo("acknowledge");
            assertThat(acts.at("/data/0/who").asText()).isEqualTo("Ann (by a link)");
        }
    }

    @Test
    void triesATargetAndTellsWhatItSaid() throws Exception {
        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !chat.asked().isEmpty());
            assertThat(installation.send("POST", "/api/v1/targets/chat/test").statusCode())
                    .isEqualTo(200);

            chat.answer(asked -> LocalServer.Answered.of(403, "action_prohibited"));
            var refused = installation.send("POST", "/api/v1/targets/chat/test");

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body())
                    .contains("action_prohibited", "\"title\":\"Bad Gateway\"")
                    .doesNotContain("/hook");
            assertThat(JSON.readTree(installation.get("/api/v1/acts").body())
                            .path("data")
                            .findValuesAsText("act"))
                    .containsExactly("test", "test");
        }
    }

    private JsonNode check() throws Exception {
        return JSON.readTree(installation.get("/api/v1/checks/a%20shop%2F1").body())
                .path("data");
    }
}
