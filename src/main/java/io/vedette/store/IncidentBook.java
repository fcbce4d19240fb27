package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
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

    /** A state was taken. Empty when that makes no difference to any incident. */
    Optional<Incident> changed(String check, CheckState after) {
        Optional<Incident> open = open(check);
        Instant since = millis(after.since());
        if (!after.health().isProblem()) {
            return open.map(incident -> put(new Incident(
                    incident.id(),
                    check,
                    incident.from(),
                    Optional.of(since),
                    incident.health(),
                    incident.reason(),
                    incident.message(),
                    incident.told())));
        }
        String reason = after.cause().map(Verdict::reasonCode).orElse("");
        String message = after.cause().map(Verdict::message).orElse("");
        if (open.isEmpty()) {
            return Optional.of(put(new Incident(
                    id(check, since), check, since, Optional.empty(), after.health(), reason, message, List.of())));
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

    /** An alert was delivered: it tells of the last incident that had begun when the state that it tells of began. */
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

    /** Whether there is an incident of a check that had begun at a time. */
    boolean knows(String check, Instant at) {
        TreeMap<Instant, Incident> mine = byCheck.get(check);
        return mine != null && mine.floorKey(millis(at)) != null;
    }

    /** What is known here and elsewhere of one incident: the end that either knows, everybody who was told. */
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
                Incident oldest = ended.firstEntry().getValue().get(0);
                forgetEnded(oldest);
                TreeMap<Instant, Incident> its = byCheck.get(oldest.check());
                its.remove(oldest.from());
                if (its.isEmpty()) {
                    byCheck.remove(oldest.check());
                }
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

    /** The same for everybody who sees the same incident. */
    static String id(String check, Instant from) {
        return Long.toString(from.toEpochMilli(), Character.MAX_RADIX) + "-" + Integer.toHexString(check.hashCode());
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
