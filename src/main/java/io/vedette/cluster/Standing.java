package io.vedette.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a node stands to the database and to the others, and what it may do. */
enum Standing {
    /** The database confirms what it owns. */
    GOOD,
    /** The database fails, and it is not known whether for all: nothing is asked and nobody notified. */
    UNCLEAR,
    /** The database fails here and works elsewhere: the others take over. */
    GIVEN_UP,
    /** The database fails for all: what it owned it asks on, from memory. */
    FROM_MEMORY;

    /** For so long a failing database is not taken for lost to all: a restart takes less, and then nobody notifies twice. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Who has decided from memory stores that first when the database is back, before others take over from what is stored. */
    static final Duration RETURN = Duration.ofSeconds(5);

    /** What was said longer ago says nothing about now. */
    static final Duration STALE = Duration.ofSeconds(6);

    /**
     * Decides what to do without a database. Only the larger part of the nodes that lived when it was lost continues, or of two equal parts
     * the one with the node that was started first: the others cannot know whether it works elsewhere.
     *
     * @param me this node
     * @param known the nodes that lived when the database was last read, the one that was started first before others
     * @param heard what the nodes that are reached say
     * @param lost for how long it has failed here
     * @param now as of {@link System#nanoTime}
     */
    static Standing without(String me, List<String> known, Map<String, Engine.Heard> heard, Duration lost, long now) {
        // What was said before it was lost here says nothing of whether it is lost there too.
        long young = Math.min(STALE.toNanos(), lost.toNanos());
        Collection<Engine.Heard> fresh =
                heard.values().stream().filter(one -> now - one.nanos() < young).toList();
        if (fresh.stream().anyMatch(one -> one.word().database())) {
            return GIVEN_UP;
        }
        if (lost.compareTo(PATIENCE) < 0 || fresh.size() < heard.size()) {
            return UNCLEAR;
        }
        Set<String> reached = heard.keySet();
        List<String> here = known.stream()
                .filter(one -> one.equals(me) || reached.contains(one))
                .toList();
        int both = Math.max(known.size(), 1);
        boolean larger = 2 * here.size() > both;
        boolean half = 2 * here.size() == both && here.contains(known.get(0));
        return larger || half || known.isEmpty() ? FROM_MEMORY : UNCLEAR;
    }

    /**
     * Returns what follows this standing. Nodes find one after the other that the database is back: the first would take over all checks of those
     * that try again a moment later, and notify anew of what they have decided meanwhile.
     *
     * @param found what follows from what others say
     * @param others for how long they have said that they reach the database
     */
    Standing then(Standing found, Duration others) {
        return this == FROM_MEMORY && found == GIVEN_UP && others.compareTo(RETURN) < 0 ? FROM_MEMORY : found;
    }
}
