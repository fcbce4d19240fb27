package io.vedette.store;

import io.vedette.state.CheckState;
import java.util.Map;
import java.util.Objects;

/**
 * All that must last of one check: its state, and per target what was and what is to be told.
 *
 * @param check the check's name
 * @param version counts the commits; a commit on another version than the stored one is refused
 * @param state the state
 * @param entries by target; a target without one was never told anything
 */
public record CheckRecord(String check, long version, CheckState state, Map<String, OutboxEntry> entries) {

    public CheckRecord {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(state, "state");
        entries = Map.copyOf(entries);
    }

    /** Returns the entry of a target; {@link OutboxEntry#EMPTY} when it has none. */
    public OutboxEntry entry(String target) {
        return entries.getOrDefault(target, OutboxEntry.EMPTY);
    }

    /** Returns whether an alert waits for any target. */
    public boolean hasWaiting() {
        return !entries.isEmpty()
                && entries.values().stream().anyMatch(entry -> entry.waiting().isPresent());
    }

    /** Returns the same record one version on. */
    public CheckRecord next(CheckState nextState, Map<String, OutboxEntry> nextEntries) {
        return new CheckRecord(check, version + 1, nextState, nextEntries);
    }

    /** Returns whether both hold the same, versions aside. */
    public boolean says(CheckState otherState, Map<String, OutboxEntry> otherEntries) {
        return state.equals(otherState) && entries.equals(otherEntries);
    }
}
