package io.vedette.status.source;

import io.vedette.evaluate.Acts;
import io.vedette.history.Incident;
import io.vedette.state.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people did about an incident. A note is an act on the incident, so that it is kept, and survives a lost database, as acts do.
 */
public final class IncidentNotes {

    /** Comes behind the ids of all acts. */
    private static final String END = "z";

    private static final int MOST = 200;

    /** What is done right after an end still belongs to it. */
    private static final long AFTERWARDS_SECONDS = 600;

    private static final Set<Act.Kind> NOTES = Set.of(Act.Kind.NOTE, Act.Kind.PUBLISH);

    private final Acts acts;

    public IncidentNotes(Acts acts) {
        this.acts = acts;
    }

    /** Returns the notes of an incident, the oldest first. */
    public List<Act> of(Incident incident) {
        return oldestFirst(acts.latest(Optional.of(incident.id()), END, MOST).stream()
                .filter(act -> NOTES.contains(act.kind()))
                .toList());
    }

    /** Returns the notes of an incident that outsiders may read, the oldest first. */
    public List<Act> published(Incident incident) {
        return of(incident).stream()
                .filter(act -> act.kind() == Act.Kind.PUBLISH)
                .toList();
    }

    /** Returns what was done to the check while the incident lasted, the oldest first. */
    public List<Act> during(Incident incident, Instant now) {
        Instant end = incident.to().orElse(now).plusSeconds(AFTERWARDS_SECONDS);
        return oldestFirst(acts.latest(Optional.of(incident.check()), Acts.idAt(end), MOST).stream()
                .filter(act -> !act.at().isBefore(incident.from()))
                .toList());
    }

    /** Returns who took the incident in hand last; empty where nobody did. */
    public Optional<Act> owner(Incident incident, Instant now) {
        List<Act> done = during(incident, now).stream()
                .filter(act -> act.kind() == Act.Kind.ACKNOWLEDGE || act.kind() == Act.Kind.UNACKNOWLEDGE)
                .toList();
        return done.isEmpty()
                ? Optional.empty()
                : Optional.of(done.get(done.size() - 1)).filter(act -> act.kind() == Act.Kind.ACKNOWLEDGE);
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
