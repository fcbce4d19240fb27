package io.vedette.evaluate;

import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest result of a check, for display.
 *
 * @param at when it was judged
 * @param took how long the probe took
 * @param why the state machine's reason for its step
 * @param ends when what it saw ends, or what was seen before
 * @param answer how it began, where it was an HTTP response
 */
public record Latest(
        Instant at, Duration took, Verdict verdict, Transition.Why why, SeenEnds ends, Optional<LastAnswer> answer) {

    static Latest of(Optional<Latest> before, Observation observation, Verdict verdict, Transition.Why why) {
        return new Latest(
                observation.at(),
                observation.took(),
                verdict,
                why,
                before.map(Latest::ends).orElse(SeenEnds.NONE).after(observation.answer()),
                LastAnswer.of(observation.answer(), verdict.status()));
    }
}
