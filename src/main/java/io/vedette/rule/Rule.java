package io.vedette.rule;

import io.vedette.probe.Observation;
import java.time.Instant;

/**
 * What an answer means. A rule is built once from a check's parameters, with every expression compiled, and is then a
 * pure function: it keeps nothing between two calls, is safe for several threads, and throws for no input.
 */
@FunctionalInterface
public interface Rule {

    /** Judges an observation as of {@code now}. */
    Verdict judge(Observation observation, Instant now);
}
