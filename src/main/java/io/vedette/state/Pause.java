package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's pause of a check: it is shown as paused and nobody is notified of its problems. It is a mute, not a state: the
 * check still runs, and its state changes as usual.
 *
 * @param since when the check was paused
 * @param until when the pause ends by itself; empty if it lasts until somebody resumes the check
 * @param reason why, in the operator's words; may be empty
 * @param by who paused it; may be empty
 */
public record Pause(Instant since, Optional<Instant> until, String reason, String by) {

    /** Returns a pause without an end, a reason or a name. */
    public static Pause from(Instant since) {
        return new Pause(since, Optional.empty(), "", "");
    }

    /** Returns whether the pause is on. */
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
