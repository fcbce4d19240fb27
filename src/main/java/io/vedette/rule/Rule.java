package io.vedette.rule;

import io.vedette.probe.Observation;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer means. A rule is built once from a check's parameters, with every expression compiled, and is then a
 * pure function: it keeps nothing between two calls, is safe for several threads, and throws for no input.
 */
@FunctionalInterface
public interface Rule {

    /** Judges an observation as of {@code now}. */
    Verdict judge(Observation observation, Instant now);

    /** Judges, and reports its progress meanwhile; only rules that may take long have something to report. */
    default Verdict judge(Observation observation, Instant now, Progress progress) {
        return judge(observation, now);
    }

    /**
     * Returns whether judging ends soon whatever the answer holds. Expressions of an operator give no such promise: a regular
     * expression may take hours for forty characters, and nothing can stop it.
     */
    default boolean isBounded() {
        return true;
    }

    /**
     * Returns when the verdict on an observation changes by time alone, if it does: a check that is asked seldom is judged
     * again then, or at once where that is over.
     */
    default Optional<Instant> changesAt(Observation observation) {
        return Optional.empty();
    }
}
