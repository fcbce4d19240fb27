package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.BodyExcerpt;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.StatusRange;
import io.vedette.rule.Text;
import io.vedette.rule.TextSearch;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges the status line, the text and the time of an HTTP answer, in this order: no answer is an error
 * {@code unreachable} or {@code timeout}; an unexpected status an error {@code http-status}; a body without the expected
 * text an error {@code condition} (or {@code too-large}, when it may stand behind the cap); an answer that is good but
 * slow is {@code degraded} with the reason {@code slow}. What the body holds besides does not matter; of a failing
 * answer the message shows how it begins.
 *
 * <p>Parameters: {@code expectedStatus} (2xx; see {@link StatusRange}), {@code contains} (upper and lower case differ;
 * none), {@code maxResponseTime} (of the whole probe, to the last byte; none).
 */
public final class HttpRule implements Rule {

    private static final int LONGEST_CODING = 60;

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
        Verdict verdict = judge(observation);
        return verdict.reason().equals(Optional.of(Reason.HTTP_STATUS))
                        && observation.answer() instanceof Answer.Http http
                ? telling(verdict, http)
                : verdict;
    }

    /** Returns the verdict without what a body of an unexpected status says, for rules that read the body. */
    Verdict judge(Observation observation) {
        return Answers.received(observation.answer(), Answer.Http.class)
                .judge(http -> expectedStatus.expect(http).judge(expected -> judge(expected, observation.took())));
    }

    /** Returns the verdict on a failing answer with the beginning of its body: {@code …; the body is "no healthy upstream"}. */
    static Verdict telling(Verdict verdict, Answer.Http http) {
        String body = BodyExcerpt.of(http);
        return body.isEmpty() ? verdict : verdict.saying(verdict.message() + "; the body is " + body);
    }

    private Verdict judge(Answer.Http http, Duration took) {
        String text = contains.isPresent() ? http.text() : "";
        if (contains.isPresent() && !TextSearch.contains(text, contains.get())) {
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
                            + " bytes of the body, which is longer");
        }
        String begin = BodyExcerpt.of(http);
        String seen = http.packing()
                .map(coding -> "it is " + Text.bounded(coding, LONGEST_CODING) + "-encoded, which was not asked for")
                .orElseGet(() -> begin.isEmpty()
                        ? "it is empty"
                        : (begin.startsWith("\"") ? "it begins with " : "it is ") + begin);
        return Verdict.error(Reason.CONDITION, "the body does not contain \"" + wanted + "\"; " + seen);
    }
}
