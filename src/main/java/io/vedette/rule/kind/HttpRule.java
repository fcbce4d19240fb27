package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.BodyExcerpt;
import io.vedette.rule.ExpectedHeaders;
import io.vedette.rule.ExpectedText;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.StatusRange;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges the status line, the headers, the text, the time and the certificate of an HTTP answer, in this order: no answer is an
 * error {@code unreachable} or {@code timeout}; an unexpected status an error {@code http-status}; a header that is not as expected
 * and a body without the expected text (or with the other) an error {@code condition} (or {@code too-large}, when it may stand
 * behind the cap); an answer that is good but slow is {@code degraded} with the reason {@code slow}, and one of a server whose
 * certificate ends soon with the reason {@code certificate}. What the body holds besides does not matter; of a failing answer the
 * message shows how it begins.
 *
 * <p>Parameters: {@code expectedStatus} (2xx; see {@link StatusRange}), {@code expectedHeaders} (see {@link ExpectedHeaders}),
 * {@code contains}, {@code containsNot} and {@code matches} (see {@link ExpectedText}), {@code maxResponseTime} (of the whole probe,
 * to the last byte; none), {@code certificateDays} (off).
 */
public final class HttpRule implements Rule {

    private final StatusRange expectedStatus;
    private final Optional<Duration> maxResponseTime;
    private final ExpectedHeaders headers;
    private final ExpectedText text;
    private final int certificateDays;

    private HttpRule(
            StatusRange expectedStatus,
            Optional<Duration> maxResponseTime,
            ExpectedHeaders headers,
            ExpectedText text,
            int certificateDays) {
        this.expectedStatus = Objects.requireNonNull(expectedStatus, "expectedStatus");
        this.maxResponseTime = Objects.requireNonNull(maxResponseTime, "maxResponseTime");
        this.headers = headers;
        this.text = text;
        this.certificateDays = certificateDays;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static HttpRule of(Parameters parameters) {
        return new HttpRule(
                parameters.parsed("expectedStatus", StatusRange::parse).orElse(StatusRange.SUCCESS),
                parameters.text("maxResponseTime").map(given -> parameters.positiveDuration("maxResponseTime", null)),
                ExpectedHeaders.read(parameters),
                ExpectedText.read(parameters),
                parameters.number("certificateDays", 0, 0, Expiry.MOST_DAYS));
    }

    @Override
    public boolean isBounded() {
        return headers.isBounded() && text.isBounded();
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        Verdict verdict = line(observation, now);
        return verdict.reason().equals(Optional.of(Reason.HTTP_STATUS))
                        && observation.answer() instanceof Answer.Http http
                ? telling(verdict, http)
                : verdict;
    }

    /** Returns the verdict without what a body of an unexpected status says, for rules that read the body. */
    Verdict line(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Http.class)
                .judge(http -> expectedStatus.expect(http).judge(expected -> judge(expected, observation.took(), now)));
    }

    /** Returns the verdict on a failing answer with the beginning of its body: {@code …; the body is "no healthy upstream"}. */
    static Verdict telling(Verdict verdict, Answer.Http http) {
        String body = BodyExcerpt.of(http);
        return body.isEmpty() ? verdict : verdict.saying(verdict.message() + "; the body is " + body);
    }

    private Verdict judge(Answer.Http http, Duration took, Instant now) {
        Verdict content = headers.judge(http).and(text.judge(http));
        return content.status().isProblem() ? content : time(took).and(certificate(http, now));
    }

    private Verdict time(Duration took) {
        return maxResponseTime
                .filter(most -> took.compareTo(most) > 0)
                .map(most -> Verdict.degraded(
                        Reason.SLOW,
                        "answered in " + Durations.format(took) + ", expected within " + Durations.format(most)))
                .orElseGet(Verdict::ok);
    }

    private Verdict certificate(Answer.Http http, Instant now) {
        if (certificateDays == 0) {
            return Verdict.ok();
        }
        return http.certificate()
                .map(shown -> shown.fault(now)
                        .map(fault -> Verdict.error(Reason.CERTIFICATE, fault))
                        .orElseGet(() -> Expiry.isWithin(certificateDays, shown.notAfter(), now)
                                ? Verdict.degraded(Reason.CERTIFICATE, Expiry.ofCertificate(shown, now))
                                : Verdict.ok()))
                .orElseGet(() -> Verdict.degraded(
                        Reason.CERTIFICATE, "the answer came without TLS: there is no certificate to judge"));
    }
}
