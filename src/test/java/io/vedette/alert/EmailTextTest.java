package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmailTextTest {

    static Stream<Arguments> subjects() {
        Alert error = Alerts.error("shop-front");
        return Stream.of(
                Arguments.of(error, "[error] shop-front is down"),
                Arguments.of(Alerts.degraded("shop-front"), "[degraded] shop-front is degraded"),
                Arguments.of(Alerts.reminder("shop-front"), "[error] shop-front is still down"),
                Arguments.of(
                        Alerts.lasting(Alerts.reminder("shop-front"), Duration.ofMinutes(95)),
                        "[error] shop-front is still down after 1 h 35 min"),
                Arguments.of(
                        Alerts.lasting(Alerts.recovery("shop-front"), Duration.ofMinutes(12)),
                        "[ok] shop-front is up again after 12 min"),
                Arguments.of(
                        Alerts.alert(AlertKind.RECOVERY, "shop-front", Health.DEGRADED, ""),
                        "[degraded] shop-front is degraded now"),
                Arguments.of(
                        Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, ""),
                        "[acknowledged] shop-front is in somebody's hands"),
                Arguments.of(error.worded(new Wording("Look", "", ZoneOffset.UTC)), "[error] Look"));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theSubjectTellsItAll(Alert alert, String subject) {
        assertThat(EmailText.subject(Digest.of(List.of(alert)))).isEqualTo(subject);
    }

    @Test
    void theWorstLeads() {
        Digest digest = Digest.of(List.of(Alerts.recovery("a"), Alerts.degraded("b"), Alerts.error("shop-front")));

        assertThat(EmailText.subject(digest)).isEqualTo("[error] shop-front is down, and 2 more");
        assertThat(EmailText.text(digest)).startsWith("2 problems, 1 recovery\n\nError: shop-front");
        assertThat(EmailText.html(digest))
                .containsSubsequence("2 problems, 1 recovery", "shop-front", ">Warn: b", ">Status: a");
    }

    @Test
    void aLongNameLeavesRoomForTheRest() {
        Alert alert = Alerts.error("x".repeat(5_000));

        assertThat(EmailText.subject(Digest.of(List.of(alert, Alerts.error("y")))))
                .hasSizeLessThanOrEqualTo(EmailText.MOST_SUBJECT + 1)
                .endsWith(", and 1 more");
    }

    @Test
    void theLinkIsAButtonAndHostileTextStaysText() {
        Alert alert = Alerts.hostile("<img src=x onerror=alert(1)>\" ' & \u202e")
                .linked("https://vedette.example.com/#/checks/a%22b");

        String html = EmailText.html(Digest.of(List.of(alert)));

        assertThat(html)
                .contains("href=\"https://vedette.example.com/#/checks/a%22b\">Show ")
                .doesNotContain("<img", "\u202e");
    }

    @Test
    void whoReadsItOnAPhoneAcknowledgesByAButton() {
        String acknowledge = "https://vedette.example.com/acknowledge/a?since=1&signature=2";
        Alert alert = Alerts.error("a").linked("https://vedette.example.com/#/checks/a");

        String html = EmailText.html(Digest.of(
                List.of(alert.linked(alert.link(), "https://vedette.example.com/#/incidents/k1-2a", acknowledge))));

        assertThat(html)
                .contains("href=\"https://vedette.example.com/acknowledge/a?since=1&amp;signature=2\">Acknowledge</a>")
                .contains("href=\"https://vedette.example.com/#/incidents/k1-2a\">Incident</a>")
                .doesNotContain("Acknowledge: ", "Incident: ");
        assertThat(EmailText.html(Digest.of(List.of(alert)))).doesNotContain("Acknowledge");
    }

    @Test
    void theDocumentationShowsWhatIsSent() throws Exception {
        String text = EmailText.text(Digest.of(
                List.of(Alerts.error("shop-front").linked("https://vedette.example.com/#/checks/shop-front"))));
        String docs = Files.readString(Path.of("docs/targets.md"));

        assertThat(docs.contains("\n" + text)).as(text).isTrue();
    }
}
