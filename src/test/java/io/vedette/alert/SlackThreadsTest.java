package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is over or in hand goes into the thread of the problem's message, where a bot can know it. */
class SlackThreadsTest {

    private final SlackTarget bot =
            SlackTarget.of(new Parameters(Map.of("token", "xoxb-1", "channel", "C1")), Clock.systemUTC());
    private final SlackTarget webhook = SlackTarget.of(
            new Parameters(Map.of("webhookUrl", "https://hooks.slack.com/services/T/B/x")), Clock.systemUTC());

    @Test
    void aRecoveryGoesIntoTheThreadAndIsShownInTheChannel() {
        List<TargetRequest> requests = bot.requests(Digest.of(List.of(
                in("1.2", Alerts.recovery("a")), in("1.2", Alerts.recovery("b")), in("9.9", Alerts.error("c")))));

        assertThat(requests).extracting(TargetRequest::checks).containsExactly(List.of("a", "b"), List.of("c"));
        JsonNode reply = json(requests.get(0));
        assertThat(reply.path("thread_ts").asText()).isEqualTo("1.2");
        assertThat(reply.path("reply_broadcast").asBoolean()).isTrue();
        assertThat(json(requests.get(1)).has("thread_ts")).isFalse();
        assertThat(requests.get(0).headers()).containsEntry("Authorization", "Bearer xoxb-1");
    }

    @Test
    void aThreadIsKeptByWhatIsSaidInIt() {
        TargetRequest problem =
                bot.requests(Digest.of(List.of(Alerts.error("a")))).get(0);
        TargetRequest recovery = bot.requests(Digest.of(List.of(in("1.2", Alerts.recovery("a")))))
                .get(0);
        Reply reply = new Reply(200, Map.of(), "{\"ok\":true,\"ts\":\"3.4\"}");

        assertThat(bot.opened(problem, reply)).isEqualTo("3.4");
        assertThat(bot.opened(recovery, reply)).isEqualTo("1.2");
    }

    @Test
    void aWebhookKnowsNoThreads() {
        TargetRequest recovery = webhook.requests(Digest.of(List.of(in("1.2", Alerts.recovery("a")))))
                .get(0);

        assertThat(json(recovery).has("thread_ts")).isFalse();
        assertThat(recovery.headers()).doesNotContainKey("Authorization");
        assertThat(webhook.opened(recovery, new Reply(200, Map.of(), "ok"))).isEmpty();
    }

    private static Alert in(String thread, Alert alert) {
        return AlertJson.readAlert(AlertJson.write(alert).replaceFirst("\\{", "{\"reference\":\"" + thread + "\","));
    }

    private static JsonNode json(TargetRequest request) {
        return AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8));
    }
}
