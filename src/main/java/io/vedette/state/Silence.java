package io.vedette.state;

import java.time.Instant;

/**
 * An operator's silence of a check: for a time nobody is notified of its problems.
 *
 * @param until when the silence ends by itself
 * @param reason why, in the operator's words; may be empty
 * @param by who silenced it; may be empty
 */
public record Silence(Instant until, String reason, String by) {

    /** Returns whether the silence is on. */
    public boolean isOn(Instant now) {
        return now.isBefore(until);
    }

    Silence moved(ClockStep step) {
        return new Silence(step.future(until), reason, by);
    }
}
