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
 *   <li>flapping is notified once; the next alert comes when the check stops flapping;
 *   <li>an acknowledgement is notified once, to targets that were notified of the problem; the next alert comes when it is over or gets worse;
 *   <li>a target is not notified of what its {@link Terms} leave out, nor that this is over.
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
        /** Somebody has it in hand, which the target does not know yet. */
        PROBLEM_IS_ACKNOWLEDGED(AlertKind.ACKNOWLEDGED),
        /** Somebody has it in hand. */
        ACKNOWLEDGED(null),
        /** The problem is younger than the target wants to hear of. */
        NOT_LONG_ENOUGH(null),
        /** The problem is less than the target wants to hear of. */
        NOT_BAD_ENOUGH(null),
        /** The target is to be left alone at this hour. */
        OUTSIDE_HOURS(null),
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
            CheckState state, Mute mute, LastNotified last, Duration errorInterval, Terms terms, Instant now) {
        Health health = state.health();
        boolean flapping = state.flapping().on();
        if (health == Health.PENDING) {
            return Why.NOT_KNOWN_YET;
        }
        if (health == Health.SLEEPING) {
            return Why.MUTED;
        }
        if (!terms.active()) {
            return Why.OUTSIDE_HOURS;
        }
        if (flapping && last.flapping()) {
            return Why.STILL_FLAPPING;
        }
        if (flapping && mute == Mute.NONE && !isTooSoon(last, errorInterval, now)) {
            Why hindrance = hindrance(state, last, terms, now);
            if (hindrance != null) {
                return hindrance;
            }
            return Why.PROBLEM_FLAPS;
        }
        if (health == Health.OK) {
            return last.health().isProblem() ? Why.PROBLEM_IS_OVER : Why.NOTHING_TO_TELL;
        }
        if (mute != Mute.NONE) {
            return Why.MUTED;
        }
        Why hindrance = hindrance(state, last, terms, now);
        return hindrance != null ? hindrance : problem(health, last, errorInterval, terms, now);
    }

    /** Returns why a problem is kept from a target on its own terms, or because somebody has it in hand; null when it is not. */
    private static Why hindrance(CheckState state, LastNotified last, Terms terms, Instant now) {
        Optional<Instant> acknowledged = state.acknowledgement().map(Acknowledgement::at);
        if (acknowledged.isPresent()) {
            return last.isOfProblem() && !last.acknowledgedAt().equals(acknowledged)
                    ? Why.PROBLEM_IS_ACKNOWLEDGED
                    : Why.ACKNOWLEDGED;
        }
        if (last.isOfProblem()) {
            return null;
        }
        if (terms.isBelow(state.health())) {
            return Why.NOT_BAD_ENOUGH;
        }
        return !terms.after().isZero() && !isLong(state, terms.after(), now) ? Why.NOT_LONG_ENOUGH : null;
    }

    /** A check that flaps and is well at the moment has no problem that could be long. */
    private static boolean isLong(CheckState state, Duration after, Instant now) {
        Instant began = state.problemSince().orElse(state.since());
        return state.health().isProblem() && Duration.between(began, now).abs().compareTo(after) >= 0;
    }

    private static Why problem(Health health, LastNotified last, Duration errorInterval, Terms terms, Instant now) {
        boolean news = last.health() != health || last.flapping();
        if (isTooSoon(last, errorInterval, now)) {
            return news ? Why.WITHIN_ERROR_INTERVAL : Why.ALREADY_TOLD;
        }
        if (news) {
            return Why.PROBLEM_IS_NEW;
        }
        boolean reminded = !terms.isBelow(health)
                && terms.reminders()
                        .filter(pause -> !isTooSoon(last, pause, now))
                        .isPresent();
        return reminded ? Why.PROBLEM_LASTS : Why.ALREADY_TOLD;
    }

    /** Either side of now: a clock that was set back by a day must not silence a check for a day. */
    private static boolean isTooSoon(LastNotified last, Duration pause, Instant now) {
        return last.problemAt()
                .filter(at -> Duration.between(at, now).abs().compareTo(pause) < 0)
                .isPresent();
    }
}
