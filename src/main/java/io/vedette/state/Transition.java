package io.vedette.state;

/**
 * One step of the state machine.
 *
 * @param before the state before
 * @param after the state after
 * @param why why it did or did not change
 */
public record Transition(CheckState before, CheckState after, Why why) {

    /** Why a verdict did or did not change the state; shown in the log and by the status server. */
    public enum Why {
        /** The verdict says what the state already is. */
        UNCHANGED,
        /** The verdict says something new, but not often enough yet. */
        COUNTING,
        /** Enough equal verdicts: a new state. */
        TAKEN,
        /** An operator paused the check. */
        PAUSED,
        /** An operator let a paused check go on. */
        RESUMED,
        /** An operator silenced the check for a time. */
        SILENCED,
        /** An operator ended a silence. */
        UNSILENCED,
        /** The verdict came too late: a newer one was taken, or the check is defined otherwise by now. It changes nothing. */
        OUTDATED
    }

    /** Returns whether the state's health is another one now. */
    public boolean changed() {
        return before.health() != after.health();
    }

    /** Returns whether people see another state now: they see none of what changes during a pause. */
    public boolean isSeen() {
        return before.shown() != after.shown();
    }
}
