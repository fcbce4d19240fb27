package io.vedette.rule;

import io.vedette.config.Secrets;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import java.time.Instant;
import java.util.function.Function;

/** What every rule about an HTTP answer says when there is none, or when it is not read to its end. */
final class HealthAnswers {

    private HealthAnswers() {}

    /** Judges by {@code rule} an answer that arrived whole; everything else is judged here. */
    static Verdict judge(Observation observation, Instant now, Function<HealthAnswer, Verdict> rule) {
        Answer answer = observation.answer();
        if (answer instanceof Answer.Trouble trouble) {
            return Verdict.error(reason(trouble.kind()), trouble.message());
        }
        if (!(answer instanceof Answer.Http http)) {
            return Verdict.error(Reason.MISCONFIGURED, "this check needs an HTTP answer and got another kind");
        }
        if (http.tooLarge()) {
            return http.isSuccess()
                    ? Verdict.error(
                            Reason.TOO_LARGE, "the body is larger than the " + http.body().length + " bytes read")
                    : Verdict.error(Reason.HTTP_STATUS, expected(http.status()));
        }
        return rule.apply(HealthAnswer.of(http, now));
    }

    /**
     * Text from an endpoint, at most so long, and without the credentials of an address in it: exceptions like to quote
     * the address they failed at. Masked before it is cut, for half a password is no longer seen to be one.
     */
    static String shown(String text, int most) {
        return Text.bounded(Secrets.maskUrl(Text.bounded(text, 2 * most + Text.MESSAGE)), most);
    }

    /** {@code HTTP status 503, expected 2xx}. */
    static String expected(int status) {
        return "HTTP status " + status + ", expected 2xx";
    }

    private static Reason reason(Answer.Trouble.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case TIMEOUT -> Reason.TIMEOUT;
            case MALFORMED -> Reason.MALFORMED_BODY;
            case MISCONFIGURED -> Reason.MISCONFIGURED;
        };
    }
}
