package io.vedette.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a target must be notified now, and why. A pure comparison of the current state with what the target was last
 * notified of, so that the answer is the same however often it is asked, after a restart too:
 *
 * <ul>
 *   <li>at most one problem or reminder in an error interval;
 *   <li>a recovery at once, but only for a target that was notified of a problem;
 *   <li>a state that differs from the notified one is notified as soon as the error interval allows;
 *   <li>flapping is notified once; the next alert comes when the check stops flapping.
 * </ul>
 */
public final class Throttle {

    private Throttle() {}

    /** Why a target is or is not notified; shown in the log and by the status server. */
    public enum Why {
        /** A new problem, or another one than the last notified. */
        PROBLEM_IS_NEW(AlertKind.PROBLEM),
        /** The check changes too often, which is notified as one problem. */
        PROBLEM_FLAPS(AlertKind.PROBLEM),
        /** The notified problem has lasted another error interval. */
        PROBLEM_LASTS(AlertKind.REMINDER),
        /** The notified problem is over. */
        PROBLEM_IS_OVER(AlertKind.RECOVERY),
        /** The target was already notified of the current state. */
        ALREADY_TOLD(null),
        /** The check is ok, and the target was not notified of a problem. */
        NOTHING_TO_TELL(null),
        /** The target was notified of a problem less than an error interval ago. */
        WITHIN_ERROR_INTERVAL(null),
        /** The target was notified of the flapping; the next alert comes when it stops. */
        STILL_FLAPPING(null),
        /** Problems are muted: asleep, paused, silenced, maintenance, a failing dependency, no connection. */
        MUTED(null),
        /** Not enough verdicts yet. */
        NOT_KNOWN_YET(null);

        private final AlertKind kind;

        Why(AlertKind kind) {
            this.kind = kind;
        }

        /** Returns the kind of alert to send; empty if none. */
        public Optional<AlertKind> kind() {
            return Optional.ofNullable(kind);
        }
    }

    /** Returns why one target must be notified of one check now, or why not. */
    public static Why decide(
            Health health,
            boolean flapping,
            Mute mute,
            LastNotified lastNotified,
            Duration errorInterval,
            Instant now) {
        if (health == Health.PENDING) {
            return Why.NOT_KNOWN_YET;
        }
        if (health == Health.SLEEPING) {
            return Why.MUTED;
        }
        if (flapping && lastNotified.flapping()) {
            return Why.STILL_FLAPPING;
        }
        // Both sides of now: a clock that was set back by a day must not silence a check for a day.
        boolean tooSoon = lastNotified
                .problemAt()
                .filter(last -> Duration.between(last, now).abs().compareTo(errorInterval) < 0)
                .isPresent();
        if (flapping && mute == Mute.NONE && !tooSoon) {
            return Why.PROBLEM_FLAPS;
        }
        if (health == Health.OK) {
            return lastNotified.health().isProblem() ? Why.PROBLEM_IS_OVER : Why.NOTHING_TO_TELL;
        }
        if (mute != Mute.NONE) {
            return Why.MUTED;
        }
        boolean news = lastNotified.health() != health || lastNotified.flapping();
        if (tooSoon) {
            return news ? Why.WITHIN_ERROR_INTERVAL : Why.ALREADY_TOLD;
        }
        return news ? Why.PROBLEM_IS_NEW : Why.PROBLEM_LASTS;
    }
}
