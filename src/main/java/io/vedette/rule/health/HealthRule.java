package io.vedette.rule.health;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Instant;

/**
 * Judges any known health dialect, recognised by its shape and without configuration: those of {@link HealthDialects}.
 *
 * <p>The verdict is the worst of the HTTP status, the overall word and the words of the components:
 *
 * <ul>
 *   <li>{@code status}: the overall word says it, or is one that no dialect documents;
 *   <li>{@code component}: only components say it; they are named with their own word and text;
 *   <li>{@code http-status}: the status is not 2xx though the body is fine, or tells nothing;
 *   <li>{@code stale}: the answer dates its own results, and they are too old;
 *   <li>{@code malformed-body}: no dialect recognises the body, which is never taken for good health.
 * </ul>
 *
 * <p>Parameters: {@code okValues} and {@code degradedValues}, comma lists of words that an endpoint has beside those of
 * the dialects; they hold for the overall word and for components.
 */
public final class HealthRule implements Rule {

    private static final String INSTEAD =
            "; the template http judges the status and text of any answer, json the values of any JSON body";

    private final HealthWords words;

    /** Creates a rule that knows the words of the dialects alone. */
    public HealthRule() {
        this(HealthWords.KNOWN);
    }

    private HealthRule(HealthWords words) {
        this.words = words;
    }

    /** Reads {@code okValues} and {@code degradedValues}; what is wrong is noted in the parameters. */
    public static HealthRule of(Parameters parameters) {
        return new HealthRule(HealthWords.read(parameters));
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(observation, words, now, HealthRule::judge);
    }

    private static Verdict judge(HealthAnswer answer) {
        return HealthDialects.read(answer)
                .map(report -> report.judge(answer.status()))
                .orElseGet(() -> unknown(answer));
    }

    private static Verdict unknown(HealthAnswer answer) {
        if (answer.http().isSuccess()) {
            return Verdict.error(Reason.MALFORMED_BODY, "no health dialect recognised: " + answer.seen() + INSTEAD);
        }
        String why = answer.why();
        return Verdict.error(
                Reason.HTTP_STATUS,
                HealthAnswers.expected(answer.status())
                        + (why.isEmpty() ? "; no health dialect recognised: " + answer.seen() : ": " + why));
    }
}
