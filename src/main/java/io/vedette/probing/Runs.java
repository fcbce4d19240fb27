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
}
