package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import io.vedette.history.History;
import io.vedette.history.MemoryHistory;
import io.vedette.history.Recorder;
import io.vedette.process.Periodic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What must last: the state of every check and the outbox, in one place so that both change in one step. Safe for
 * several threads, and for several processes where the implementation is shared.
 */
public interface Store extends AutoCloseable {

    /**
     * Makes it ready; called once, before anything else.
     *
     * @throws StoreRefused when it cannot be used
     */
    default void open() {}

    /** Returns how it is doing itself. */
    default StoreHealth health() {
        return StoreHealth.GOOD;
    }

    /** Returns how what it does again and again by itself is doing. */
    default List<Periodic.State> tasks() {
        return List.of();
    }

    /** Returns what is stored of a check. */
    Optional<CheckRecord> find(String check);

    /**
     * Stores state and outbox of one check in one step, if nobody else did since {@code after} was derived: the stored
     * version must be one less than that of {@code after} (none stored: {@code after} has version 1).
     *
     * @return false when somebody else was first; nothing is stored then, read again and decide anew
     */
    boolean commit(CheckRecord after);

    /**
     * Takes in hand what waits for a target: nothing while every waiting alert is younger than {@code window}; else all
     * of them, oldest first, at most {@code most}. They stay in hand until delivered, released, or {@code lease} is over.
     * An alert from the future, of before the clock was set back, waits no longer than others.
     */
    List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now);

    /** Returns the time of the oldest alert that waits for a target, claimed or not. */
    Optional<Instant> oldestWaiting(String target);

    /** Returns how many alerts wait for a target, claimed ones included. */
    int waiting(String target);

    /** Returns what was; nothing where it is not kept. */
    default History history() {
        return new MemoryHistory(Settings.History.STANDARD);
    }

    /** Returns who is to be told what happens, for {@link #history}. */
    default Recorder recorder() {
        return Recorder.NOBODY;
    }

    /** Returns whether an alert is to wait for others that belong into the same message; from a future far off it is not. */
    static boolean isYoung(Alert alert, Duration window, Instant now) {
        return alert.at().plus(window).isAfter(now) && !alert.at().isAfter(now.plus(window));
    }

    @Override
    void close();
}
