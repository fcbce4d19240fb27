package io.vedette.camel;

import io.vedette.evaluate.Watched;
import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;

/**
 * What a probe step found out already, for the {@code vedette:observe} step after it.
 *
 * @param observation the message's body; another body, such as one that a step between made of it, is judged again
 */
record Judged(Watched watched, Observation observation, Verdict verdict) {

    /** The exchange property that holds it. */
    static final String PROPERTY = "vedetteJudged";

    boolean isOf(Watched check, Observation seen) {
        return watched == check && observation == seen;
    }
}
