package io.vedette.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Results of one check that leave the journal together: one by one, and counted by hour. */
final class Folded {

    private final List<Result> results = new ArrayList<>();
    private final TreeMap<Integer, Tally> hours = new TreeMap<>();

    void add(Result result) {
        results.add(result);
        count(result);
    }

    /** Counts a result that is not kept singly. */
    void count(Result result) {
        hours.computeIfAbsent(Grain.HOUR.number(result.at()), hour -> new Tally())
                .add(result.status(), result.took().toMillis());
    }

    /** Adds the counts of another one. */
    Folded and(Folded other) {
        other.hours.forEach((hour, tally) ->
                hours.computeIfAbsent(hour, number -> new Tally()).add(tally));
        return this;
    }

    int size() {
        return results.size();
    }

    /** By number of the hour. */
    TreeMap<Integer, Tally> hours() {
        return hours;
    }

    /** By number of the day. */
    TreeMap<Integer, Tally> days() {
        TreeMap<Integer, Tally> days = new TreeMap<>();
        hours.forEach((hour, tally) ->
                days.computeIfAbsent(dayOf(hour), day -> new Tally()).add(tally));
        return days;
    }

    static int dayOf(int hour) {
        return Math.floorDiv(hour, 24);
    }

    /** Oldest first. */
    String lines() {
        results.sort(Comparator.comparing(Result::at));
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> ResultLines.append(lines, result));
        return lines.toString();
    }
}
