package io.vedette.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The calls of watched jobs as they are stored, the last of each kind, for all processes that share the store. Safe for several threads. */
public interface KeptCalls {

    /**
     * Stores calls, but for those that are older than what is stored; what is stored from after {@code now} is from before the clock was
     * set back, and replaced.
     *
     * @return false where that cannot be done now
     */
    boolean keep(Collection<JobCalls> calls, Instant now);

    /** Returns the calls of one job, its output included; empty if there are none, or they cannot be read now. */
    Optional<JobCalls> find(String check);

    /** Returns the calls of all jobs, without their output: that of many is large. */
    List<JobCalls> all();
}
