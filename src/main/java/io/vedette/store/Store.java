package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.cluster.Alone;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import io.vedette.history.History;
import io.vedette.history.MemoryHistory;
import io.vedette.history.Recorder;
import io.vedette.process.Periodic;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Stores what must last: the state of every check and the outbox, in one place so that both change in one step. Safe for
 * several threads, and for several processes where the implementation is shared.
 */
public interface Store extends AutoCloseable {

    /** Where nobody shares. */
    Ownership NOBODY_ELSE = new Alone(() -> "");

    /**
     * Opens the store; called once, before anything else.
     *
     * @throws StoreRefused if it cannot be used
     */
    default void open() {}

    /** Has decisions fenced by who owns what; to be said before it is used. */
    default void share(Ownership ownership) {}

    /** Returns who owns what; without other nodes all is this one's. */
    default Ownership ownership() {
        return NOBODY_ELSE;
    }

    /**
     * Returns what nodes keep in the database, and has every change told to them.
     *
     * @throws StoreRefused if it is none that nodes can share
     */
    default ClusterDatabase cluster(String cluster, String node) {
        throw new StoreRefused(
                "vedette.cluster needs a PostgreSQL database that all nodes share: set vedette.database.url to"
                        + " jdbc:postgresql://HOST/DATABASE");
    }

    /** Whether nothing of it is ever shared, whatever the settings say: checks are only tried. */
    default boolean isForTrial() {
        return false;
    }

    /** Returns what an operator is told where others use the same database, and do not share with this process; empty otherwise. */
    default Optional<String> others() {
        return Optional.empty();
    }

    /** Returns the connections of the database, for libraries that keep something there too. */
    default DataSource connectionSource() {
        throw new StoreRefused("this store has no database");
    }

    /** Returns the store's own health. */
    default StoreHealth health() {
        return StoreHealth.GOOD;
    }

    /** Returns whether it is lost to this process, and other nodes may still have it. */
    default boolean isLostHere() {
        return !health().isGood() && !ownership().isFromMemory();
    }

    /** Returns the states of the store's periodic tasks. */
    default List<Periodic.State> tasks() {
        return List.of();
    }

    /** Returns the record of a check; empty if none is stored. */
    Optional<CheckRecord> find(String check);

    /**
     * Stores state and outbox of one check in one step, unless somebody else did since {@code after} was derived: the stored
     * version must be one less than that of {@code after} (if none is stored, {@code after} has version 1).
     *
     * @return false if somebody else was first; then nothing is stored, and the caller reads and decides again
     */
    boolean commit(CheckRecord after);

    /**
     * Stores as {@link #commit(CheckRecord)} does, as long as this node has the right to.
     *
     * @throws NotDecided if it has not, or it is not known; then nothing is stored
     */
    default boolean commit(CheckRecord after, Fence fence) {
        return commit(after);
    }

    /**
     * Changes the records of several checks, in one transaction where that is possible, and waits for no row that is locked.
     *
     * @param change given what is stored, returns what is to be stored after that, or nothing; must not ask this store, and may be
     *     called again
     * @return the checks that were changed; the others were not to be, are not stored, or cannot be changed now
     */
    default Set<String> changeAll(Collection<String> checks, Function<CheckRecord, Optional<CheckRecord>> change) {
        return checks.stream()
                .filter(check ->
                        find(check).flatMap(change).filter(this::commit).isPresent())
                .collect(Collectors.toSet());
    }

    /** Returns the records of several checks, as far as there are any. */
    default List<CheckRecord> read(Collection<String> checks) {
        return checks.stream().flatMap(check -> find(check).stream()).toList();
    }

    /**
     * Claims the alerts that wait for a target: none while all of them are younger than {@code window}, else all of them,
     * oldest first, at most {@code most}. They stay claimed until they are delivered or released, or {@code lease} is over. An
     * alert from the future, decided before the clock was set back, waits no longer than others.
     */
    List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now);

    /** Returns the time of the oldest alert that waits for a target, claimed or not. */
    Optional<Instant> oldestWaiting(String target);

    /** Returns how many alerts wait for a target, claimed ones included. */
    int waiting(String target);

    /** Returns the silences that are stored, those that are over included. */
    List<SilenceRule> silences();

    /** Stores a silence, in the place of the one with its id. */
    void put(SilenceRule silence);

    /** Removes a silence, if it is there. */
    void removeSilence(String id);

    /** Notes what somebody did; kept as long as incidents. */
    void add(Act act);

    /**
     * Returns what people did, the newest first.
     *
     * @param checks only what was done to one of these checks; empty for all
     * @param before only those whose id comes before
     */
    List<Act> acts(Collection<String> checks, String before, int most);

    /** Returns the same of one check, or of all. */
    default List<Act> acts(Optional<String> check, String before, int most) {
        return acts(check.map(List::of).orElse(List.of()), before, most);
    }

    /**
     * Returns a value that all processes of this store share and that lasts as long as it does.
     *
     * @param first makes it for the first that asks
     */
    String shared(String name, Supplier<String> first);

    /** Returns the calls of watched jobs, which outlast this process. */
    KeptCalls calls();

    /** Returns who signed in, for all processes of this store. */
    KeptSessions sessions();

    /** Returns the history; an empty one where none is kept. */
    default History history() {
        return new MemoryHistory(Settings.History.STANDARD);
    }

    /** Returns the recorder that feeds {@link #history}. */
    default Recorder recorder() {
        return Recorder.NOBODY;
    }

    /** Returns whether an alert must still wait for others of the same group window; one from the far future need not. */
    static boolean isYoung(Alert alert, Duration window, Instant now) {
        return alert.at().plus(window).isAfter(now) && !alert.at().isAfter(now.plus(window));
    }

    @Override
    void close();
}
