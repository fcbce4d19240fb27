package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.camel.VedetteHost;
import io.vedette.camel.run.EmbeddedFront.Answer;
import io.vedette.camel.run.EmbeddedFront.Asked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dashboard and API for any HTTP server of an application. */
class EmbeddedFrontTest {

    private static final String PASSWORD = "Basic b3BzOm9wZW4tc2VzYW1l"; // ops:open-sesame

    private final CamelContext context = new DefaultCamelContext();
    private EmbeddedFront front;

    @BeforeEach
    void start() throws Exception {
        // A host with a server of its own, which asks for the front; without a host's word Camel Main's server would be
        // looked for.
        Map<String, String> settings = Map.of(
                "vedette.http.path",
                "/vedette",
                "vedette.http.username",
                "ops",
                "vedette.http.password",
                "open-sesame");
        context.getRegistry().bind("host", (VedetteHost) () -> settings);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=http");
            }
        });
        context.start();
        front = EmbeddedFront.of(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void isServedOnlyWhereSomethingGuardsIt() {
        assertThat(EmbeddedFront.path(Map.of())).isEmpty();
        assertThat(EmbeddedFront.path(Map.of("vedette.http.path", "/vedette"))).isEmpty();
        assertThat(EmbeddedFront.path(Map.of("vedette.http.path", "/vedette", "vedette.http.open", "false")))
                .isEmpty();
        assertThat(EmbeddedFront.path(Map.of("vedette.http.path", "vedette", "vedette.http.open", "true")))
                .isEmpty();
        assertThat(EmbeddedFront.path(Map.of("vedette.http.path", "/vedette", "vedette.http.open", "true")))
                .contains("/vedette");
        assertThat(EmbeddedFront.path(
                        Map.of("vedette.http.path", "/vedette", "vedette.http.tokens", "a:0123456789abcdef")))
                .contains("/vedette");
    }

    @Test
    void readsNoBodyOfWhoMayNotAsk() throws IOException {
        AtomicBoolean read = new AtomicBoolean();

        Answer answer = front.answer(asked("POST", "/api/v1/checks/stock/pause", Map.of()), most -> {
            read.set(true);
            return Optional.of("");
        });

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsKey("WWW-Authenticate").containsEntry("X-Frame-Options", "DENY");
        assertThat(read).isFalse();
    }

    @Test
    void whomTheApplicationKnowsIsNobodyWhereAPasswordIsAskedFor() throws IOException {
        assertThat(get("/api/v1/checks", Map.of()).status()).isEqualTo(401);
        assertThat(get("/api/v1/me", Map.of("Authorization", PASSWORD)).body()).contains("\"name\":\"ops\"");
    }

    @Test
    void takesJsonThatCurlCallsAForm() throws IOException {
        String silence = "{\"match\":{\"groups\":[\"a+b 100%\"]},\"for\":\"2h\"}";

        Answer answer = front.answer(
                asked(
                        "POST",
                        "/api/v1/silences",
                        Map.of("Authorization", PASSWORD, "Content-Type", "application/x-www-form-urlencoded")),
                most -> Optional.of(silence));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("a+b 100%");
    }

    @Test
    void answersUnderWhateverNameTheApplicationIsCalled() throws IOException {
        Map<String, String> headers = Map.of("Authorization", PASSWORD, "Host", "shop.example.com");

        assertThat(get("/api/v1/checks", headers).body()).contains("\"stock\"");
        assertThat(get("/api/v1/config", headers).body())
                .contains("\"vedette.http.path\"", "\"routes\":\"\"")
                .doesNotContain("open-sesame", "vedette.routes", "vedette.http.port");
        assertThat(get("/nothing", headers).status()).isEqualTo(404);
    }

    @Test
    void streamsWhatHappensAndWhatWasMissed() throws Exception {
        Map<String, String> headers = Map.of("Authorization", PASSWORD);
        assertThat(get("/api/v1/events", headers))
                .satisfies(answer -> assertThat(answer.stream()).isTrue())
                .satisfies(answer -> assertThat(answer.contentType()).isEqualTo("text/event-stream"));
        Client first = new Client();
        Runnable leave = front.stream().join(null, first, () -> true);

        judge("ok");
        await().untilAsserted(() -> assertThat(first.frames).anyMatch(frame -> frame.contains("\"to\":\"ok\"")));
        String seen = first.frames
                .get(first.frames.size() - 1)
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("id: ".length());
        leave.run();
        context.createProducerTemplate().requestBodyAndHeader("direct:stock", "x", "CamelHttpResponseCode", 500);
        Client second = new Client();
        front.stream().join(seen, second, () -> true);

        assertThat(second.frames)
                .anyMatch(frame -> frame.contains("\"to\":\"error\""))
                .noneMatch(frame -> frame.contains("\"to\":\"ok\""));
        assertThat(first.frames).noneMatch(frame -> frame.contains("\"to\":\"error\""));
        context.stop();
        assertThat(second.ended).isTrue();
    }

    @Test
    void endsTheStreamOfWhoSignedOut() throws Exception {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        Answer in = front.answer(asked("POST", "/login", form), most -> Optional.of("user=ops&password=open-sesame"));
        String cookie = in.headers().get("Set-Cookie").replaceFirst(";.*", "");
        Client client = new Client();
        front.listen(asked("GET", "/api/v1/events", Map.of("Cookie", cookie)), client);

        front.stream().beat();
        assertThat(client.ended).isFalse();
        assertThat(client.frames).last().isEqualTo(":\n\n");
        front.answer(asked("POST", "/logout", Map.of("Cookie", cookie)), most -> Optional.of(""));
        front.stream().beat();

        assertThat(client.ended).isTrue();
        int told = client.frames.size();
        judge("ok");
        await().untilAsserted(() -> assertThat(
                        get("/api/v1/checks", Map.of("Authorization", PASSWORD)).body())
                .contains("\"status\":\"ok\""));
        assertThat(client.frames).hasSize(told);
    }

    private void judge(String body) throws IOException {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.requestBody("direct:stock", body);
        }
    }

    private Answer get(String target, Map<String, String> headers) throws IOException {
        return front.answer(asked("GET", target, headers), most -> Optional.of(""));
    }

    private static Asked asked(String method, String target, Map<String, String> headers) {
        return new Asked(method, target, headers::get, "192.0.2.7", "a customer of the host");
    }

    private static final class Client implements EmbeddedStream.Client {

        private final List<String> frames = new CopyOnWriteArrayList<>();
        private volatile boolean ended;

        @Override
        public void send(String frame) {
            frames.add(frame);
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
