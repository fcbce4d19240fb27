package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendors' messages are made of: texts that fit, harmless Markdown, threads, and how it looks. */
class VendorTextTest {

    private static final Alert ACKNOWLEDGED =
            Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, "Anna has it");

    static Stream<Arguments> tones() {
        return Stream.of(
                Arguments.of(List.of(), Tone.NOTE),
                Arguments.of(List.of(ACKNOWLEDGED), Tone.NOTE),
                Arguments.of(List.of(ACKNOWLEDGED, Alerts.recovery("a")), Tone.OK),
                Arguments.of(List.of(Alerts.recovery("a"), Alerts.degraded("b")), Tone.DEGRADED),
                Arguments.of(List.of(Alerts.degraded("a"), Alerts.error("b")), Tone.ERROR),
                Arguments.of(List.of(Alerts.reminder("a")), Tone.ERROR));
    }

    @ParameterizedTest
    @MethodSource("tones")
    void looksLikeTheWorstThatIsNotInHand(List<Alert> alerts, Tone tone) {
        assertThat(Tone.of(Digest.of(alerts))).isEqualTo(tone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "plain text-with 1. signs: ok; ~plain text-with 1. signs: ok;",
                "*bold* `code` [a](b) <@1> # | \\ ! & ~\\*bold\\* \\`code\\` \\[a\\]\\(b\\) \\<\\@1\\> \\# \\| \\\\ \\! \\&",
                "https://x.example/#/checks/a_b?c=d&e ~https://x.example/#/checks/a_b?c=d&e",
                "see https://x.example/a*b_c ~see https://x.example/a\\*b\\_c"
            })
    void markdownIsTextAndAddressesStayWhole(String text, String literal) {
        assertThat(Markdown.literal(text)).isEqualTo(literal.replace("\\@", "@\u200b"));
    }

    /** A space of no width within an address would lead to another page. */
    @Test
    void aLinkOfTelegramLeadsToTheCheck() {
        String link = "https://vedette.example.com/ops/#/checks/shop-front";
        Alert alert = Alerts.problem("shop-front", Health.ERROR, "see /start, #/start and https://evil.example/x @all")
                .linked(link);
        TelegramTarget target = TelegramTarget.of(
                new Parameters(new HashMap<>(Map.of("token", "123456789:AAFake-token_of_a_bot", "chatId", "-1001"))),
                Clock.systemUTC());

        String text = AlertJson.parse(target.message(Digest.of(List.of(alert))))
                .path("text")
                .asText();

        assertThat(text)
                .contains("Link: " + link)
                .contains("/\u200bstart, #/\u200bstart and https://evil.example/x @\u200ball");
    }

    @Test
    void anAddressThatMustNotBeALinkIsNone() {
        assertThat(Markdown.withoutLinks("http://evil.example/a_b"))
                .isEqualTo("http:\u200b//evil.example/a\\_b")
                .doesNotContain("://");
    }

    @Test
    void aTextIsMadeAnewOfLessUntilItFits() {
        Digest digest = Digest.of(IntStream.range(0, 500)
                .mapToObj(i -> Alerts.error("\u20ac-" + i))
                .toList());

        String text = MessageText.fitting(
                digest,
                10_000,
                made -> made.whole().replace("\u20ac", "&euro;"),
                made -> made.getBytes(StandardCharsets.UTF_8).length <= 3_000);

        assertThat(text.length()).isBetween(1_500, 3_000);
        assertThat(text).startsWith("500 problems\n").containsPattern("and \\d+ more$");
    }

    @Test
    void aTitleThatDoesNotHoldTheHeadingIsRepeatedWhole() {
        MessageText text = new MessageText("h".repeat(300), "details");

        assertThat(text.title(250)).hasSize(250).endsWith("…");
        assertThat(text.below(250)).isEqualTo("h".repeat(300) + "\ndetails");
        assertThat(text.below(300)).isEqualTo("details");
        assertThat(new MessageText("alone", "").below(300)).isEqualTo("alone");
    }

    @Test
    void onlyWhatFollowsAProblemAnswersIt() {
        Digest digest = Digest.of(List.of(
                following(Alerts.error("a"), "1"),
                following(Alerts.recovery("b"), "2"),
                following(ACKNOWLEDGED, "2"),
                Alerts.recovery("c")));

        assertThat(Threads.of(digest).keySet()).containsExactly("", "2");
        assertThat(Threads.of(digest).get("").checks()).containsExactly("a", "c");
        assertThat(Threads.of(digest).get("2").checks()).containsExactly("b", "shop-front");
    }

    @Test
    void manyAnswersAreOneMessage() {
        Alert[] recoveries = IntStream.range(0, Threads.MOST_ANSWERS + 1)
                .mapToObj(i -> following(Alerts.recovery("check-" + i), "r" + i))
                .toArray(Alert[]::new);

        assertThat(Threads.of(Digest.of(List.of(recoveries)))).containsOnlyKeys("");
        assertThat(Threads.of(Digest.of(Arrays.asList(recoveries).subList(1, recoveries.length))))
                .hasSize(Threads.MOST_ANSWERS);
        assertThat(Threads.of(Digest.announcing("hello"))).containsOnlyKeys("");
    }

    private static Alert following(Alert alert, String reference) {
        return Alerts.following(alert, reference);
    }
}
