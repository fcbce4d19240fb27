package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Incidents in memory: all that go on, and the newest that ended. What it is told makes or changes one incident, which it
 * gives back. Not safe for several threads.
 */
final class IncidentBook {

    /** More than this in a night nobody reads. */
    private static final int MOST_NOTICES = 200;

    static final Comparator<Incident> NEWEST_FIRST =
            Comparator.comparing(Incident::from).thenComparing(Incident::check).reversed();

    private final int mostEnded;
    /** By check, then by beginning. */
    private final Map<String, TreeMap<Instant, Incident>> byCheck = new HashMap<>();
    /** The ended ones, those that began first at the head: the next to be forgotten. */
    private final TreeMap<Instant, List<Incident>> ended = new TreeMap<>();

    private int endedCount;

    IncidentBook(int mostEnded) {
        this.mostEnded = mostEnded;
    }

    /**
     * Takes a state. Returns nothing when that makes no difference to any incident: one that fell asleep in trouble is in trouble
     * until it says otherwise. Whatever the clock says, no incident ends before it began or begins before the last one ended.
     */
    Optional<Incident> changed(String check, CheckState after) {
        Optional<Incident> open = open(check);
        if (!after.health().isProblem()) {
            return open.filter(incident -> !after.isInIncident())
                    .map(incident -> put(lasting(
                            incident, incident.from(), Optional.of(later(millis(after.since()), incident.from())))));
        }
        String reason = after.cause().map(Verdict::reasonCode).orElse("");
        String message = after.cause().map(Verdict::message).orElse("");
        if (open.isEmpty()) {
            Instant from = free(check, millis(after.problemSince().orElse(after.since())));
            return Optional.of(put(new Incident(
                    id(check, from), check, from, Optional.empty(), after.health(), reason, message, List.of())));
        }
        return open.filter(incident -> after.health().compareTo(incident.health()) > 0)
                .map(incident -> put(new Incident(
                        incident.id(),
                        check,
                        incident.from(),
                        Optional.empty(),
                        after.health(),
                        reason,
                        message,
                        incident.told())));
    }

    /**
     * Moves what goes on, and what ended later than it is now, along with a clock that was set.
     *
     * @return what stands elsewhere now, as it was and as it is
     */
    List<Moved> moved(ClockStep step) {
        List<Incident> affected = byCheck.values().stream()
                .flatMap(mine -> mine.values().stream())
                .filter(incident -> incident.to().map(step.now()::isBefore).orElse(true))
                .sorted(Comparator.comparing(Incident::from))
                .toList();
        affected.forEach(this::remove);
        List<Moved> moved = new ArrayList<>();
        for (Incident before : affected) {
            Instant from = free(before.check(), millis(step.past(before.from())));
            Optional<Instant> to = before.to().map(end -> later(millis(step.past(end)), from));
            moved.add(new Moved(before, put(lasting(before, from, to))));
        }
        return moved;
    }

    /** An incident as it was before the clock was set, and as it is. */
    record Moved(Incident before, Incident after) {}

    /** When an incident may begin that is said to begin at a time: not before the last one ended. */
    private Instant free(String check, Instant wanted) {
        TreeMap<Instant, Incident> mine = byCheck.get(check);
        if (mine == null) {
            return wanted;
        }
        Incident last = mine.lastEntry().getValue();
        Instant from = later(wanted, last.to().orElse(last.from()));
        return from.equals(last.from()) ? from.plusMillis(1) : from;
    }

    private void remove(Incident incident) {
        if (incident.to().isPresent()) {
            forgetEnded(incident);
        }
        TreeMap<Instant, Incident> mine = byCheck.get(incident.check());
        mine.remove(incident.from());
        if (mine.isEmpty()) {
            byCheck.remove(incident.check());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Takes that an alert was delivered: it tells of the last incident that had begun when the state that it tells of began. */
    Optional<Incident> delivered(String target, Alert alert, Instant at) {
        Map.Entry<Instant, Incident> told =
                byCheck.getOrDefault(alert.check(), new TreeMap<>()).floorEntry(millis(alert.since()));
        if (told == null || told.getValue().told().size() >= MOST_NOTICES) {
            return Optional.empty();
        }
        Incident incident = told.getValue();
        List<Incident.Notice> notices = new ArrayList<>(incident.told());
        notices.add(new Incident.Notice(target, alert.kind(), millis(at)));
        return Optional.of(put(with(incident, notices)));
    }

    /** Returns whether there is an incident of a check that had begun at a time. */
    boolean knows(String check, Instant at) {
        TreeMap<Instant, Incident> mine = byCheck.get(check);
        return mine != null && mine.floorKey(millis(at)) != null;
    }

    /** Returns what is known here and elsewhere of one incident: the end that either knows, everybody who was told. */
    Incident merged(Incident elsewhere) {
        TreeMap<Instant, Incident> mine = byCheck.get(elsewhere.check());
        Incident known = mine == null ? null : mine.get(elsewhere.from());
        if (known == null) {
            return elsewhere;
        }
        Incident worse = elsewhere.health().compareTo(known.health()) > 0 ? elsewhere : known;
        List<Incident.Notice> told = Stream.concat(elsewhere.told().stream(), known.told().stream())
                .distinct()
                .sorted(Comparator.comparing(Incident.Notice::at).thenComparing(Incident.Notice::target))
                .toList();
        return new Incident(
                known.id(),
                known.check(),
                known.from(),
                known.to().or(elsewhere::to),
                worse.health(),
                worse.reason(),
                worse.message(),
                told);
    }

    /** Returns whether an incident stands where it did. */
    boolean has(Incident incident) {
        TreeMap<Instant, Incident> mine = byCheck.get(incident.check());
        return mine != null && mine.containsKey(incident.from());
    }

    Optional<Incident> open(String check) {
        return Optional.ofNullable(byCheck.get(check))
                .map(mine -> mine.lastEntry().getValue())
                .filter(incident -> incident.to().isEmpty());
    }

    List<Incident> find(Optional<String> check, Optional<Boolean> open, Instant before, int most) {
        Stream<TreeMap<Instant, Incident>> asked =
                check.isEmpty() ? byCheck.values().stream() : Optional.ofNullable(byCheck.get(check.get())).stream();
        return asked.flatMap(mine -> mine.headMap(before).values().stream())
                .filter(incident ->
                        open.isEmpty() || open.get() == incident.to().isEmpty())
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    /** Takes an incident as it is, in place of what is known of it. */
    Incident put(Incident incident) {
        Incident before = byCheck.computeIfAbsent(incident.check(), name -> new TreeMap<>())
                .put(incident.from(), incident);
        if (before != null && before.to().isPresent()) {
            forgetEnded(before);
        }
        if (incident.to().isPresent()) {
            ended.computeIfAbsent(incident.from(), from -> new ArrayList<>()).add(incident);
            endedCount++;
            while (endedCount > mostEnded) {
                remove(ended.firstEntry().getValue().get(0));
            }
        }
        return incident;
    }

    private void forgetEnded(Incident incident) {
        List<Incident> together = ended.get(incident.from());
        together.removeIf(one -> one.id().equals(incident.id()));
        if (together.isEmpty()) {
            ended.remove(incident.from());
        }
        endedCount--;
    }

    /** Returns the same for everybody who sees the same incident. */
    static String id(String check, Instant from) {
        return Long.toString(from.toEpochMilli(), Character.MAX_RADIX) + "-" + Integer.toHexString(check.hashCode());
    }

    private static Incident lasting(Incident incident, Instant from, Optional<Instant> to) {
        return new Incident(
                from.equals(incident.from()) ? incident.id() : id(incident.check(), from),
                incident.check(),
                from,
                to,
                incident.health(),
                incident.reason(),
                incident.message(),
                incident.told());
    }

    static Incident with(Incident incident, List<Incident.Notice> told) {
        return new Incident(
                incident.id(),
                incident.check(),
                incident.from(),
                incident.to(),
                incident.health(),
                incident.reason(),
                incident.message(),
                told);
    }

    static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
