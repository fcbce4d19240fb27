package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one target was last notified of about one check; only delivered alerts count.
 *
 * @param health the notified state: ok, degraded or error; ok for a target that was never notified
 * @param problemAt when the last problem or reminder was delivered
 * @param flapping whether the last alert said that the check flaps
 * @param reference what the target calls the thing that the problem opened there (a message, a thread, a receipt), which what follows belongs to; empty where it
 *     has no such name, or nothing is open
 * @param acknowledgedAt the {@linkplain Acknowledgement#at time} of the acknowledgement that it knows of
 */
public record LastNotified(
        Health health,
        Optional<Instant> problemAt,
        boolean flapping,
        Optional<Instant> acknowledgedAt,
        String reference) {

    /** The target was never notified. */
    public static final LastNotified NOTHING = new LastNotified(Health.OK, Optional.empty());

    /** Creates it for a target that was notified of a state, neither of flapping nor of an acknowledgement. */
    public LastNotified(Health health, Optional<Instant> problemAt) {
        this(health, problemAt, false, Optional.empty(), "");
    }

    /**
     * Returns what the target was last notified of after another alert was delivered.
     *
     * @param notified the state that the alert told
     * @param flaps whether it told that the check flaps
     * @param acknowledged the time of the acknowledgement that it told of
     * @param opened the reference of what it opened; empty for none, or for the one from before
     */
    public LastNotified after(
            AlertKind kind, Health notified, boolean flaps, Optional<Instant> acknowledged, String opened, Instant at) {
        String open = opened.isEmpty() ? reference : opened;
        return switch (kind) {
            case PROBLEM, REMINDER -> new LastNotified(notified, Optional.of(at), flaps, acknowledged, open);
            case RECOVERY -> new LastNotified(notified, problemAt, flaps, Optional.empty(), "");
            case ACKNOWLEDGED -> new LastNotified(health, problemAt, flapping, acknowledged, open);
        };
    }

    /** Returns whether it was notified of a problem, and not yet that it is over. */
    public boolean isOfProblem() {
        return health.isProblem() || flapping;
    }

    /** Returns the same with its time corrected after the clock was set. */
    public LastNotified moved(ClockStep step) {
        return new LastNotified(health, problemAt.map(step::past), flapping, acknowledgedAt.map(step::past), reference);
    }
}
