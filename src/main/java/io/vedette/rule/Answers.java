package io.vedette.rule;

import io.vedette.probe.Answer;
import io.vedette.probe.Beat;

/** What every rule asks first: did an answer come at all, of the expected kind, and whole. */
public final class Answers {

    private Answers() {}

    /**
     * Returns the answer when it is of the kind that a rule judges. Trouble becomes {@code unreachable}, {@code timeout},
     * {@code malformed-body}, {@code http-status} or {@code misconfigured}; an answer of another protocol is
     * {@code misconfigured}.
     */
    public static <A extends Answer> Parsed<A> received(Answer answer, Class<A> kind) {
        if (kind.isInstance(answer)) {
            return Parsed.of(kind.cast(answer));
        }
        if (answer instanceof Answer.Trouble trouble) {
            return new Parsed.Refused<>(trouble(trouble));
        }
        return Parsed.refused(
                Reason.MISCONFIGURED, "the check got " + name(answer.getClass()) + ", expected " + name(kind));
    }

    /** Returns the error verdict for an answer that did not come. */
    public static Verdict trouble(Answer.Trouble trouble) {
        Reason reason = reason(trouble.kind());
        String message = Text.bounded(trouble.message(), Text.MESSAGE);
        return Verdict.error(reason, message.isEmpty() ? "no answer: " + reason.code() : message);
    }

    /** Returns the response if its body was read to the end; {@code too-large} if it is longer than the cap. */
    public static Parsed<Answer.Http> whole(Answer.Http response) {
        return response.tooLarge()
                ? Parsed.refused(
                        Reason.TOO_LARGE,
                        "body is longer than " + response.body().length + " bytes, the most that is read")
                : Parsed.of(response);
    }

    private static Reason reason(Answer.Trouble.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case TIMEOUT -> Reason.TIMEOUT;
            case MALFORMED -> Reason.MALFORMED_BODY;
            case REDIRECTED -> Reason.HTTP_STATUS;
            case MISCONFIGURED -> Reason.MISCONFIGURED;
        };
    }

    private static String name(Class<?> kind) {
        return kind == Beat.class ? "a heartbeat" : "an answer of kind " + kind.getSimpleName();
    }
}
