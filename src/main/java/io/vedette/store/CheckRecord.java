package io.vedette.store;

import io.vedette.state.CheckState;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that must last of one check: its state, and its outbox entry for each target.
 *
 * @param check the check's name
 * @param version counts the commits; a commit based on another version than the stored one is refused
 * @param state the state
 * @param entries by target; a target without an entry was never notified
 */
public record CheckRecord(String check, long version, CheckState state, Map<String, OutboxEntry> entries) {

    public CheckRecord {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(state, "state");
        entries = Map.copyOf(entries);
    }

    /** Returns the entry of a target; {@link OutboxEntry#EMPTY} if it has none. */
    public OutboxEntry entry(String target) {
        return entries.getOrDefault(target, OutboxEntry.EMPTY);
    }

    /** Returns whether an alert waits for any target. */
    public boolean hasWaiting() {
        return !entries.isEmpty()
                && entries.values().stream().anyMatch(entry -> entry.waiting().isPresent());
    }

    /** Returns the next version of the record. */
    public CheckRecord next(CheckState nextState, Map<String, OutboxEntry> nextEntries) {
        return new CheckRecord(check, version + 1, nextState, nextEntries);
    }

    /** Returns whether the record has this state and these entries, whatever its version. */
    public boolean says(CheckState otherState, Map<String, OutboxEntry> otherEntries) {
        return state.equals(otherState) && entries.equals(otherEntries);
    }
}
