package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import io.vedette.target.FakeTarget.Response;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HipChatRouteTest extends NotifyRouteTest {

    private final FakeHipChat hipchat = new FakeHipChat();

    @AfterEach
    void close() {
        hipchat.close();
    }

    private void configure(String token) {
        set("vedette.hipchat.url", hipchat.address());
        set("vedette.hipchat.room", "Ops & Betrieb/1 é");
        setSecret("vedette.hipchat.auth", token);
    }

    @Test
    void notifiesTheRoom() throws Exception {
        configure(FakeHipChat.TOKEN);
        start("hipchat");

        Exchange exchange = deliver("hipchat", Digest.of(List.of(Alerts.error("billing-import"))));

        assertThat(exchange.getException()).isNull();
        Request request = hipchat.requests().get(0);
        assertThat(request.path()).isEqualTo("/v2/room/Ops%20%26%20Betrieb%2F1%20%C3%A9/notification");
        assertThat(request.headers()).doesNotContainKey("X-Internal");
        JsonNode message = message(request);
        assertThat(message.path("color").asText()).isEqualTo("red");
        assertThat(message.path("message_format").asText()).isEqualTo("text");
        assertThat(message.path("notify").asBoolean()).isTrue();
        assertThat(message.path("message").asText()).startsWith("Error: billing-import is in error");
    }

    @Test
    void theColourIsThatOfTheWorst() throws Exception {
        configure(FakeHipChat.TOKEN);
        start("hipchat");
        Alert recovery = Alerts.recovery("a");
        Alert degraded = Alerts.degraded("b");

        deliver("hipchat", Digest.of(List.of(recovery)));
        deliver("hipchat", Digest.of(List.of(recovery, degraded)));
        deliver("hipchat", Digest.of(List.of(recovery, degraded, Alerts.reminder("c"))));
        deliver("hipchat", Digest.announcing("Monitoring starts."));

        assertThat(hipchat.requests())
                .extracting(request -> message(request).path("color").asText())
                .containsExactly("green", "yellow", "red", "gray");
    }

    @Test
    void callsNobodyAndStaysShort() throws Exception {
        configure(FakeHipChat.TOKEN);
        start("hipchat");

        Exchange exchange =
                deliver("hipchat", Digest.of(List.of(Alerts.hostile("@all @here ${env:PATH}" + "é@".repeat(50_000)))));

        assertThat(exchange.getException()).isNull();
        assertThat(message(hipchat.requests().get(0)).path("message").asText()).doesNotContain("@all", "@here");
    }

    @Test
    void aWrongTokenNeedsSomebody() throws Exception {
        configure("revoked-token");
        start("hipchat");

        DeliveryFailed failure = failureOf(deliver("hipchat", Digest.of(List.of(Alerts.error("a")))));

        assertThat(failure).hasMessageContaining("401").hasMessageContaining("Invalid OAuth session");
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void waitsWhenTheRoomIsFlooded() throws Exception {
        configure(FakeHipChat.TOKEN);
        start("hipchat");
        hipchat.next(Behaviour.answer(
                Response.of(429, "text/plain", "slow down").with("Retry-After", "Fri, 02 Jan 2026 10:02:00 GMT")));

        DeliveryFailed failure = failureOf(deliver("hipchat", Digest.of(List.of(Alerts.error("a")))));

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(hipchat.requests()).hasSize(1);
    }

    private static JsonNode message(Request request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(request.body(), e);
        }
    }
}
