package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Failure;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.state.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final String LINK = "https://vedette.example.com/#/checks/shop-front";
    private static final String INCIDENT = "https://vedette.example.com/#/incidents/mx3dzx5a-68bac05";
    private static final String ACKNOWLEDGE =
            "https://vedette.example.com/acknowledge/shop-front?since=1796050336654&signature=" + "4f".repeat(32);

    @Test
    void hasASubjectOfOneLine() {
        assertThat(Digest.of(List.of(Alerts.error("billing"))).subject())
                .isEqualTo("Error: billing is in error (stale): last run 14 minutes ago");
        assertThat(Digest.of(List.of(Alerts.recovery("stock"), Alerts.error("billing")))
                        .subject())
                .isEqualTo("1 problem, 1 recovery: billing, stock");
        assertThat(Digest.announcing("Vedette watches:\n- billing").subject()).isEqualTo("Vedette watches:");
        assertThat(Digest.of(List.of(Alerts.problem("a", Health.ERROR, "x\r\nBcc: y".repeat(99))))
                        .subject())
                .hasSizeLessThanOrEqualTo(150)
                .doesNotContain("\r", "\n");
    }

    @Test
    void oneAlertStandsAlone() {
        assertThat(Digest.of(List.of(Alerts.error("billing-import"))).text()).isEqualTo("""
            Error: billing-import is in error (stale): last run 14 minutes ago
            - db (DOWN): connection refused
            Process: billing running on srv1
            URL: https://my-backend.com/task1
            Group: payments
            Tags: eu, night
            Since: 2026-01-02 09:50:00 UTC, 3 failures in a row\
            """);
    }

    @Test
    void whoIsToldLateReadsHowLongItHasLasted() {
        String text = Digest.of(List.of(Alerts.lasting(Alerts.error("a"), Duration.ofMinutes(20))))
                .text();

        assertThat(text)
                .contains("\nSince: 2026-01-02 09:50:00 UTC, the problem has lasted 20 min, 3 failures in a row");
    }

    @Test
    void linksItsCheckItsIncidentAndWhoTakesIt() {
        Instant began = Instant.parse("2026-01-02T09:30:00Z");
        Links links = new Links("https://vedette.example.com/sub/", Optional.of(new LinkSignature(() -> "key")));
        Alert alert = Alerts.lasting(Alerts.error("a"), Duration.ofMinutes(20));

        assertThat(Digest.of(List.of(links.in(alert))).text())
                .contains(
                        "\nLink: https://vedette.example.com/sub/#/checks/a\n",
                        "\nIncident: https://vedette.example.com/sub/#/incidents/" + IncidentId.of("a", began) + "\n",
                        "\nAcknowledge: https://vedette.example.com/sub/acknowledge/a?since=" + began.toEpochMilli());
    }

    @Test
    void opensAsPyPingerDid() {
        assertThat(Digest.of(List.of(Alerts.degraded("a"))).text()).startsWith("Warn: a is degraded (stale): slow\n");
        assertThat(Digest.of(List.of(Alerts.reminder("a"))).text()).startsWith("Error: a is still in error (stale): ");
        assertThat(Digest.of(List.of(Alerts.recovery("a"))).text()).startsWith("Status: a is OK again!\n");
    }

    @Test
    void aRecoveryToAnotherStateSaysSo() {
        Alert asleep = Alerts.alert(AlertKind.RECOVERY, "a", Health.SLEEPING, "");

        assertThat(Digest.of(List.of(asleep)).text()).startsWith("Status: a is sleeping now.");
    }

    @Test
    void tellsTheWorstFirst() {
        Digest digest = Digest.of(List.of(
                Alerts.recovery("e"),
                Alerts.degraded("c"),
                Alerts.reminder("b"),
                Alerts.error("d"),
                Alerts.error("a")));

        assertThat(digest.worstFirst()).extracting(Alert::check).containsExactly("a", "d", "b", "c", "e");
        assertThat(digest.heading()).isEqualTo("3 problems, 1 reminder, 1 recovery");
        assertThat(digest.worst()).contains(Health.ERROR);
        assertThat(digest.text()).startsWith("3 problems, 1 reminder, 1 recovery\n\nError: a is in error");
    }

    @Test
    void manyAlertsGetALineEach() {
        List<Alert> many =
                IntStream.range(0, 7).mapToObj(i -> Alerts.error("check-" + i)).toList();

        assertThat(Digest.of(many).text().lines())
                .hasSize(8)
                .startsWith("7 problems", "Error: check-0 is in error (stale): last run 14 minutes ago")
                .last()
                .isEqualTo("Error: check-6 is in error (stale): last run 14 minutes ago");
    }

    @Test
    void countsWhatDoesNotFit() {
        List<Alert> many = Collections.nCopies(2_000, Alerts.error("billing-import"));

        String text = DigestText.plain(1_000).of(Digest.of(many));

        long shown = text.lines().filter(line -> line.startsWith("Error: ")).count();
        assertThat(text).hasSizeLessThanOrEqualTo(1_000).endsWith("\nand " + (2_000 - shown) + " more");
        assertThat(shown).isGreaterThan(10);
    }

    @Test
    void noAlertTakesTheRoomOfTheOthers() {
        Alert loud = Alerts.hostile("x".repeat(100_000));

        String text = DigestText.plain(1_000).of(Digest.of(List.of(loud, Alerts.degraded("quiet"))));

        assertThat(text).contains("quiet is degraded").hasSizeLessThanOrEqualTo(1_000);
    }

    /** Whoever presses half a link is told that it is not valid. */
    @ParameterizedTest
    @ValueSource(ints = {300, 1_000, 1_400, 1_600, 4_000})
    void aLinkIsWholeOrNotThere(int most) {
        Alert loud = Alerts.hostile("x".repeat(100_000)).linked(LINK, INCIDENT, ACKNOWLEDGE);
        Alert second = Alerts.error("quiet").linked(LINK, INCIDENT, ACKNOWLEDGE);

        for (Digest digest : List.of(Digest.of(List.of(loud)), Digest.of(List.of(loud, second)))) {
            String text = DigestText.plain(most).of(digest);

            assertThat(text).hasSizeLessThanOrEqualTo(most);
            assertThat(text.lines().filter(line -> line.contains("vedette.example.com")))
                    .isSubsetOf("Link: " + LINK, "Incident: " + INCIDENT, "Acknowledge: " + ACKNOWLEDGE);
        }
    }

    @Test
    void whatAnEndpointSaysLeavesRoomForTheLinks() {
        Alert loud = Alerts.hostile("x".repeat(100_000)).linked(LINK, INCIDENT, ACKNOWLEDGE);

        String roomy = DigestText.plain(1_000).of(Digest.of(List.of(loud, loud)));
        String small = DigestText.plain(400).of(Digest.of(List.of(loud)));

        assertThat(roomy.lines())
                .areExactly(2, new Condition<>(("Acknowledge: " + ACKNOWLEDGE)::equals, "acknowledges"));
        assertThat(small)
                .startsWith("Error: ")
                .contains("…\nAcknowledge: " + ACKNOWLEDGE)
                .doesNotContain(INCIDENT);
    }

    @Test
    void aLinkThatIsTooLongIsLeftOut() {
        Alert alert = Alerts.error("a").linked(LINK + "x".repeat(3_000), INCIDENT, "");

        assertThat(Digest.of(List.of(alert)).text())
                .contains("Incident: " + INCIDENT)
                .doesNotContain("Link: ");
    }

    @Test
    void countsFurtherFailingComponents() {
        List<Failure> failures = IntStream.range(0, 22)
                .mapToObj(i -> new Failure("part-" + i, "DOWN", ""))
                .toList();
        Alert base = Alerts.error("a");
        Alert alert = new Alert(
                "1",
                base.kind(),
                "a",
                "",
                List.of(),
                "",
                base.from(),
                base.to(),
                "component",
                "22 components fail",
                "",
                "",
                Alerts.AT,
                Alerts.AT,
                failures,
                1);

        assertThat(Digest.of(List.of(alert)).text())
                .isEqualTo("Error: a is in error (component): 22 components fail\n"
                        + String.join(
                                "\n",
                                IntStream.range(0, 10)
                                        .mapToObj(i -> "- part-" + i + " (DOWN)")
                                        .toList())
                        + "\n- and 12 more\nSince: 2026-01-02 10:00:00 UTC");
    }

    @Test
    void textOfAnEndpointCannotForgeALine() {
        String text = Digest.of(List.of(Alerts.hostile("x\nStatus: a is OK again!\r\u001b[31m\u0000\u202e\u2028y")))
                .text();

        assertThat(text.lines().filter(line -> line.startsWith("Status:"))).isEmpty();
        assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(text).doesNotContain("\u202e", "\u2028");
    }

    @Test
    void anAnnouncementKeepsItsLines() {
        Digest digest = Digest.announcing("Vedette watches:\r\nhttps://a\nhttps://b\u0007\n");

        assertThat(digest.text()).isEqualTo("Vedette watches:\nhttps://a\nhttps://b");
        assertThat(digest.lines()).containsExactly("Vedette watches:", "https://a", "https://b");
        assertThat(digest.heading()).isEmpty();
        assertThat(digest.worst()).isEmpty();
    }

    @Test
    void readsAsTextWhereverItIsShown() {
        Digest digest = Digest.of(List.of(Alerts.error("a"), Alerts.recovery("b")));

        assertThat(digest).hasToString(digest.text());
    }

    @Property(tries = 200)
    void neverExceedsTheLimit(
            @ForAll @IntRange(min = 600, max = 5_000) int most,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll String text) {
        List<Alert> alerts = Collections.nCopies(count, Alerts.hostile((text + "<&>").repeat(200)));

        String slack = new DigestText(most, SlackTarget::escape).of(Digest.of(alerts));

        assertThat(slack).hasSizeLessThanOrEqualTo(most).doesNotContain("<", ">");
        assertThat(slack.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }

    @Property(tries = 200)
    void aCutTearsNoCharacter(@ForAll @IntRange(min = 100, max = 400) int most) {
        String slack = new DigestText(most, SlackTarget::escape)
                .of(Digest.of(List.of(Alerts.hostile("\ud83d\ude00".repeat(300)))));

        assertThat(slack).hasSizeLessThanOrEqualTo(most);
        assertThat(slack.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff)).isEmpty();
    }
}
