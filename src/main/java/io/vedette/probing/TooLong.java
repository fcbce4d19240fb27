package io.vedette.probing;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.time.Duration;

/** Writes the verdicts on runs that were not finished at their timeout. */
final class TooLong {

    private TooLong() {}

    /** Returns that there was no answer. */
    static Trouble answer(Attempt attempt, Duration timeout) {
        return new Trouble(Trouble.Kind.TIMEOUT, attempt.pending() + " within " + Durations.format(timeout));
    }

    /**
     * Returns that there was an answer, but it was not judged.
     *
     * @param step what the judgement was at; empty when it had not begun
     */
    static Verdict judged(Observation answered, String step, Duration timeout) {
        String limit = Durations.format(timeout) + ", the check's timeout; ";
        return Verdict.error(
                Reason.TIMEOUT,
                "the answer came after " + Durations.format(answered.took()) + ", but "
                        + (step.isEmpty()
                                ? "it was not judged within " + limit
                                        + "this machine may be too busy, or the timeout too short"
                                : step + " was not decided within " + limit + "it may never end: simplify it"));
    }
}
