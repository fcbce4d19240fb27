package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final Clock CLOCK = Clock.fixed(Alerts.AT, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "30                            | PT30S",
                "0                             | PT0S",
                "1.5                           | PT1S",
                "999999999999                  | PT24H",
                "Fri, 02 Jan 2026 10:00:30 GMT | PT30S",
                "Fri, 02 Jan 2026 09:00:00 GMT | PT0S",
                "Tue, 02 Jan 2046 10:00:00 GMT | PT24H",
                "soon                          | none",
                "-5                            | none",
                "99999999999999999999999       | none",
                "''                            | none"
            })
    void readsHowLongToWait(String header, Duration expected) {
        Reply reply = new Reply(429, Map.of("retry-after", header), "");

        assertThat(new HttpTarget(CLOCK).refusal(reply).orElseThrow().retryAfter())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "60:transaction:key, 2700:default;error;security:organization | PT45M",
                "60::organization                                             | PT1M",
                "60                                                           | PT1M",
                "10:error:key,120:error:project                               | PT2M",
                "60:transaction:key                                           | none",
                "60:foo_bar:key, nonsense, ::                                 | none",
                "''                                                           | none"
            })
    void readsSentrysRateLimits(String header, Duration expected) {
        assertThat(SentryTarget.limit(header)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void waitsAMinuteWhenSentryDoesNotSayHowLong() {
        SentryTarget sentry = new SentryTarget(new SentryTarget.Settings("https://key@sentry.io/1", "", ""), CLOCK);

        assertThat(sentry.refusal(new Reply(429, Map.of(), "")).orElseThrow().retryAfter())
                .contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "https://key@o1.ingest.sentry.io/42, https://o1.ingest.sentry.io/api/42/envelope/",
        "http://key:secret@sentry.local:9000/path/42, http://sentry.local:9000/path/api/42/envelope/",
        "threaded+https://key@sentry.local/42, https://sentry.local/api/42/envelope/"
    })
    void readsADsn(String dsn, String url) {
        SentryTarget sentry = new SentryTarget(new SentryTarget.Settings(dsn, "", ""), CLOCK);

        assertThat(sentry.envelopeUrl()).isEqualTo(url);
        assertThat(sentry.storeUrl()).isEqualTo(url.replace("envelope", "store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "topsecret",
                "https://sentry.io/1",
                "ftp://topsecret@host/1",
                "https://topsecret@ho st/1",
                "https://topsecret@host/"
            })
    void refusesABadDsnWithoutShowingIt(String dsn) {
        SentryTarget.Settings settings = new SentryTarget.Settings(dsn, "", "");

        assertThat(settings.fault()).isPresent();
        assertThat(settings).asString().doesNotContain("topsecret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SentryTarget(settings, CLOCK))
                .withMessageNotContaining("topsecret")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://chat.local", "https://chat.local/", "https://chat.local/v2", "https://chat.local/v2/"})
    void findsTheRoomsAddress(String url) {
        assertThat(new HipChatTarget.Settings(url, "Ops Room").address())
                .isEqualTo("https://chat.local/v2/room/Ops%20Room/notification");
    }

    @Test
    void slackGetsNoMoreThanItRecommends() {
        SlackTarget slack = new SlackTarget(new SlackTarget.Settings("", "", ""), CLOCK);

        byte[] message = slack.message(Digest.of(List.of(Alerts.hostile("<&>".repeat(40_000)))));

        String text = AlertJson.parse(new String(message, StandardCharsets.US_ASCII))
                .path("text")
                .asText();
        assertThat(text).hasSizeBetween(3_000, 4_000).endsWith("…").doesNotContain("<", ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "ok\n", "{\"ok\":true,\"warning\":\"missing_charset\"}", "{\"success\":true}"})
    void knowsASlackThatTookTheMessage(String body) {
        SlackTarget slack = new SlackTarget(new SlackTarget.Settings("", "", ""), CLOCK);

        assertThat(slack.refusal(new Reply(200, Map.of(), body))).isEmpty();
    }
}
