package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.rule.Failure;
import io.vedette.state.Acknowledgement;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertJsonTest {

    @Test
    void writesTheFieldsOfTheContract() {
        assertThat(AlertJson.write(Digest.of(List.of(Alerts.error("billing-import")))))
                .isEqualTo("{\"alerts\":[{\"id\":\"id-problem-billing-import\",\"kind\":\"problem\","
                        + "\"check\":\"billing-import\",\"group\":\"payments\",\"tags\":[\"eu\",\"night\"],"
                        + "\"url\":\"https://my-backend.com/task1\",\"from\":\"ok\",\"to\":\"error\",\"reason\":\"stale\",\"message\":\"last"
                        + " run 14 minutes ago\",\"process\":\"billing\","
                        + "\"server\":\"srv1\",\"at\":\"2026-01-02T10:00:00Z\",\"since\":\"2026-01-02T09:50:00Z\",\"failures\":[{\"component\":\"db\",\"status\":\"DOWN\",\"message\":\"connection"
                        + " refused\"}],\"consecutiveFailures\":3,\"problemSince\":null,\"duration\":null,"
                        + "\"link\":\"\",\"acknowledged\":null,\"node\":\"\"}]}");
    }

    @Test
    void tellsWhenTheProblemBeganAndHowManySecondsItLasted() throws Exception {
        Alert alert = Alerts.lasting(Alerts.recovery("a"), Duration.ofSeconds(127));

        JsonNode node = new ObjectMapper().readTree(AlertJson.write(alert));

        assertThat(node.path("problemSince").asText())
                .isEqualTo(alert.since().minusSeconds(127).toString());
        assertThat(node.path("duration").isIntegralNumber()).isTrue();
        assertThat(node.path("duration").asLong()).isEqualTo(127);
        assertThat(AlertJson.readAlert(AlertJson.write(alert))).isEqualTo(alert);
    }

    @Test
    void tellsWhoHasTheProblemInHandAndWhereToReadOn() throws Exception {
        Alert alert = Alerts.acknowledged(
                        Alerts.error("a"), new Acknowledgement(Alerts.AT, Health.DEGRADED, "restarting it", "kim"))
                .linked("https://status.example.com/#check=a");

        JsonNode node = new ObjectMapper().readTree(AlertJson.write(alert));

        assertThat(node.path("acknowledged"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"by\":\"kim\",\"reason\":\"restarting it\",\"at\":\"2026-01-02T10:00:00Z\","
                                + "\"to\":\"degraded\"}"));
        assertThat(node.path("link").asText()).isEqualTo("https://status.example.com/#check=a");
        assertThat(AlertJson.readAlert(AlertJson.write(alert)).acknowledged()).isEqualTo(alert.acknowledged());
    }

    @Test
    void anAnnouncementIsAMessage() {
        assertThat(AlertJson.write(Digest.announcing("Grüezi")))
                .isEqualTo("{\"alerts\":[],\"message\":\"Gr\\u00FCezi\"}");
    }

    @Test
    void halfOfASurrogatePairDoesNotSpoilTheDocument() throws Exception {
        JsonNode node = new ObjectMapper().readTree(AlertJson.write(Alerts.hostile("a\ud800b")));

        assertThat(node.path("message").asText()).isEqualTo("a?b");
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        String json = AlertJson.write(Alerts.error("a")).replaceFirst("\\{", "{\"new\":{\"x\":[1]},");

        assertThat(AlertJson.readAlert(json)).isEqualTo(Alerts.error("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "{}", "{\"kind\":\"problem\",\"from\":\"ok\",\"to\":\"secret-word\"}"})
    void refusesWhatIsNoAlertWithoutShowingIt(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertJson.readAlert(json))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-word"));
    }

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll("alerts") Alert alert) {
        assertThat(AlertJson.readAlert(AlertJson.write(alert))).isEqualTo(alert);
    }

    @Property(tries = 50)
    void readsADigestItWrote(@ForAll("digests") Digest digest) {
        Digest read = Alerts.digest(AlertJson.write(digest));

        assertThat(read.alerts()).isEqualTo(digest.alerts());
        assertThat(read.announcement()).isEqualTo(digest.announcement());
        assertThat(AlertJson.write(digest)).isASCII();
    }

    @Provide
    Arbitrary<Alert> alerts() {
        Arbitrary<String> text = texts();
        Arbitrary<Failure> failures = Combinators.combine(text, text, text).as(Failure::new);
        Arbitrary<List<String>> words = text.list().ofSize(9);
        Arbitrary<Instant> times = DateTimes.instants();
        return Combinators.combine(
                        words,
                        Arbitraries.of(AlertKind.class),
                        Arbitraries.of(Health.class),
                        Arbitraries.of(Health.class),
                        times,
                        times,
                        failures.list().ofMaxSize(3),
                        Arbitraries.integers())
                .as((w, kind, from, to, at, since, parts, count) -> new Alert(
                        w.get(0),
                        kind,
                        w.get(1),
                        w.get(2),
                        w.subList(3, 5),
                        w.get(5),
                        from,
                        to,
                        w.get(6),
                        w.get(7),
                        w.get(8),
                        w.get(0),
                        at,
                        since,
                        parts,
                        count));
    }

    @Provide
    Arbitrary<Digest> digests() {
        return Arbitraries.oneOf(
                alerts().list().ofMinSize(1).ofMaxSize(3).map(Digest::of), texts().map(Digest::announcing));
    }

    /** Any text but halves of surrogate pairs. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .map(text -> text.codePoints()
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
