package io.vedette.probing;

import java.time.Instant;

/** How runs of one check beside its schedule are started. */
@FunctionalInterface
public interface Runs {

    /** There are none: nothing here schedules the check. */
    Runs NONE = () -> {};

    /** Starts one, unless one is going on. */
    void now();

    /** Starts one at a moment for which the schedule would come too late; one that knows no moments leaves it to the schedule. */
    default void at(Instant moment) {}

    /**
     * Takes the check over from another node: the coming run begins an interval after it was last asked, by whomever, or in turn with
     * others where that is over; never later than the schedule has it.
     *
     * @param asked when that was; {@link Instant#MIN} if nobody knows, or it is to be asked now
     */
    default void takeOver(Instant asked) {}
}
