package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import io.vedette.target.FakeTarget.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one vendor's alone; what holds for all is {@link VendorContractTest}. */
class VendorDetailsTest extends NotifyRouteTest {

    private static final int PATIENCE = 5_000;
    private static final Alert PROBLEM =
            Alerts.error("shop-front").linked("https://vedette.example.com/#/checks/shop-front");

    private VendorServer vendor;

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    @Test
    void aWorkflowOfTeamsThatMustAnswerIsNotTakenForHavingBegun() throws Exception {
        start(new FakeTeams(), Map.of("expect", "posted"));

        assertThat(failure(PROBLEM)).hasMessageContaining("202").hasMessageContaining("Response action");
        vendor.next(Behaviour.answer(200, "posted"));
        assertThat(deliver(PROBLEM).getException()).isNull();
        vendor.next(Behaviour.answer(200, "something else"));
        assertThat(failure(PROBLEM).misconfigured()).isTrue();
    }

    @Test
    void aCardOfTeamsHasItsColorAndAButton() throws Exception {
        start(new FakeTeams(), Map.of());

        deliver(PROBLEM);
        deliver(Alerts.recovery("shop-front"));

        JsonNode card = body(0).path("attachments").path(0).path("content");
        assertThat(card.path("actions").path(0).path("url").asText()).isEqualTo(PROBLEM.link());
        assertThat(color(card)).isEqualTo("Attention");
        assertThat(color(body(1).path("attachments").path(0).path("content"))).isEqualTo("Good");
    }

    private static String color(JsonNode card) {
        return card.path("body").path(0).path("inlines").path(0).path("color").asText();
    }

    @Test
    void discordIsToldOfARecoveryThoughTheProblemsMessageIsGone() throws Exception {
        start(new FakeDiscord(), Map.of());

        Exchange exchange = deliver(Alerts.following(Alerts.recovery("shop-front"), "1199999999999999999"));

        assertThat(exchange.getException()).isNull();
        assertThat(vendor.requests().get(0).method()).isEqualTo("PATCH");
        assertThat(vendor.told()).hasSize(1);
    }

    @Test
    void aMessageOfDiscordThatToldOfSeveralChecksIsNotEdited() throws Exception {
        start(new FakeDiscord(), Map.of());

        Exchange exchange = deliver(PROBLEM, Alerts.error("billing"));

        assertThat(taken(exchange)).containsEntry("shop-front", "").containsEntry("billing", "");
    }

    @Test
    void anAcknowledgementOfDiscordOpensNothing() throws Exception {
        start(new FakeDiscord(), Map.of());

        Exchange exchange = deliver(Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, "Anna has it"));

        assertThat(taken(exchange)).containsEntry("shop-front", "");
    }

    @Test
    void telegramTellsTheNumberOfAGroupThatMoved() throws Exception {
        start(new FakeTelegram(), Map.of());
        vendor.next(Behaviour.answer(Response.of(
                400,
                "application/json",
                "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded to a supergroup chat\","
                        + "\"parameters\":{\"migrate_to_chat_id\":-1009876543210}}")));

        DeliveryFailed failure = failure(PROBLEM);

        assertThat(failure).hasMessageContaining("chatId is now -1009876543210");
        assertThat(failure.misconfigured()).isTrue();
    }

    @Test
    void whatIsTooLongForTelegramIsDivided() throws Exception {
        start(new FakeTelegram(), Map.of());
        vendor.next(Behaviour.answer(Response.of(
                400,
                "application/json",
                "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is too long\"}")));

        assertThat(failure(PROBLEM).ofContent()).isTrue();
    }

    @Test
    void fewRecoveriesAnswerTheirProblemsAndManyAreOneMessage() throws Exception {
        start(new FakeTelegram(), Map.of());

        deliver(recoveries(3));
        assertThat(vendor.told()).hasSize(3);
        deliver(recoveries(30));

        assertThat(vendor.told()).hasSize(4);
        assertThat(vendor.told().get(3)).contains("30 recoveries");
    }

    private static Alert[] recoveries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Alerts.following(Alerts.recovery("check-" + i), String.valueOf(1_000 + i)))
                .toArray(Alert[]::new);
    }

    @Test
    void linksToTheDashboardStayWholeAtTelegramAndCommandsDoNot() throws Exception {
        start(new FakeTelegram(), Map.of());

        deliver(PROBLEM);
        deliver(Alerts.alert(AlertKind.PROBLEM, "billing", Health.ERROR, "#/start and #/start@bot, /stop, @all"));

        assertThat(body(0).path("text").asText()).contains("Link: " + PROBLEM.link() + "\n");
        assertThat(body(1).path("text").asText())
                .contains("#/\u200bstart and #/\u200bstart@\u200bbot, /\u200bstop, @\u200ball");
    }

    @Test
    void aTopicOfTelegramIsNamed() throws Exception {
        start(new FakeTelegram(), Map.of("messageThreadId", "17"));

        deliver(PROBLEM);

        assertThat(body(0).path("message_thread_id").asInt()).isEqualTo(17);
    }

    @Test
    void aRecoveryOfGoogleChatIsInTheThreadOfItsProblem() throws Exception {
        start(new FakeGoogleChat(), Map.of());

        String thread = taken(deliver(PROBLEM)).get("shop-front");
        deliver(Alerts.following(Alerts.recovery("shop-front"), thread));

        assertThat(thread).isEqualTo("vedette-" + PROBLEM.id());
        assertThat(body(1).path("thread").path("threadKey").asText()).isEqualTo(thread);
        assertThat(body(0).toString()).contains(PROBLEM.link());
    }

    @Test
    void ntfyIsToldHowMuchItMatters() throws Exception {
        start(new FakeNtfy(), Map.of("priority", "urgent"));

        deliver(PROBLEM);
        deliver(Alerts.degraded("shop-front"));
        deliver(Alerts.recovery("shop-front"));

        assertThat(List.of(body(0), body(1), body(2)))
                .extracting(message -> message.path("priority").asInt()
                        + message.path("tags").path(0).asText())
                .containsExactly("5rotating_light", "3warning", "3white_check_mark");
        assertThat(body(0).path("click").asText()).isEqualTo(PROBLEM.link());
        assertThat(body(1).has("click")).isFalse();
    }

    @Test
    void ntfyTakesAUserAndPassword() throws Exception {
        Map<String, String> values = new HashMap<>(Map.of("user", "phil", "password", "mypassw0rd!"));
        values.put("token", "");
        start(new FakeNtfy(), values);

        failure(PROBLEM);

        assertThat(vendor.requests().get(0).header("Authorization")).isEqualTo("Basic cGhpbDpteXBhc3N3MHJkIQ==");
    }

    @Test
    void ntfysOtherLimitsPassSooner() throws Exception {
        start(new FakeNtfy(), Map.of());
        vendor.next(Behaviour.answer(Response.of(
                429,
                "application/json",
                "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}")));

        DeliveryFailed failure = failure(PROBLEM);

        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.misconfigured()).isFalse();
    }

    @Test
    void whatRingsAtPushoverIsApartFromWhatDoesNot() throws Exception {
        start(new FakePushover(), Map.of("retry", "45s", "expire", "30m"));

        Exchange exchange = deliver(PROBLEM, Alerts.degraded("billing"));

        assertThat(forms()).hasSize(2);
        assertThat(forms().get(0))
                .containsEntry("priority", "2")
                .containsEntry("retry", "45")
                .containsEntry("expire", "1800")
                .containsEntry("url", PROBLEM.link());
        assertThat(forms().get(1)).containsEntry("priority", "0").doesNotContainKey("retry");
        assertThat(taken(exchange).get("shop-front")).endsWith("/1");
        assertThat(taken(exchange)).containsEntry("billing", "");
    }

    @Test
    void aReceiptOfTwoProblemsRingsUntilBothAreOver() throws Exception {
        start(new FakePushover(), Map.of());
        String receipt = taken(deliver(PROBLEM, Alerts.error("billing"))).get("billing");

        deliver(Alerts.following(Alerts.recovery("billing"), receipt));
        assertThat(vendor.open()).hasSize(1);
        deliver(
                Alerts.following(Alerts.recovery("billing"), receipt),
                Alerts.following(Alerts.recovery("shop-front"), receipt));

        assertThat(vendor.open()).isEmpty();
    }

    @Test
    void whoHasOneOfTwoProblemsStopsTheRinging() throws Exception {
        start(new FakePushover(), Map.of());
        String receipt = taken(deliver(PROBLEM, Alerts.error("billing"))).get("billing");

        deliver(Alerts.following(
                Alerts.alert(AlertKind.ACKNOWLEDGED, "billing", Health.ERROR, "Anna has it"), receipt));

        assertThat(vendor.open()).isEmpty();
    }

    @Test
    void aReminderRingsInPlaceOfTheProblem() throws Exception {
        start(new FakePushover(), Map.of());
        String receipt = taken(deliver(PROBLEM)).get("shop-front");

        String next = taken(deliver(Alerts.following(Alerts.reminder("shop-front"), receipt)))
                .get("shop-front");

        assertThat(vendor.open()).hasSize(1).first().asString().contains("is still in error");
        assertThat(next).isNotEqualTo(receipt);
    }

    @Test
    void aRecoveryOfPushoverIsToldThoughItsReceiptExpired() throws Exception {
        start(new FakePushover(), Map.of());

        Exchange exchange = deliver(Alerts.following(Alerts.recovery("shop-front"), "r".repeat(30) + "/1"));

        assertThat(exchange.getException()).isNull();
        assertThat(vendor.told()).hasSize(1);
    }

    @Test
    void aRecoveryOfPushoverIsNotToldWhilePhonesCannotBeStopped() throws Exception {
        start(new FakePushover(), Map.of());
        vendor.next(Behaviour.answer(503, "out of order"));

        Exchange exchange = deliver(Alerts.following(Alerts.recovery("shop-front"), "r".repeat(30) + "/1"));

        assertThat(exchange.getException()).isNotNull();
        assertThat(taken(exchange)).isEmpty();
        assertThat(vendor.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "teams | url | https://acme.webhook.office.com/webhookb2/1 | is a connector's",
                "teams | url | '' | is missing",
                "discord | webhookUrl | discord.com/api | is not a URL",
                "discord | avatarUrl | picture.png | is not a URL",
                "telegram | token | abc | is not a bot's token",
                "telegram | chatId | my group | is neither a chat's number",
                "telegram | messageThreadId | 0 | is not between",
                "mattermost | webhookUrl | ftp://x/hooks/1 | is not a URL",
                "google-chat | webhookUrl | https://chat.googleapis.com/v1/spaces/A/messages | is not the webhook of a space",
                "ntfy | topic | my topic | is not a topic",
                "ntfy | url | https://ntfy.sh/mytopic | is the server's address alone",
                "ntfy | user | phil | is missing: user and password belong together",
                "ntfy | priority | 6 | is not a priority",
                "pushover | user | short | is not a key of Pushover's",
                "pushover | priority | 3 | is not between",
                "pushover | retry | 10s | is less than Pushover takes",
                "pushover | expire | 4h | is not what Pushover takes"
            })
    void saysWhatIsWrongWithAParameter(String kind, String name, String value, String complaint) {
        vendor = server(kind);
        Map<String, String> values = new HashMap<>(vendor.values());
        values.put(name, value);
        Parameters given = new Parameters(values);

        vendor.kind().protocol(given, CLOCK);

        assertThat(given.problems(given.asked()).stream().map(Problem::toString))
                .singleElement()
                .asString()
                .contains(complaint);
    }

    private static VendorServer server(String kind) {
        Map<String, Supplier<VendorServer>> servers = Map.of(
                "teams", FakeTeams::new,
                "discord", FakeDiscord::new,
                "telegram", FakeTelegram::new,
                "mattermost", FakeMattermost::new,
                "google-chat", FakeGoogleChat::new,
                "ntfy", FakeNtfy::new,
                "pushover", FakePushover::new);
        return servers.get(kind).get();
    }

    private void start(VendorServer server, Map<String, String> values) throws Exception {
        vendor = server;
        start(server, values, PATIENCE);
    }

    private Exchange deliver(Alert... told) throws Exception {
        return deliver(vendor.kind().toString(), Digest.of(List.of(told)));
    }

    private DeliveryFailed failure(Alert alert) throws Exception {
        return failureOf(deliver(alert));
    }

    private JsonNode body(int request) {
        return VendorServer.json(vendor.requests().get(request).body());
    }

    private List<Map<String, String>> forms() {
        List<Map<String, String>> forms = new ArrayList<>();
        for (Request request : vendor.requests()) {
            forms.add(VendorServer.form(request.body()));
        }
        return forms;
    }
}
