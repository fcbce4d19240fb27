package io.vedette.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The results of one check that leave the journal together: one by one, and counted by hour. */
final class Rollup {

    private final List<Result> results = new ArrayList<>();
    private final TreeMap<Integer, Counts> hours = new TreeMap<>();

    void add(Result result) {
        results.add(result);
        count(result);
    }

    /** Counts a result without keeping it. */
    void count(Result result) {
        hours.computeIfAbsent(Resolution.HOUR.number(result.at()), hour -> new Counts())
                .add(result.status(), result.took().toMillis());
    }

    /** Adds the counts of another rollup. */
    Rollup and(Rollup other) {
        other.hours.forEach((hour, counts) ->
                hours.computeIfAbsent(hour, number -> new Counts()).add(counts));
        return this;
    }

    int size() {
        return results.size();
    }

    /** Returns the counts by the number of the hour. */
    TreeMap<Integer, Counts> hours() {
        return hours;
    }

    /** Returns the counts by the number of the day. */
    TreeMap<Integer, Counts> days() {
        TreeMap<Integer, Counts> days = new TreeMap<>();
        hours.forEach((hour, counts) ->
                days.computeIfAbsent(dayOf(hour), day -> new Counts()).add(counts));
        return days;
    }

    static int dayOf(int hour) {
        return Math.floorDiv(hour, 24);
    }

    /** Returns the results as lines, oldest first. */
    String lines() {
        results.sort(Comparator.comparing(Result::at));
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> ResultLines.append(lines, result));
        return lines.toString();
    }
}
