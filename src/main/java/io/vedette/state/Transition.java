package io.vedette.state;

/**
 * One step of the state machine.
 *
 * @param before the state before
 * @param after the state after
 * @param why why it did or did not change
 */
public record Transition(CheckState before, CheckState after, Why why) {

    /** Why the state did or did not change; shown in the log and by the status server. */
    public enum Why {
        /** The verdict agrees with the state. */
        UNCHANGED,
        /** The verdict differs from the state, but the threshold is not reached yet. */
        COUNTING,
        /** Enough equal verdicts: a new state. */
        TAKEN,
        /** An operator paused the check. */
        PAUSED,
        /** An operator resumed the check. */
        RESUMED,
        /** An operator silenced the check for a time. */
        SILENCED,
        /** An operator ended a silence. */
        UNSILENCED,
        /** Somebody has the problem in hand. */
        ACKNOWLEDGED,
        /** That somebody has the problem in hand was taken back. */
        UNACKNOWLEDGED,
        /** The verdict came too late and changes nothing: a newer one was taken, or the check's definition changed. */
        OUTDATED
    }

    /** Returns whether the state changed. */
    public boolean changed() {
        return before.health() != after.health();
    }

    /** Returns whether the shown state changed: changes during a pause are not shown. */
    public boolean isSeen() {
        return before.shown() != after.shown();
    }
}
