package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The part of history in memory: what pages show most, and what is not written yet. Bounded: while nothing can be written,
 * results beyond {@link #MOST_WAITING} are kept only as counts, the oldest first; all incidents are kept.
 */
final class LiveHistory implements Recorder {

    /** About 40 MB; five minutes of 10,000 checks at 30 s. */
    static final int MOST_WAITING = 100_000;

    static final int MOST_ENDED_INCIDENTS = 1_000;

    private final int mostResults;
    private final Map<String, LiveCheck> checks = new HashMap<>();
    private final Map<Integer, LiveCheck> byNumber = new HashMap<>();
    private final IncidentBook book = new IncidentBook(MOST_ENDED_INCIDENTS);

    private final ArrayDeque<Result> waiting = new ArrayDeque<>();
    /** Counts of results that were dropped before they were written, by check. */
    private final Map<String, Rollup> counts = new HashMap<>();

    private final Map<String, Incident> changed = new LinkedHashMap<>();
    /** Incidents whose beginning changed when the clock was set: their old rows must be deleted. */
    private final List<Incident> left = new ArrayList<>();

    private final List<Unwritten.Late> late = new ArrayList<>();
    /** The first hour of the base count, by window. */
    private final int[] firstHours = new int[History.WINDOWS.size()];

    private long dropped;

    LiveHistory(int mostResults) {
        this.mostResults = mostResults;
        Arrays.fill(firstHours, Integer.MAX_VALUE);
    }

    @Override
    public synchronized void result(Result result) {
        check(result.check()).add(result);
        waiting.add(result);
        bound();
    }

    @Override
    public synchronized void changed(String check, Transition transition) {
        CheckState after = transition.after();
        if (transition.before().isInIncident() && book.open(check).isEmpty()) {
            late.add(new Unwritten.Late(check, after.since(), known -> known.changed(check, after)));
        } else {
            book.changed(check, after).ifPresent(this::mark);
        }
    }

    @Override
    public synchronized void clockWasSet(ClockStep step) {
        checks.values().forEach(LiveCheck::clockWasSet);
        for (IncidentBook.Moved one : book.moved(step)) {
            changed.remove(one.before().id());
            left.add(one.before());
            mark(one.after());
        }
    }

    @Override
    public synchronized void delivered(String target, Alert alert, Instant at) {
        if (book.knows(alert.check(), alert.since())) {
            book.delivered(target, alert, at).ifPresent(this::mark);
        } else {
            late.add(new Unwritten.Late(alert.check(), alert.since(), known -> known.delivered(target, alert, at)));
        }
    }

    /** Takes everything that is not written yet; the caller must give it back if it could not be written. */
    synchronized Unwritten take() {
        Unwritten work = new Unwritten(
                List.copyOf(waiting),
                Map.copyOf(counts),
                List.copyOf(left),
                List.copyOf(changed.values()),
                List.copyOf(late));
        waiting.clear();
        counts.clear();
        left.clear();
        changed.clear();
        late.clear();
        return work;
    }

    synchronized void giveBack(Unwritten work) {
        for (int i = work.results().size() - 1; i >= 0; i--) {
            waiting.addFirst(work.results().get(i));
        }
        work.counts().forEach((check, rollup) -> counts.merge(check, rollup, Rollup::and));
        left.addAll(0, work.left());
        work.incidents().stream()
                .filter(incident ->
                        left.stream().noneMatch(gone -> gone.id().equals(incident.id())) || book.has(incident))
                .forEach(incident -> changed.putIfAbsent(incident.id(), incident));
        late.addAll(0, work.late());
        bound();
    }

    /** Returns how many results were dropped since the last call. */
    synchronized long takeDropped() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    /** Applies a late change to the incident as stored; returns the incident to write. */
    synchronized Optional<Incident> catchUp(Unwritten.Late one, Optional<Incident> stored) {
        stored.filter(incident -> !book.knows(incident.check(), incident.from()))
                .ifPresent(book::put);
        return one.change().apply(book);
    }

    /** Takes the stored incidents, then what the states add to them; every open incident is written again. */
    synchronized void compare(List<Incident> stored, Map<String, CheckState> states) {
        stored.stream()
                .filter(incident -> !changed.containsKey(incident.id()))
                .forEach(incident -> book.put(book.merged(incident)));
        states.forEach((check, state) -> book.changed(check, state).ifPresent(this::mark));
        states.keySet().forEach(check -> book.open(check).ifPresent(this::mark));
    }

    /** Remembers the numbers of checks in the database. */
    synchronized void numbered(Map<String, Integer> numbers) {
        numbers.forEach((name, number) -> byNumber.put(number, check(name)));
    }

    /** Forgets all numbers: it may be another database. */
    synchronized void unnumbered() {
        byNumber.clear();
    }

    synchronized void load(int number, String lines) {
        LiveCheck check = byNumber.get(number);
        if (check != null) {
            check.load(lines, mostResults);
        }
    }

    synchronized void rolledUp(Map<Integer, Rollup> rollups, boolean mine) {
        rollups.forEach((number, one) -> {
            LiveCheck check = byNumber.get(number);
            if (check != null) {
                check.rolledUp(one, firstHours, mine);
            }
        });
    }

    /** Sets the database's counts of a window, up and down, by the checks' numbers. */
    synchronized void base(int window, int firstHour, Map<Integer, LiveCheck.Base> sums) {
        firstHours[window] = firstHour;
        byNumber.forEach((number, check) -> check.base(window, sums.getOrDefault(number, LiveCheck.Base.NONE)));
    }

    /** Returns since when results are counted of those checks of which that is known. */
    synchronized Map<String, Instant> since(Collection<String> names) {
        Map<String, Instant> since = new LinkedHashMap<>();
        for (String name : names) {
            LiveCheck known = checks.get(name);
            if (known != null) {
                known.since().instant().ifPresent(instant -> since.put(name, instant));
            }
        }
        return since;
    }

    /** Returns the check of a number; null where there is none. */
    synchronized String name(int number) {
        LiveCheck check = byNumber.get(number);
        return check == null ? null : check.name();
    }

    /** Counts results that other processes have written; returns those that were not shown before. */
    synchronized List<Result> others(List<Result> results) {
        return results.stream()
                .filter(result -> check(result.check()).addOther(result))
                .toList();
    }

    /** Forgets how many results others had that are in no bucket yet, as all of those are read again. */
    synchronized void forgetOthers() {
        checks.values().forEach(LiveCheck::forgetOthers);
    }

    /** Returns the first hour of a window's base count; {@link Integer#MAX_VALUE} if there is none. */
    synchronized int firstHour(int window) {
        return firstHours[window];
    }

    synchronized List<Result> results(String check, long before, int most) {
        LiveCheck known = checks.get(check);
        return known == null ? List.of() : known.recent().before(check, before, most);
    }

    /** @param more reads the database where memory has too few */
    Map<String, List<Result>> latest(List<String> names, int most, Function<String, List<Result>> more) {
        Map<String, List<Result>> latest = new LinkedHashMap<>();
        synchronized (this) {
            names.forEach(name -> latest.put(name, results(name, Long.MAX_VALUE, most)));
        }
        latest.replaceAll((name, known) ->
                known.size() < most && (known.isEmpty() || known.size() >= LiveCheck.SHOWN) ? more.apply(name) : known);
        latest.values().removeIf(List::isEmpty);
        return latest;
    }

    synchronized Map<String, List<Cell>> cells(List<String> names, Instant now) {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        for (String name : names) {
            LiveCheck known = checks.get(name);
            if (known != null) {
                cells.put(name, known.cells().until(now));
            }
        }
        return cells;
    }

    synchronized Map<String, Uptime> uptime(List<String> names, Duration window, int firstHour) {
        int number = History.WINDOWS.indexOf(window);
        Map<String, Uptime> uptimes = new LinkedHashMap<>();
        for (String name : names) {
            LiveCheck known = checks.get(name);
            if (known != null) {
                uptimes.put(name, known.uptime(number, firstHour));
            }
        }
        return uptimes;
    }

    synchronized TreeMap<Integer, Counts> pending(String check) {
        LiveCheck known = checks.get(check);
        return known == null ? new TreeMap<>() : known.pending();
    }

    synchronized List<Incident> incidents(Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        return book.find(checks, open, before, most);
    }

    /** Returns a stored incident with what memory knows of it. */
    synchronized Incident merged(Incident stored) {
        return book.merged(stored);
    }

    /** Returns the checks that had results since the last call. */
    synchronized List<String> takeSeen() {
        return checks.values().stream()
                .filter(LiveCheck::takeSeen)
                .map(LiveCheck::name)
                .toList();
    }

    synchronized void forget(String check) {
        LiveCheck gone = checks.remove(check);
        byNumber.values().removeIf(known -> known == gone);
    }

    private LiveCheck check(String name) {
        return checks.computeIfAbsent(name, key -> new LiveCheck(key, mostResults));
    }

    private void mark(Incident incident) {
        changed.put(incident.id(), incident);
    }

    private void bound() {
        while (waiting.size() > MOST_WAITING) {
            Result oldest = waiting.poll();
            counts.computeIfAbsent(oldest.check(), name -> new Rollup()).count(oldest);
            dropped++;
        }
    }
}
