package io.vedette.history;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** The history of one check in memory. Not safe for several threads. */
final class LiveCheck {

    /** So many results stay in memory once all are in the database: a row of dots on a page. */
    static final int SHOWN = 40;

    /**
     * What the database has counted in a window.
     *
     * @param from when the first hour or day begins that has counts
     */
    record Base(long up, long down, Optional<Instant> from) {

        static final Base NONE = new Base(0, 0, Optional.empty());
    }

    private final String name;
    private final Recent recent;
    private final CellRing cells = new CellRing();
    /** Counts that no bucket of the database has yet, by hour. */
    private final TreeMap<Integer, Counts> pending = new TreeMap<>();
    /** Counts of what other processes had that no bucket has yet, by hour. */
    private final TreeMap<Integer, Counts> others = new TreeMap<>();
    /** Results that were up, by window, as counted in the database's buckets. */
    private final long[] up = new long[History.WINDOWS.size()];

    private final long[] down = new long[History.WINDOWS.size()];
    private final CountedSince since = new CountedSince();
    private boolean seen;

    LiveCheck(String name, int results) {
        this.name = name;
        this.recent = new Recent(results);
    }

    String name() {
        return name;
    }

    Recent recent() {
        return recent;
    }

    CountedSince since() {
        return since;
    }

    /** Takes its latest results as they are stored; of as many as are kept those before may have been left out. */
    void load(String lines, int kept) {
        boolean all = ResultLines.count(lines) < kept;
        lines.lines().map(line -> ResultLines.read(name, line)).forEach(result -> {
            cells.add(result.at(), result.status(), result.took());
            if (all) {
                since.result(result.at());
            }
        });
        ResultLines.last(lines, Math.min(SHOWN, kept))
                .lines()
                .forEach(line -> recent.add(ResultLines.read(name, line)));
    }

    void clockWasSet() {
        cells.clear();
        since.clockWasSet();
    }

    CellRing cells() {
        return cells;
    }

    void add(Result result) {
        seen = true;
        recent.add(result);
        since.result(result.at());
        cells.add(result.at(), result.status(), result.took());
        pending.computeIfAbsent(Resolution.HOUR.number(result.at()), hour -> new Counts())
                .add(result.status(), result.took().toMillis());
    }

    /** Counts a result of another process, and shows it if it is newer than all others; returns whether it is. */
    boolean addOther(Result result) {
        boolean isNew = recent.isBefore(result.at());
        if (isNew) {
            recent.add(result);
        }
        since.result(result.at());
        cells.add(result.at(), result.status(), result.took()); // Twice is no harm: they are read again at times.
        others.computeIfAbsent(Resolution.HOUR.number(result.at()), hour -> new Counts())
                .add(result.status(), result.took().toMillis());
        return isNew;
    }

    void forgetOthers() {
        others.clear();
    }

    /** Returns whether there were results since the last call. */
    boolean takeSeen() {
        boolean was = seen;
        seen = false;
        return was;
    }

    void base(int window, Base base) {
        up[window] = base.up();
        down[window] = base.down();
        base.from().ifPresent(from -> since.bucket(Resolution.of(History.WINDOWS.get(window)), from));
    }

    /** Moves counts that were written to the buckets; {@code first} is, by window, the first hour that counts there. */
    void rolledUp(Rollup rollup, int[] first, boolean mine) {
        rollup.hours().forEach((hour, counts) -> {
            for (int window = 0; window < first.length; window++) {
                if (hour >= first[window]) {
                    up[window] += counts.up();
                    down[window] += counts.down();
                }
            }
            if (mine) {
                pending.computeIfPresent(hour, (number, counted) -> {
                    counted.subtract(counts);
                    return counted.all() <= 0 ? null : counted;
                });
            }
        });
        recent.trim(SHOWN);
    }

    Uptime uptime(int window, int firstHour) {
        Counts sum = new Counts();
        pending.tailMap(firstHour).values().forEach(sum::add);
        others.tailMap(firstHour).values().forEach(sum::add);
        return new Uptime(History.WINDOWS.get(window), up[window] + sum.up(), down[window] + sum.down());
    }

    /** Returns a copy of the counts that are not written yet, by hour. */
    TreeMap<Integer, Counts> pending() {
        TreeMap<Integer, Counts> copy = new TreeMap<>();
        pending.forEach((hour, counts) ->
                copy.computeIfAbsent(hour, key -> new Counts()).add(counts));
        others.forEach((hour, counts) ->
                copy.computeIfAbsent(hour, key -> new Counts()).add(counts));
        return copy;
    }
}
