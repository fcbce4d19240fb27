package io.vedette.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a target is to be told now, and why. A pure comparison of what is true with what the target was last told, so
 * it gives the same answer however often it is asked, after a restart too:
 *
 * <ul>
 *   <li>at most one problem or reminder in an error interval;
 *   <li>a recovery at once, but only to a target that was told of a problem;
 *   <li>what differs from what was told is told as soon as the error interval allows;
 *   <li>that a check flaps is told once, then nothing until it settles: that is the next news.
 * </ul>
 */
public final class Throttle {

    private Throttle() {}

    /** Why a target is or is not told; shown in the log and by the status server. */
    public enum Why {
        /** A new problem, or another one than was lastNotified. */
        PROBLEM_IS_NEW(AlertKind.PROBLEM),
        /** It changes too often: told as one problem. */
        PROBLEM_FLAPS(AlertKind.PROBLEM),
        /** The problem told of has lasted another error interval. */
        PROBLEM_LASTS(AlertKind.REMINDER),
        /** The problem told of is over. */
        PROBLEM_IS_OVER(AlertKind.RECOVERY),
        /** The target knows what is true. */
        ALREADY_TOLD(null),
        /** It is well, and the target never heard otherwise. */
        NOTHING_TO_TELL(null),
        /** The target was told a problem less than an error interval ago. */
        WITHIN_ERROR_INTERVAL(null),
        /** The target knows that it flaps; the next it hears is that it settled. */
        STILL_FLAPPING(null),
        /** Problems are muted: asleep, paused, silenced, maintenance, a failing dependency, no connection. */
        MUTED(null),
        /** Not enough verdicts yet. */
        NOT_KNOWN_YET(null);

        private final AlertKind kind;

        Why(AlertKind kind) {
            this.kind = kind;
        }

        /** Returns what is to be told, if anything. */
        public Optional<AlertKind> kind() {
            return Optional.ofNullable(kind);
        }
    }

    /** Decides for one check and one target. */
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
        // Either side of now: a clock that was set back by a day must not silence a check for a day.
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
