package io.vedette.rule.health;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Parsed;
import io.vedette.rule.Reason;
import io.vedette.rule.StatusHint;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What every rule about an HTTP answer says when there is none, or when it is not read to its end. */
final class HealthAnswers {

    private HealthAnswers() {}

    /** Judges by {@code rule} an answer that arrived whole; everything else is judged here. */
    static Verdict judge(Observation observation, Instant now, Function<HealthAnswer, Verdict> rule) {
        return judge(observation, HealthWords.KNOWN, now, rule);
    }

    /** Returns the same, where the check has words of its own. */
    static Verdict judge(
            Observation observation, HealthWords words, Instant now, Function<HealthAnswer, Verdict> rule) {
        return Answers.received(observation.answer(), Answer.Http.class)
                .then(http -> http.tooLarge() && !http.isSuccess()
                        ? Parsed.refused(Reason.HTTP_STATUS, expected(http.status()))
                        : Answers.whole(http))
                .judge(http -> hinted(rule.apply(HealthAnswer.of(http, words, now)), http));
    }

    /** The verdict on an unexpected status with the way to it and what the server asks for. */
    private static Verdict hinted(Verdict verdict, Http http) {
        String way = StatusHint.way(http);
        String hint = (way.isEmpty() ? "" : ";" + way) + StatusHint.of(http);
        return hint.isEmpty() || !verdict.reason().equals(Optional.of(Reason.HTTP_STATUS))
                ? verdict
                : new Verdict(
                        verdict.status(),
                        verdict.reason(),
                        verdict.message() + hint,
                        verdict.failures(),
                        verdict.details());
    }

    /** Returns {@code HTTP status 503, expected 2xx}. */
    static String expected(int status) {
        return "HTTP status " + status + ", expected 2xx";
    }
}
