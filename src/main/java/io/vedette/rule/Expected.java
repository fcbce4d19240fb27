package io.vedette.rule;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import java.util.function.Function;

/** The way every rule of one protocol begins: with the answer that it judges, or with the trouble that kept it away. */
final class Expected {

    private Expected() {}

    /** What {@code judge} makes of an answer of that type; an error for any other. */
    static <T extends Answer> Verdict answer(Answer answer, Class<T> type, Function<T, Verdict> judge) {
        if (type.isInstance(answer)) {
            return judge.apply(type.cast(answer));
        }
        if (answer instanceof Trouble trouble) {
            return Verdict.error(reason(trouble.kind()), trouble.message());
        }
        return Verdict.error(
                Reason.MISCONFIGURED,
                "this rule judges " + type.getSimpleName() + " answers, not "
                        + answer.getClass().getSimpleName());
    }

    private static Reason reason(Trouble.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case TIMEOUT -> Reason.TIMEOUT;
            case MALFORMED -> Reason.MALFORMED_BODY;
            case MISCONFIGURED -> Reason.MISCONFIGURED;
        };
    }
}
