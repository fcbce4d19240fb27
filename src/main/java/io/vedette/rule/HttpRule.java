package io.vedette.rule;

import io.vedette.config.Durations;
import io.vedette.config.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges the status line, the text and the time of an HTTP answer, in this order: no answer is an error
 * {@code unreachable} or {@code timeout}; an unexpected status an error {@code http-status}; a body without the expected
 * text an error {@code condition} (or {@code too-large}, when it may stand behind the cap); an answer that is good but
 * slow is {@code degraded} with the reason {@code slow}. What the body holds besides does not matter.
 *
 * <p>Parameters: {@code expectedStatus} (2xx; see {@link StatusRange}), {@code contains} (upper and lower case differ;
 * none), {@code maxResponseTime} (of the whole probe, to the last byte; none).
 */
public final class HttpRule implements Rule {

    /** Enough of a body to recognise it. */
    private static final int SHOWN = 100;

    private final StatusRange expectedStatus;
    private final Optional<Duration> maxResponseTime;
    private final Optional<String> contains;

    public HttpRule(StatusRange expectedStatus, Optional<Duration> maxResponseTime, Optional<String> contains) {
        this.expectedStatus = Objects.requireNonNull(expectedStatus, "expectedStatus");
        this.maxResponseTime = Objects.requireNonNull(maxResponseTime, "maxResponseTime");
        this.contains = Objects.requireNonNull(contains, "contains");
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static HttpRule of(Parameters parameters) {
        return new HttpRule(
                parameters.parsed("expectedStatus", StatusRange::parse).orElse(StatusRange.SUCCESS),
                parameters.text("maxResponseTime").map(text -> parameters.positiveDuration("maxResponseTime", null)),
                parameters.text("contains"));
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Http.class)
                .judge(http -> expectedStatus.expect(http).judge(expected -> judge(expected, observation.took())));
    }

    private Verdict judge(Answer.Http http, Duration took) {
        String text = contains.isPresent() ? http.text() : "";
        if (contains.isPresent() && !text.contains(contains.get())) {
            return missing(http, text, contains.get());
        }
        if (maxResponseTime.isPresent() && took.compareTo(maxResponseTime.get()) > 0) {
            return Verdict.degraded(
                    Reason.SLOW,
                    "answered in " + Durations.format(took) + ", expected within "
                            + Durations.format(maxResponseTime.get()));
        }
        return Verdict.ok();
    }

    private static Verdict missing(Answer.Http http, String text, String wanted) {
        if (http.tooLarge()) {
            return Verdict.error(
                    Reason.TOO_LARGE,
                    "\"" + wanted + "\" is not in the first " + http.body().length
                            + " bytes of the body, which goes on");
        }
        String begins = text.isBlank() ? "it is empty" : "it begins with \"" + Text.bounded(text, SHOWN) + "\"";
        String seen = http.packing()
                .map(coding -> "it is " + Text.bounded(coding, SHOWN) + "-encoded, which was not asked for")
                .orElse(begins);
        return Verdict.error(Reason.CONDITION, "the body does not contain \"" + wanted + "\"; " + seen);
    }
}
