package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.FreePort;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.probe.RawServer;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import io.vedette.target.FakeTarget.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRouteTest extends NotifyRouteTest {

    private static final Digest TWO = Digest.of(List.of(Alerts.error("Zürich 💥"), Alerts.recovery("b")));

    private final FakeWebhook webhook = new FakeWebhook();

    @AfterEach
    void close() {
        webhook.close();
    }

    @Test
    void postsTheAlertsAsJson() throws Exception {
        setSecret("vedette.webhook.url", webhook.address() + "/hook/s3cret?token=abc%20d&x=1,2");
        start("webhook");

        Exchange exchange = deliver("webhook", TWO);

        assertThat(exchange.getException()).isNull();
        Request request = webhook.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook/s3cret?token=abc%20d&x=1,2");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.headers()).doesNotContainKey("X-Internal");
        assertThat(request.body()).startsWith("{\"alerts\":[{\"id\":\"");
        assertThat(Alerts.digest(request.body())).isEqualTo(TWO);
    }

    /** Whatever a target does to connections that idle, no alert is lost over it, and none is sent twice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void usesNoConnectionTwice(boolean reset) throws Exception {
        AtomicInteger taken = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            taken.incrementAndGet();
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.head(client); // The next request, if it came here, would be lost.
            if (reset) {
                client.setSoLinger(true, 0);
            }
        })) {
            set("vedette.webhook.url", server.uri().toString());
            start("webhook");

            for (int i = 1; i <= 5; i++) {
                assertThat(deliver("webhook", TWO).getException()).isNull();
                assertThat(taken).hasValue(i);
            }
        }
    }

    @Test
    void looksUpAHostWithAnUnderscore() throws Exception {
        set("vedette.webhook.url", "http://user:pw@no_such_host.invalid:8080/hook");
        start("webhook");

        assertThat(deliver("webhook", TWO).getException())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no_such_host.invalid");
    }

    @Test
    void anAnnouncementIsAMessageWithoutAlerts() throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");

        deliver("webhook", Digest.announcing("Vedette starts."));

        assertThat(webhook.requests().get(0).body()).isEqualTo("{\"alerts\":[],\"message\":\"Vedette starts.\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "500, false",
        "502, false",
        "503, false",
        "408, false",
        "429, false",
        "301, true",
        "400, true",
        "401, true",
        "403, true",
        "404, true",
        "410, true",
        "413, true"
    })
    void everyOtherStatusFails(int status, boolean misconfigured) throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.answer(Response.of(status, "text/plain", "no").with("Location", "http://elsewhere/")));

        DeliveryFailed failure = failureOf(deliver("webhook", TWO));

        assertThat(failure).hasMessageContaining(String.valueOf(status));
        assertThat(failure.misconfigured()).isEqualTo(misconfigured);
        assertThat(failure.ofContent()).isEqualTo(status == 400 || status == 413 || status == 422);
        assertThat(webhook.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any2xxIsTaken(int status) throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.answer(status, ""));

        assertThat(deliver("webhook", TWO).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=bogus", "application/x-java-serialized-object", ";;;"})
    void anOddContentTypeOfAnAnswerIsNobodysTrouble(String type) throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.answer(Response.of(200, type, "${env:PATH}")));

        assertThat(deliver("webhook", TWO).getException()).isNull();
    }

    @Test
    void anAnswerWithoutEndIsReadToTheCap() throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.endless(200)).next(Behaviour.endless(500));

        assertThat(deliver("webhook", TWO).getException()).isNull();
        assertThat(failureOf(deliver("webhook", TWO))).hasMessageContaining("500: for ever and");
        assertThat(deliver("webhook", TWO).getException()).isNull();
    }

    @Test
    void anAnswerThatDripsHoldsNothingUp() throws Exception {
        set("vedette.webhook.url", webhook.address());
        startWithPatience("webhook", 4_000);
        webhook.next(Behaviour.drip(200)).next(Behaviour.drip(500));

        assertThat(deliver("webhook", TWO).getException()).isNull();
        assertThat(failureOf(deliver("webhook", TWO))).hasMessageContaining("500");
    }

    @Test
    void aServerThatDripsItsHeadIsGivenUp() throws Exception {
        try (RawServer dripping = new RawServer(WebhookRouteTest::dripHead)) {
            set("vedette.webhook.url", dripping.uri().toString());
            startImpatiently("webhook");

            assertThat(deliver("webhook", TWO).getException()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void dripHead(Socket client) throws IOException {
        RawServer.head(client);
        client.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        client.setSoTimeout(20);
        while (true) {
            client.getOutputStream().write('.');
            try {
                if (client.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                continue; // It still listens.
            }
        }
    }

    @Test
    void whatWasTakenIsNotSentAgainBecauseTheAnswerBreaksOff() throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.cutOff());

        assertThat(deliver("webhook", TWO).getException()).isNull();
    }

    @Test
    void showsNothingOfAnAddressThatTheTargetRepeats() throws Exception {
        set("vedette.webhook.url", webhook.address() + "/hooks/nightdesk");
        start("webhook");
        webhook.next(Behaviour.answer(Response.of(404, "text/plain", "no route to POST /hooks/nightdesk here")));

        assertThat(failureOf(deliver("webhook", TWO)))
                .hasMessageContaining("no route to POST /*** here")
                .hasMessageNotContaining("nightdesk");
    }

    @Test
    void keepsNoCookies() throws Exception {
        set("vedette.webhook.url", webhook.address());
        start("webhook");
        webhook.next(Behaviour.answer(Response.of(200, "text/plain", "").with("Set-Cookie", "session=1")));

        deliver("webhook", TWO);
        deliver("webhook", TWO);

        assertThat(webhook.requests().get(1).headers()).doesNotContainKey("Cookie");
    }

    @Test
    void aRefusedConnectionFailsTheExchangeWithoutShowingTheAddress() throws Exception {
        secrets.learn(List.of("/hook/s3cret"));
        set("vedette.webhook.url", "http://127.0.0.1:" + FreePort.next() + "/hook/s3cret");
        start("webhook");

        assertThat(deliver("webhook", TWO).getException()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aHangingServerIsGivenUp() throws Exception {
        set("vedette.webhook.url", webhook.address());
        startImpatiently("webhook");
        webhook.next(Behaviour.hang());

        assertThat(deliver("webhook", TWO).getException()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void credentialsInTheAddressAreBasicAuthentication() throws Exception {
        secrets.learn(List.of("p%40ss"));
        set("vedette.webhook.url", webhook.address().replace("http://", "http://me:p%40ss@") + "/hook");
        start("webhook");

        Exchange exchange = deliver("webhook", TWO);

        assertThat(exchange.getException()).isNull();
        String credentials = Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
        assertThat(webhook.requests().get(0).header("Authorization")).isEqualTo("Basic " + credentials);
        assertThat(webhook.requests().get(0).header("Host")).doesNotContain("@");
    }
}
