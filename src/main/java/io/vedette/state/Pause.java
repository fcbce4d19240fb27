package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's word that a check is to be let alone: it is shown as paused and its problems are not told. It is a mute, not
 * a state: checking goes on, and what is true changes as ever.
 *
 * @param since when the check was paused
 * @param until when it goes on by itself; empty for one that lasts until somebody resumes it
 * @param reason why, in the operator's words; may be empty
 * @param by who paused it; may be empty
 */
public record Pause(Instant since, Optional<Instant> until, String reason, String by) {

    /** Returns a pause without an end, a reason or a name. */
    public static Pause from(Instant since) {
        return new Pause(since, Optional.empty(), "", "");
    }

    /** Returns whether it still holds. */
    public boolean isOn(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }

    Pause beginning(Instant earlier) {
        return new Pause(earlier, until, reason, by);
    }

    Pause moved(ClockStep step) {
        return new Pause(step.past(since), until.map(step::future), reason, by);
    }
}
