package io.vedette.probe;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The last heartbeat of each check, kept in memory. Whoever takes the calls checks first that the name is a check's, so
 * that strangers cannot fill it. Safe for use by several threads.
 */
public final class HeartbeatBook {

    /** More of a message than this is not kept. */
    private static final int LONGEST_MESSAGE = 2_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Instant> watched = new ConcurrentHashMap<>();
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();

    /**
     * One heartbeat.
     *
     * @param at when it came
     * @param failed whether it reports a failure
     * @param message what it says; empty when it says nothing
     */
    public record Entry(Instant at, boolean failed, String message) {}

    /**
     * Notes a heartbeat. One that is older than what is known changes nothing, so a stored one may be put back at any
     * time after a restart.
     *
     * @param message what the caller says, or null
     */
    public void beat(String name, Instant at, boolean failed, String message) {
        String text = message == null ? "" : message;
        Entry entry = new Entry(at, failed, text.substring(0, Math.min(LONGEST_MESSAGE, text.length())));
        entries.merge(name, entry, (known, fresh) -> fresh.at().isBefore(known.at()) ? known : fresh);
        missing.remove(name);
    }

    /** Since when calls of a check are seen: a check that is defined anew goes on where it was. */
    Instant watchedSince(String name, Instant now) {
        Instant known = watched.putIfAbsent(name, now);
        return known == null ? now : known;
    }

    /**
     * Notes that a call was missing before a restart, so that the restart does not count as one. Changes nothing when a call
     * has come.
     *
     * @param since when it was found missing
     */
    public void missing(String name, Instant since) {
        if (!entries.containsKey(name)) {
            missing.put(name, since);
        }
    }

    /** Since when a call is known to be missing from before a restart; empty when one has come. */
    Optional<Instant> missingSince(String name) {
        return Optional.ofNullable(missing.get(name));
    }

    /** The last heartbeat of a check. */
    public Optional<Entry> last(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * The clock was set: calls came as long ago as they did.
     *
     * @param moved a time that was noted, as the clock of now would have noted it
     */
    public void clockWasSet(UnaryOperator<Instant> moved) {
        entries.replaceAll((name, entry) -> new Entry(moved.apply(entry.at()), entry.failed(), entry.message()));
        watched.replaceAll((name, since) -> moved.apply(since));
        missing.replaceAll((name, since) -> moved.apply(since));
    }

    /** Drops what is known of a check that is no more. */
    public void forget(String name) {
        entries.remove(name);
        watched.remove(name);
        missing.remove(name);
    }
}
