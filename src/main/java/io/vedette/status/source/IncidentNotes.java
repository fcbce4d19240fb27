package io.vedette.status.source;

import io.vedette.evaluate.Acts;
import io.vedette.history.Incident;
import io.vedette.state.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people did about an incident. A note is an act on the incident, so that it is kept, and survives a lost database, as acts do.
 */
public final class IncidentNotes {

    private static final int MOST = 200;

    /** What is done right after an end still belongs to it. */
    private static final long AFTERWARDS_SECONDS = 600;

    private static final Set<Act.Kind> NOTES = Set.of(Act.Kind.NOTE, Act.Kind.PUBLISH);
    private static final Set<Act.Kind> TAKEN = Set.of(Act.Kind.ACKNOWLEDGE, Act.Kind.UNACKNOWLEDGE);

    private final Acts acts;

    public IncidentNotes(Acts acts) {
        this.acts = acts;
    }

    /** Returns the notes of an incident, the oldest first. */
    public List<Act> of(Incident incident) {
        return of(List.of(incident)).getOrDefault(incident.id(), List.of());
    }

    /** Returns the notes of many incidents by the ids of these, the oldest first; an incident without notes has no entry. */
    public Map<String, List<Act>> of(Collection<Incident> incidents) {
        Map<String, List<Act>> notes = acts
                .since(Instant.MIN, incidents.stream().map(Incident::id).toList())
                .stream()
                .filter(act -> NOTES.contains(act.kind()))
                .collect(Collectors.groupingBy(Act::what));
        notes.replaceAll((id, all) -> oldestFirst(all.subList(0, Math.min(all.size(), MOST))));
        return notes;
    }

    /** Returns what was done to the check while the incident lasted, the oldest first. */
    public List<Act> during(Incident incident, Instant now) {
        return oldestFirst(acts.latest(Optional.of(incident.check()), Acts.idAt(end(incident, now)), MOST).stream()
                .filter(act -> !act.at().isBefore(incident.from()))
                .toList());
    }

    /** Returns who took each of many incidents in hand last, by the ids of these; one that nobody has has no entry. */
    public Map<String, Act> owners(Collection<Incident> incidents, Instant now) {
        Instant first =
                incidents.stream().map(Incident::from).min(Instant::compareTo).orElse(now);
        Map<String, List<Act>> taken = acts
                .since(first, incidents.stream().map(Incident::check).toList())
                .stream()
                .filter(act -> TAKEN.contains(act.kind()))
                .collect(Collectors.groupingBy(Act::what));
        Map<String, Act> owners = new HashMap<>();
        incidents.forEach(incident -> taken.getOrDefault(incident.check(), List.of()).stream()
                .filter(act -> !act.at().isBefore(incident.from()) && act.at().isBefore(end(incident, now)))
                .findFirst()
                .filter(act -> act.kind() == Act.Kind.ACKNOWLEDGE)
                .ifPresent(act -> owners.put(incident.id(), act)));
        return owners;
    }

    private static Instant end(Incident incident, Instant now) {
        return incident.to().orElse(now).plusSeconds(AFTERWARDS_SECONDS);
    }

    /** Adds a note. */
    public void add(Incident incident, String who, String text, boolean published) {
        acts.add(who, published ? Act.Kind.PUBLISH : Act.Kind.NOTE, incident.id(), text);
    }

    private static List<Act> oldestFirst(List<Act> newestFirst) {
        List<Act> acts = new ArrayList<>(newestFirst);
        Collections.reverse(acts);
        return acts;
    }
}
