package io.vedette.history;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlConnections;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.state.CheckState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes history from memory to the database. Throws {@link StoreFailed} if the database fails; then nothing is lost, and
 * nothing is written twice.
 */
final class HistoryTables {

    /** A journal that is older was left behind: a living process rolls up its own long before. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(20);

    private final SqlDatabase database;
    private final Settings.History limits;
    private final Clock clock;
    private final LiveHistory live;
    private final Supplier<Map<String, CheckState>> states;
    private final SqlJournal journal;
    private final OthersJournals others;
    private final HistoryReader reader;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    /** Guards the move of counts from the journal to the buckets against reading the buckets' sums. */
    private final Object rollingUp = new Object();
    /** Results of others that were met while everything was recounted, for who asks next; guarded by the lock. */
    private final List<Result> refreshed = new ArrayList<>();

    private SqlConnections attached;

    HistoryTables(
            SqlDatabase database,
            String writer,
            Settings.History limits,
            Clock clock,
            LiveHistory live,
            Supplier<Map<String, CheckState>> states) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.live = live;
        this.states = states;
        this.journal = new SqlJournal(writer, limits.results());
        this.others = new OthersJournals(writer);
        this.reader = new HistoryReader(database, limits, live, numbers);
    }

    /** Returns the reader of database and memory together. */
    HistoryReader reader() {
        return reader;
    }

    /**
     * Reads what is stored.
     *
     * @param alone whether no other process can be using the database: then every journal was left behind
     */
    void open(boolean alone) {
        rollUpLeft(
                alone
                        ? clock.instant().plus(Duration.ofDays(1))
                        : clock.instant().minus(LEFT_BEHIND));
        attach();
        read().reading(connection -> {
            HistoryQueries.recent(connection, live::load);
            return true;
        });
    }

    /** Reads the database again if it was reopened since: it may have come back empty. */
    void attach() {
        SqlConnections now = database.connections();
        if (now == attached) {
            return;
        }
        Map<String, Integer> names = read().reading(HistoryQueries::names);
        List<Incident> stored = read().reading(connection -> {
            List<Incident> found = new ArrayList<>(
                    SqlIncidents.find(connection, List.of(), Optional.of(true), Long.MAX_VALUE, Integer.MAX_VALUE));
            found.addAll(SqlIncidents.find(
                    connection, List.of(), Optional.of(false), Long.MAX_VALUE, LiveHistory.MOST_ENDED_INCIDENTS));
            return found;
        });
        numbers.clear();
        numbers.putAll(names);
        live.unnumbered();
        live.numbered(names);
        live.compare(stored, states.get());
        attached = now;
    }

    /** Writes in one transaction what is not written yet. */
    void flush() {
        Unwritten work = live.take();
        if (work.isEmpty()) {
            return;
        }
        try {
            number(work);
            TreeMap<Integer, Rollup> counts = new TreeMap<>();
            work.counts().forEach((check, rollup) -> counts.put(numbers.get(check), rollup));
            synchronized (rollingUp) {
                write().inTransaction(connection -> {
                    for (Incident gone : work.left()) {
                        SqlIncidents.remove(connection, numbers.get(gone.check()), gone);
                    }
                    SqlIncidents.put(connection, work.incidents(), numbers);
                    for (Unwritten.Late late : work.late()) {
                        int id = numbers.get(late.check());
                        Optional<Incident> known = SqlIncidents.find(
                                        connection,
                                        List.of(id),
                                        Optional.empty(),
                                        late.since().toEpochMilli() + 1,
                                        1)
                                .stream()
                                .findFirst();
                        Optional<Incident> after = live.catchUp(late, known);
                        if (after.isPresent()) {
                            SqlIncidents.put(connection, id, after.get());
                        }
                    }
                    journal.write(connection, work.results(), numbers, clock.instant());
                    SqlJournal.count(connection, counts);
                    return true;
                });
                live.rolledUp(counts, true);
            }
        } catch (RuntimeException e) {
            live.giveBack(work);
            throw e;
        }
    }

    private void number(Unwritten work) {
        TreeSet<String> unknown = new TreeSet<>();
        Stream.of(
                        work.results().stream().map(Result::check),
                        work.counts().keySet().stream(),
                        work.left().stream().map(Incident::check),
                        work.incidents().stream().map(Incident::check),
                        work.late().stream().map(Unwritten.Late::check))
                .flatMap(names -> names)
                .filter(name -> !numbers.containsKey(name))
                .forEach(unknown::add);
        CheckNumbers.assign(write(), unknown, clock.instant(), found -> {
            numbers.putAll(found);
            live.numbered(found);
        });
    }

    /**
     * Rolls up one shard of this process's journal.
     *
     * @param left how many of the last writings are left, for others to read
     */
    void rollUp(int shard, int left) {
        synchronized (rollingUp) {
            live.rolledUp(write().inTransaction(connection -> journal.rollUpMine(connection, shard, left)), true);
        }
    }

    void rollUpAll() {
        for (int shard = 0; shard < SqlJournal.SHARDS; shard++) {
            rollUp(shard, 0);
        }
    }

    private void rollUpLeft(Instant before) {
        synchronized (rollingUp) {
            live.rolledUp(write().inTransaction(connection -> journal.rollUpLeft(connection, before)), false);
        }
    }

    /** Reads the results that other processes have written to their journals since the last call; returns those that are newer than all known. */
    List<Result> readOthers() {
        synchronized (rollingUp) {
            List<Result> heard = new ArrayList<>(refreshed);
            refreshed.clear();
            heard.addAll(live.others(read().reading(this::othersResults)));
            return heard;
        }
    }

    private List<Result> othersResults(Connection connection) throws SQLException {
        return others.read(connection, id -> nameOf(connection, id));
    }

    private String nameOf(Connection connection, int number) throws SQLException {
        String known = live.name(number);
        if (known == null) {
            Map<String, Integer> names = HistoryQueries.names(connection);
            numbers.putAll(names);
            live.numbered(names);
            known = live.name(number);
        }
        return known;
    }

    /**
     * Recounts all windows, including what other processes added.
     *
     * @param shared whether they add something now: then buckets and journals are read at one moment, as they move from the one to the other
     */
    void refresh(Instant now, boolean shared) {
        synchronized (rollingUp) {
            live.forgetOthers();
            others.beginAgain();
            if (shared) {
                refreshed.addAll(live.others(read().inSnapshot(connection -> {
                    sum(connection, now);
                    return othersResults(connection);
                })));
            } else {
                read().reading(connection -> {
                    sum(connection, now);
                    return true;
                });
            }
        }
    }

    private void sum(Connection connection, Instant now) throws SQLException {
        for (int i = 0; i < History.WINDOWS.size(); i++) {
            Duration window = History.WINDOWS.get(i);
            Resolution resolution = Resolution.of(window);
            Map<Integer, LiveCheck.Base> sums = new HashMap<>();
            HistoryQueries.sums(
                    connection,
                    resolution,
                    resolution.firstWithin(window, now),
                    (id, up, down, first) ->
                            sums.put(id, new LiveCheck.Base(up, down, Optional.of(resolution.from(first)))));
            live.base(i, firstHour(window, now), sums);
        }
    }

    void prune(Consumer<String> gone) {
        rollUpLeft(clock.instant().minus(LEFT_BEHIND));
        SqlPruning pruning = new SqlPruning(write(), limits);
        pruning.seen(
                live.takeSeen().stream()
                        .map(numbers::get)
                        .filter(Objects::nonNull)
                        .sorted() // So that two processes never deadlock.
                        .toList(),
                clock.instant());
        pruning.prune(clock.instant(), check -> {
            live.forget(check);
            numbers.remove(check);
            gone.accept(check);
        });
    }

    /** Returns the hour in which the first hour or day begins that lies entirely in a window. */
    static int firstHour(Duration window, Instant now) {
        Resolution resolution = Resolution.of(window);
        return resolution.firstWithin(window, now) * (int) resolution.width().toHours();
    }

    private SqlConnections write() {
        return database.connections();
    }

    private SqlConnections read() {
        return database.readers();
    }
}
