package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.state.Health;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import io.vedette.target.FakeTarget.Response;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentryRouteTest extends NotifyRouteTest {

    private static final Alert ERROR = Alerts.error("billing-import");
    private static final Digest ONE = Digest.of(List.of(ERROR));

    private FakeSentry sentry = FakeSentry.current();

    @AfterEach
    void close() {
        sentry.close();
    }

    private void useOldServer() {
        sentry.close();
        sentry = FakeSentry.old();
    }

    private void configure() {
        setSecret("vedette.sentry.dsn", sentry.dsn());
        secrets.learn(List.of(FakeSentry.KEY));
        set("vedette.sentry.environment", "production");
        set("vedette.sentry.release", "1.2.3");
    }

    @Test
    void sendsAnEvent() throws Exception {
        configure();
        start("sentry");

        Exchange exchange = deliver("sentry", ONE);

        assertThat(exchange.getException()).isNull();
        assertThat(sentry.requests()).hasSize(1);
        assertThat(sentry.requests().get(0).headers()).doesNotContainKeys("X-Internal", "Cookie");
        JsonNode event = sentry.events().get(0);
        assertThat(event.path("level").asText()).isEqualTo("error");
        assertThat(event.path("logger").asText()).isEqualTo("vedette");
        assertThat(event.path("environment").asText()).isEqualTo("production");
        assertThat(event.path("release").asText()).isEqualTo("1.2.3");
        assertThat(event.path("server_name").asText()).isEqualTo("srv1");
        assertThat(event.path("timestamp").asText()).startsWith("2026-01-02T10:00:00");
        assertThat(event.path("fingerprint")).extracting(JsonNode::asText).containsExactly("vedette", "billing-import");
        assertThat(event.at("/message/formatted").asText())
                .startsWith("Error: billing-import is in error (stale): last run 14 minutes ago");
        assertThat(event.at("/tags/check").asText()).isEqualTo("billing-import");
        assertThat(event.at("/tags/group").asText()).isEqualTo("payments");
        assertThat(event.at("/tags/kind").asText()).isEqualTo("problem");
        assertThat(event.at("/tags/status").asText()).isEqualTo("error");
        assertThat(event.at("/tags/reason").asText()).isEqualTo("stale");
        assertThat(event.at("/tags/host").asText()).isEqualTo("my-backend.com");
        assertThat(event.at("/extra/failures/0").asText()).isEqualTo("- db (DOWN): connection refused");
    }

    @Test
    void sendsAnEventForEachAlertWithItsLevel() throws Exception {
        configure();
        start("sentry");

        deliver("sentry", Digest.of(List.of(Alerts.recovery("c"), Alerts.degraded("b"), Alerts.error("a"))));

        assertThat(sentry.events())
                .extracting(event -> event.path("level").asText())
                .containsExactly("error", "warning", "info");
        assertThat(sentry.events().get(2).at("/message/formatted").asText()).startsWith("Status: c is OK again!");
        assertThat(sentry.events().get(2).at("/tags/reason").isMissingNode()).isTrue();
    }

    @Test
    void aRepeatedDeliveryIsOneEvent() throws Exception {
        configure();
        start("sentry");
        sentry.next(Behaviour.silent());

        assertThat(deliver("sentry", ONE).getException()).isNotNull();
        assertThat(deliver("sentry", ONE).getException()).isNull();

        assertThat(sentry.requests()).hasSize(2);
        assertThat(sentry.requests())
                .extracting(request -> request.body().substring(0, 50))
                .containsOnly("{\"event_id\":\""
                        + sentry.events().get(0).path("event_id").asText() + "\",\"se");
    }

    @Test
    void aRouteOfOlderVersionsGoesOnWhereADigestFailed() throws Exception {
        configure();
        set("vedette.target.sentry", "true");
        load("sentry", Files.readString(Path.of("src/test/resources/plain-routes/notify-sentry.yaml")));
        Digest three = Digest.of(List.of(Alerts.error("a"), Alerts.error("b"), Alerts.error("c")));
        sentry.next(Behaviour.answer(200, "{}")).next(Behaviour.answer(500, "oops"));

        DeliveryFailed failure = failureOf(deliver("sentry", three));
        Exchange again = deliver("sentry", three);

        assertThat(failure.misconfigured()).isFalse();
        assertThat(again.getException()).isNull();
        assertThat(sentry.requests()).hasSize(4);
        assertThat(sentry.events())
                .extracting(event -> event.at("/tags/check").asText())
                .containsExactly("b", "c");
    }

    @Test
    void sendsABareEventToAServerThatKnowsNoEnvelopes() throws Exception {
        useOldServer();
        configure();
        start("sentry");

        DeliveryFailed failure = failureOf(deliver("sentry", ONE));
        Exchange exchange = deliver("sentry", ONE);

        assertThat(failure.misconfigured()).isFalse();
        assertThat(exchange.getException()).isNull();
        assertThat(sentry.requests()).extracting(Request::path).containsExactly("/api/42/envelope/", "/api/42/store/");
        assertThat(sentry.requests().get(1).header("Content-Type")).isEqualTo("application/json");
        assertThat(sentry.events()).hasSize(1);
    }

    @Test
    void sendsTheSecretOfAnOldDsn() throws Exception {
        setSecret("vedette.sentry.dsn", sentry.dsn().replace("@", ":oldsecret@").replace("http:", "sync+http:"));
        start("sentry");

        Exchange exchange = deliver("sentry", ONE);

        assertThat(exchange.getException()).isNull();
        assertThat(sentry.requests().get(0).header("X-Sentry-Auth")).contains("sentry_secret=oldsecret");
    }

    @Test
    void anUnknownProjectNeedsSomebody() throws Exception {
        setSecret("vedette.sentry.dsn", sentry.dsn().replace("/42", "/43"));
        start("sentry");

        deliver("sentry", ONE); // It may be a server from before there were envelopes.
        DeliveryFailed failure = failureOf(deliver("sentry", ONE));

        assertThat(failure).hasMessageContaining("404");
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void aWrongKeyNeedsSomebody() throws Exception {
        setSecret("vedette.sentry.dsn", sentry.dsn().replace(FakeSentry.KEY, "ffffffffffffffff"));
        start("sentry");

        DeliveryFailed failure = failureOf(deliver("sentry", ONE));

        assertThat(failure).hasMessageContaining("bad sentry authorization header");
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void waitsForTheRateLimitOfEvents() throws Exception {
        configure();
        start("sentry");
        sentry.next(Behaviour.answer(Response.of(429, "application/json", "{\"detail\":\"rate limited\"}")
                .with("Retry-After", "5")
                .with("X-Sentry-Rate-Limits", "60:transaction:key, 2700:default;error;security:organization")));

        DeliveryFailed failure = failureOf(deliver("sentry", ONE));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2700));
        assertThat(failure.misconfigured()).isFalse();
        assertThat(sentry.requests()).hasSize(1);
    }

    @Test
    void anEventThatAnOldServerHasAlreadyIsDelivered() throws Exception {
        configure();
        start("sentry");
        sentry.next(Behaviour.answer(Response.of(403, "text/plain", "")
                .with("X-Sentry-Error", "An event with the same ID already exists (0123)")));

        Exchange exchange = deliver("sentry", ONE);

        assertThat(exchange.getException()).isNull();
    }

    @Test
    void aHangingServerIsGivenUp() throws Exception {
        configure();
        startImpatiently("sentry");
        sentry.next(Behaviour.hang());

        Exchange exchange = deliver("sentry", ONE);

        assertThat(exchange.getException(SocketTimeoutException.class)).isNotNull();
    }

    @Test
    void tellsAnAnnouncement() throws Exception {
        configure();
        start("sentry");

        deliver("sentry", Digest.announcing("Vedette watches:\nhttps://my-backend.com/task1"));

        JsonNode event = sentry.events().get(0);
        assertThat(event.path("level").asText()).isEqualTo("info");
        assertThat(event.at("/message/formatted").asText()).isEqualTo("Vedette watches:\nhttps://my-backend.com/task1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:PATH} {{x}} <b>", "line\nbreak\r\u0000\u001b[31m", "\ud800 half", "\"quoted\\"})
    void takesAnyTextOfAnEndpoint(String text) throws Exception {
        configure();
        start("sentry");
        String large = text + "x".repeat(100_000);

        Exchange exchange = deliver("sentry", Digest.of(List.of(Alerts.hostile(large))));

        assertThat(exchange.getException()).isNull();
        JsonNode event = sentry.events().get(0);
        assertThat(event.at("/message/formatted").asText()).hasSizeLessThan(8_192);
        assertThat(event.path("tags"))
                .allSatisfy(tag -> assertThat(tag.asText())
                        .hasSizeLessThanOrEqualTo(200)
                        .doesNotContain("\n", "\u0000", "\u001b"));
        assertThat(sentry.requests().get(0).body()).hasSizeLessThan(50_000);
    }

    @Test
    void aDigestOfHundredsArrives() throws Exception {
        configure();
        start("sentry");
        List<Alert> many = IntStream.range(0, 300)
                .mapToObj(i -> Alerts.problem("check-" + i, Health.ERROR, "down"))
                .toList();

        Exchange exchange = deliver("sentry", Digest.of(many));

        assertThat(exchange.getException()).isNull();
        assertThat(sentry.events()).hasSize(300);
    }
}
