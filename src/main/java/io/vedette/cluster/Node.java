package io.vedette.cluster;

import java.time.Instant;

/**
 * A node as it last told of itself.
 *
 * @param name its name
 * @param version of Vedette
 * @param since when it was started
 * @param checks how many checks it asks
 * @param lagMillis how late 99 of 100 of its runs begin at most
 * @param configuration a fingerprint of checks and targets
 * @param online whether it has a connection to what it watches
 * @param database whether it can use the database
 * @param self whether it is the one that answers
 * @param note why it owns nothing, for a person; empty where it takes its part
 */
public record Node(
        String name,
        String version,
        Instant since,
        int checks,
        long lagMillis,
        String configuration,
        boolean online,
        boolean database,
        boolean self,
        String note) {

    /** Returns the same as another node sees it. */
    Node seen(boolean reachesDatabase, boolean isSelf, String why) {
        return new Node(name, version, since, checks, lagMillis, configuration, online, reachesDatabase, isSelf, why);
    }
}
