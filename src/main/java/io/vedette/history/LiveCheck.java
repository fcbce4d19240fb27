package io.vedette.history;

import java.util.TreeMap;

/** What history has in memory of one check. Not safe for several threads. */
final class LiveCheck {

    /** So many results stay in memory when all are in the database: a row of dots on a page. */
    static final int SHOWN = 40;

    private final String name;
    private final Recent recent;
    /** Counts that no bucket of the database has yet, by hour. */
    private final TreeMap<Integer, Counts> pending = new TreeMap<>();
    /** By the number of the window: what the database's buckets tell. */
    private final long[] up = new long[History.WINDOWS.size()];

    private final long[] down = new long[History.WINDOWS.size()];
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

    void add(Result result) {
        seen = true;
        recent.add(result);
        pending.computeIfAbsent(Resolution.HOUR.number(result.at()), hour -> new Counts())
                .add(result.status(), result.took().toMillis());
    }

    /** Whether there were results since this was asked last. */
    boolean takeSeen() {
        boolean was = seen;
        seen = false;
        return was;
    }

    void base(int window, long ups, long downs) {
        up[window] = ups;
        down[window] = downs;
    }

    /** Counts went to the buckets: {@code first} tells by window from which hour on they count there. */
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
        return new Uptime(History.WINDOWS.get(window), up[window] + sum.up(), down[window] + sum.down());
    }

    /** By hour, a copy. */
    TreeMap<Integer, Counts> pending() {
        TreeMap<Integer, Counts> copy = new TreeMap<>();
        pending.forEach((hour, counts) -> {
            Counts sum = new Counts();
            sum.add(counts);
            copy.put(hour, sum);
        });
        return copy;
    }
}
