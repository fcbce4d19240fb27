package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.camel.AlertsConsumer;
import io.vedette.config.values.Causes;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert routes of an application's own, by Camel's components for Slack and mail, whose other side does not take what it is sent. */
class RefusingTargetsTest {

    private static final Digest DIGEST = Digest.of(List.of(Alerts.error("billing")));
    private static final String OK = "{\"ok\":true}";

    private final Monitored app = new Monitored();

    @AfterEach
    void stop() {
        app.close();
    }

    /** How a route comes to Slack. */
    private record Way(String name, Steps steps) {

        @FunctionalInterface
        interface Steps {
            void add(RouteBuilder builder, RouteDefinition from, String slack);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Way> ways() {
        return List.of(
                new Way("a step", (builder, from, slack) -> from.to(slack)),
                new Way(
                        "a step before another",
                        (builder, from, slack) -> from.to(slack).to("mock:after")),
                new Way("a dynamic step", (builder, from, slack) -> from.toD(slack)),
                new Way(
                        "one of several",
                        (builder, from, slack) -> from.multicast().to(slack, "mock:other")),
                new Way(
                        "one of several at once",
                        (builder, from, slack) ->
                                from.multicast().parallelProcessing().to(slack, "mock:other")),
                new Way(
                        "an alert at a time",
                        (builder, from, slack) ->
                                from.split().simple("${body.alerts}").to(slack).end()),
                new Way("another route", (builder, from, slack) -> {
                    builder.from("direct:slack").to(slack);
                    from.to("direct:slack");
                }),
                new Way("a dead letter channel", (builder, from, slack) -> {
                    from.errorHandler(builder.deadLetterChannel("mock:dead"));
                    from.to(slack);
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void areNotToldWhereSlackRefusesAMessageOfABot(Way way) throws Exception {
        try (LocalServer slack = LocalServer.answering(200, "{\"ok\":false,\"error\":\"channel_not_found\"}")) {
            start(way, bot(slack));

            assertThat(tell())
                    .hasValueSatisfying(
                            failure -> assertThat(Causes.message(failure)).contains("channel_not_found"));
            assertThat(app.context()
                            .getEndpoint("mock:after", MockEndpoint.class)
                            .getReceivedCounter())
                    .isZero();

            slack.answer(200, OK);
            assertThat(tell()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void areNotToldWhereSlackRefusesTheWebhook(Way way) throws Exception {
        try (LocalServer slack = LocalServer.answering(404, "no_team")) {
            start(way, hook(slack.url("/hook")));

            assertThat(tell())
                    .hasValueSatisfying(
                            failure -> assertThat(Causes.message(failure)).contains("404"));

            slack.answer(200, "ok");
            assertThat(tell()).isEmpty();
        }
    }

    @Test
    void areToldTheTextOfTheAlerts() throws Exception {
        try (LocalServer slack = LocalServer.answering(200, OK)) {
            start(ways().get(0), bot(slack));

            assertThat(tell()).isEmpty();

            assertThat(java.net.URLDecoder.decode(slack.last().body(), StandardCharsets.UTF_8))
                    .contains("channel=#ops", "Error: billing is in error (stale): last run 14 minutes ago");
        }
    }

    @Test
    void areNotToldWhereSlackBreaksOff() throws Exception {
        try (Talk slack = new Talk("")) {
            start(ways().get(0), hook("http://127.0.0.1:" + slack.port() + "/hook"));

            assertThat(tell()).isPresent();
        }
    }

    @Test
    void areNotToldWhereSlackHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (LocalServer slack = new LocalServer(asked -> {
            end.await();
            return Answered.of(200, OK);
        })) {
            start(ways().get(0), bot(slack));

            assertThat(tell()).isPresent();
        } finally {
            end.countDown();
        }
    }

    @Test
    void areToldByTheOutboxAgainUntilSlackTakesThem() throws Exception {
        try (LocalServer slack = LocalServer.answering(200, "{\"ok\":false,\"error\":\"channel_not_found\"}")) {
            app.routes(builder ->
                    builder.from("direct:stock").routeId("stock").to("vedette:observe?rule=task&errorInterval=1h"));
            start(ways().get(0), bot(slack));
            app.send("direct:stock", "broken");
            await().atMost(Duration.ofSeconds(30)).until(() -> posts(slack) > 0);

            slack.answer(200, OK);
            long refused = posts(slack);

            await().atMost(Duration.ofSeconds(30)).until(() -> posts(slack) > refused);
        }
    }

    private static long posts(LocalServer slack) {
        return slack.asked().stream()
                .filter(asked -> asked.body().contains("stock"))
                .count();
    }

    @Test
    void areToldByMail() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            mail(mail.getSmtp().getPort());

            assertThat(tell()).isEmpty();

            MimeMessage received = mail.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo(DIGEST.subject());
            assertThat(GreenMailUtil.getBody(received).replace("\r", "").strip())
                    .isEqualTo(DIGEST.text().strip());
        } finally {
            mail.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 not you\r\n", "220 hello\r\n550 nobody of that name\r\n", ""})
    void areNotToldWhereTheMailServerRefuses(String words) throws Exception {
        try (Talk mail = new Talk(words)) {
            mail(mail.port());

            assertThat(tell()).isPresent();
        }
    }

    @Test
    void areNotToldWhereTheMailServerHangs() throws Exception {
        try (ServerSocket mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            mail(mail.getLocalPort());

            assertThat(tell()).isPresent();
        }
    }

    private void mail(int port) throws Exception {
        app.routes(
                builder -> builder.from("vedette:alerts?target=team")
                        .routeId("tell-team")
                        .setHeader("subject", builder.simple("${body.subject}"))
                        .to(
                                "smtp://127.0.0.1:" + port
                                        + "?from=vedette@example.com&to=oncall@example.com&mail.smtp.timeout=1000&mail.smtp.connectiontimeout=1000"));
        app.start();
    }

    private void start(Way way, String slack) throws Exception {
        app.routes(builder -> way.steps()
                .add(builder, builder.from("vedette:alerts?target=team").routeId("tell-team"), slack));
        app.start();
    }

    private static String bot(LocalServer slack) {
        return "slack:#ops?token=RAW(xoxb-test)&serverUrl=" + slack.url("/api/");
    }

    private static String hook(String url) {
        return "slack:#ops?webhookUrl=" + url;
    }

    private Optional<Exception> tell() {
        return ((AlertsConsumer) app.context().getRoute("tell-team").getConsumer()).handOver(DIGEST);
    }

    /** A server that says its words to whoever comes, and hangs up. */
    private static final class Talk implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Talk(String words) throws IOException {
            Thread thread = new Thread(() -> serve(words), "talk");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String words) {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (!words.isEmpty()) {
                        socket.setSoTimeout(2_000);
                        socket.getInputStream().read();
                    }
                } catch (IOException e) {
                    // The other side has left, or the test is over.
                }
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
