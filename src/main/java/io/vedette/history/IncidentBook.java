package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.IncidentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps incidents in memory: all open ones, and the latest that ended. Every change makes or changes one incident and returns
 * it. Not safe for several threads.
 */
final class IncidentBook {

    /** The most notices of an incident: nobody reads more. */
    private static final int MOST_NOTICES = 200;

    static final Comparator<Incident> NEWEST_FIRST =
            Comparator.comparing(Incident::from).thenComparing(Incident::check).reversed();

    private final int mostEnded;
    /** Incidents by check, then by beginning. */
    private final Map<String, TreeMap<Instant, Incident>> byCheck = new HashMap<>();
    /** Ended incidents by beginning: the first is the next to be forgotten. */
    private final TreeMap<Instant, List<Incident>> ended = new TreeMap<>();

    private int endedCount;

    IncidentBook(int mostEnded) {
        this.mostEnded = mostEnded;
    }

    /**
     * Records the state that a check has now, and returns the incident that changed by it, if any. A check that fell asleep in an
     * incident stays in it until it answers otherwise. Whatever the clock says, no incident ends before it began or begins before
     * the last one ended.
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
                    IncidentId.of(check, from),
                    check,
                    from,
                    Optional.empty(),
                    after.health(),
                    reason,
                    message,
                    List.of())));
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
     * Corrects open incidents, and those that ended in the future, after the clock was set.
     *
     * @return the incidents whose times changed, before and after
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

    /** An incident before and after the correction. */
    record Moved(Incident before, Incident after) {}

    /** Returns when an incident may begin: at the given time, but not before the last one ended. */
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

    /** Adds a delivered alert to its incident: the last one that had begun when the alert's state began. */
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

    /** Returns whether an incident of a check is known that had begun at a time. */
    boolean knows(String check, Instant at) {
        TreeMap<Instant, Incident> mine = byCheck.get(check);
        return mine != null && mine.floorKey(millis(at)) != null;
    }

    /** Returns an incident with what both sides know of it: the end that either knows, and all notices. */
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

    /** Returns whether an incident is known with the same beginning. */
    boolean has(Incident incident) {
        TreeMap<Instant, Incident> mine = byCheck.get(incident.check());
        return mine != null && mine.containsKey(incident.from());
    }

    Optional<Incident> open(String check) {
        return Optional.ofNullable(byCheck.get(check))
                .map(mine -> mine.lastEntry().getValue())
                .filter(incident -> incident.to().isEmpty());
    }

    /** @param checks only those of these checks; empty for all */
    List<Incident> find(Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        Stream<TreeMap<Instant, Incident>> asked = checks.isEmpty()
                ? byCheck.values().stream()
                : checks.stream().distinct().map(byCheck::get).filter(Objects::nonNull);
        return asked.flatMap(mine -> mine.headMap(before).values().stream())
                .filter(incident ->
                        open.isEmpty() || open.get() == incident.to().isEmpty())
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    /** Replaces what is known of an incident. */
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

    private static Incident lasting(Incident incident, Instant from, Optional<Instant> to) {
        return new Incident(
                from.equals(incident.from()) ? incident.id() : IncidentId.of(incident.check(), from),
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
