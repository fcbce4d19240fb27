package io.vedette.state;

import java.time.Instant;

/**
 * Somebody's word that they have a problem in hand. It holds until the problem is over, gets worse, or the word is taken back;
 * meanwhile nobody is reminded of the problem and it escalates to nobody.
 *
 * @param at when it was given; tells one acknowledgement of a check from another
 * @param health what the problem was then: degraded that becomes error is worse
 * @param reason why, or what is being done, in the words of who gave it; may be empty
 * @param by who has it; may be empty
 */
public record Acknowledgement(Instant at, Health health, String reason, String by) {

    /** Returns whether it still holds when the check is in another state. */
    boolean covers(Health next) {
        return next == Health.SLEEPING || next == health || next == Health.DEGRADED && health == Health.ERROR;
    }

    /** Returns the same after the clock was set. */
    public Acknowledgement moved(ClockStep step) {
        return new Acknowledgement(step.past(at), health, reason, by);
    }
}
