package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.FreePort;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import io.vedette.target.FakeTarget.Response;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackRouteTest extends NotifyRouteTest {

    private static final Digest ONE = Digest.of(List.of(Alerts.error("billing-import")));

    private final FakeSlack slack = new FakeSlack();

    @AfterEach
    void close() {
        slack.close();
    }

    private void asBot() {
        set("vedette.slack.url", slack.apiUrl());
        setSecret("vedette.slack.token", FakeSlack.TOKEN);
        set("vedette.slack.channel", FakeSlack.CHANNEL);
        set("vedette.slack.user", "Vedette");
        set("vedette.slack.emoji", "satellite");
    }

    private void byWebhook() {
        setSecret("vedette.slack.webhook-url", slack.webhookUrl());
        secrets.learn(List.of(FakeSlack.WEBHOOK));
    }

    @Test
    void postsAsABot() throws Exception {
        asBot();
        start("slack");

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isNull();
        assertThat(slack.requests()).hasSize(1);
        Request request = slack.requests().get(0);
        JsonNode message = new ObjectMapper().readTree(request.body());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + FakeSlack.TOKEN);
        assertThat(request.header("Content-Type")).isEqualToIgnoringCase("application/json; charset=utf-8");
        assertThat(request.headers()).doesNotContainKeys("X-Internal", "CamelHttpUri", "Cookie");
        assertThat(request.body()).doesNotContain(FakeSlack.TOKEN);
        assertThat(message.path("channel").asText()).isEqualTo(FakeSlack.CHANNEL);
        assertThat(message.path("username").asText()).isEqualTo("Vedette");
        assertThat(message.path("icon_emoji").asText()).isEqualTo(":satellite:");
        assertThat(message.path("link_names").asBoolean(true)).isFalse();
        assertThat(message.path("text").asText())
                .startsWith("Error: billing-import is in error (stale): last run 14 minutes ago")
                .contains("- db (DOWN): connection refused", "https://my-backend.com/task1", "billing", "srv1");
    }

    @Test
    void postsToAnIncomingWebhookWithoutAToken() throws Exception {
        byWebhook();
        start("slack");

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isNull();
        Request request = slack.requests().get(0);
        assertThat(request.path()).isEqualTo(FakeSlack.WEBHOOK);
        assertThat(request.headers()).doesNotContainKey("Authorization");
    }

    @Test
    void aTokenGoesBeforeAWebhook() throws Exception {
        asBot();
        byWebhook();
        start("slack");

        deliver("slack", ONE);

        assertThat(slack.requests()).extracting(Request::path).containsExactly("/api/chat.postMessage");
    }

    @Test
    void anEmptyWebhookSettingIsNone() throws Exception {
        asBot();
        set("vedette.slack.webhook-url", "");
        start("slack");

        deliver("slack", ONE);

        assertThat(slack.requests()).extracting(Request::path).containsExactly("/api/chat.postMessage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_auth",
                "channel_not_found",
                "not_in_channel",
                "is_archived",
                "token_revoked",
                "missing_scope"
            })
    void tellsAConfigurationErrorBehindStatus200(String error) throws Exception {
        asBot();
        start("slack");
        slack.next(FakeSlack.notOk(error));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining(error);
        assertThat(failure.misconfigured()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fatal_error", "internal_error", "ratelimited", "service_unavailable", "never_heard_of"})
    void triesAgainLaterWhenSlackIsInTrouble(String error) throws Exception {
        asBot();
        start("slack");
        slack.next(FakeSlack.notOk(error));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining(error);
        assertThat(failure.misconfigured()).isFalse();
    }

    @Test
    void tellsThatTheTokenIsWrong() throws Exception {
        asBot();
        setSecret("vedette.slack.token", "xoxb-revoked-token");
        start("slack");

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining("invalid_auth");
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void waitsAsLongAsSlackAsksAndDoesNotRetryByItself() throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.answer(Response.of(429, "application/json", "{\"ok\":false,\"error\":\"ratelimited\"}")
                .with("Retry-After", "1")));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(failure.misconfigured()).isFalse();
        assertThat(slack.requests()).hasSize(1);
    }

    @Test
    void aServerErrorPasses() throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.answer(503, "upstream connect error"));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining("503").hasMessageContaining("upstream connect error");
        assertThat(failure.misconfigured()).isFalse();
        assertThat(failure.retryAfter()).isEqualTo(Optional.empty());
        assertThat(slack.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404, no_service", "403, invalid_token", "410, channel_is_archived", "400, invalid_payload"})
    void aRevokedWebhookNeedsSomebody(int status, String word) throws Exception {
        byWebhook();
        start("slack");
        slack.next(Behaviour.answer(status, word));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining(word);
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void aPageOfSomebodyElseIsNotTaken() throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.answer(200, "<html>Please log in to the guest network</html>"));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining("guest network");
        assertThat(failure.misconfigured()).isFalse();
    }

    @Test
    void followsNoRedirect() throws Exception {
        asBot();
        start("slack");
        slack.next(
                Behaviour.answer(Response.of(307, "text/plain", "").with("Location", slack.address() + "/elsewhere")));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure.misconfigured()).isTrue();
        assertThat(slack.requests()).hasSize(1);
    }

    @Test
    void aRefusedConnectionFailsTheExchange() throws Exception {
        asBot();
        set("vedette.slack.url", "http://127.0.0.1:" + FreePort.next() + "/api/chat.postMessage");
        start("slack");

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aRefusedConnectionDoesNotShowTheWebhook() throws Exception {
        setSecret("vedette.slack.webhook-url", "http://127.0.0.1:" + FreePort.next() + FakeSlack.WEBHOOK);
        secrets.learn(List.of(FakeSlack.WEBHOOK));
        start("slack");

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aHangingServerIsGivenUp() throws Exception {
        asBot();
        startImpatiently("slack");
        slack.next(Behaviour.hang());

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.cutOff());

        Exchange exchange = deliver("slack", ONE);

        assertThat(exchange.getException()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false,\"error\":\"${exception.message}, 'a', \\\"b\\\", {{vedette.slack.token}}\"}",
                "${bean:slackTarget?method=message}, ${env:PATH}",
                "')\"}{{nothing}} #{x} ${",
                "",
                "null"
            })
    void whatSlackAnswersIsNeverEvaluated(String body) throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.answer(Response.of(200, "application/json", body)));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining(body.isEmpty() ? "not an answer" : body.substring(0, 4));
        assertThat(failure.misconfigured()).isFalse();
    }

    @Test
    void masksATokenThatIsSentBack() throws Exception {
        asBot();
        start("slack");
        slack.next(Behaviour.answer(400, "bad header Authorization: Bearer " + FakeSlack.TOKEN));

        DeliveryFailed failure = failureOf(deliver("slack", ONE));

        assertThat(failure).hasMessageContaining("bad header").hasMessageNotContaining(FakeSlack.TOKEN);
    }

    @Test
    void callsNobodyWhateverAnEndpointSays() throws Exception {
        asBot();
        start("slack");

        Exchange exchange = deliver(
                "slack",
                Digest.of(List.of(Alerts.hostile(
                        "<!channel> <@U1> ${env:PATH} {{vedette.slack.token}} \ud83d\ude00 & \u202e\u0007"))));

        assertThat(exchange.getException()).isNull();
        assertThat(slack.texts().get(0))
                .doesNotContain("<", ">", "\u202e", "\u0007")
                .contains("&lt;!channel&gt; &lt;@U1&gt; ${env:PATH} {{vedette.slack.token}} \ud83d\ude00 &amp;");
    }
}
