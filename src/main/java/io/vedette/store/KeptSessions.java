package io.vedette.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed in, as it is stored, for all processes that share the store. Every method takes as long as the database does, and throws
 * {@link NotDecided} where that is lost, or what is asked for is locked. Safe for several threads.
 */
public interface KeptSessions {

    /** Stores a session, which no other one can be the same as. */
    void keep(KeptSession session);

    /** Removes a session, if it is there, and has other nodes told of it. */
    void end(String hash);

    /** Returns a session, one that is over included; empty if it is not there. */
    Optional<KeptSession> find(String hash);

    /** Returns the hashes of all that are not over. */
    Set<String> open(Instant now);

    /**
     * Notes that something was done which counts once; returns whether it was not noted before.
     *
     * @param ends when it may be forgotten
     */
    boolean isFirst(String what, Instant ends);

    /** Removes what is over. */
    void purge(Instant now);
}
