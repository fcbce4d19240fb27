package io.vedette.state;

import java.time.Instant;

/**
 * An operator's word that problems of a check are not to be told for a time.
 *
 * @param until when it ends by itself; problems are told again from then on
 * @param reason why, in the operator's words; may be empty
 * @param by who silenced it; may be empty
 */
public record Silence(Instant until, String reason, String by) {

    /** Returns whether it still holds. */
    public boolean isOn(Instant now) {
        return now.isBefore(until);
    }

    Silence moved(ClockStep step) {
        return new Silence(step.future(until), reason, by);
    }
}
