package io.vedette.probe;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last heartbeat of each check, kept in memory. Whoever takes the calls checks first that the name is a check's, so
 * that strangers cannot fill it. Safe for use by several threads.
 */
public final class HeartbeatBook {

    /** More of a message than this is not kept. */
    private static final int LONGEST_MESSAGE = 2_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

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
    }

    /** The last heartbeat of a check. */
    public Optional<Entry> last(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Drops what is known of a check that is no more. */
    public void forget(String name) {
        entries.remove(name);
    }
}
