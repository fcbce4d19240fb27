package io.vedette.status.api;

import io.vedette.history.History;
import io.vedette.history.Incident;
import io.vedette.state.Act;
import io.vedette.status.http.Query;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which incidents are asked for.
 *
 * @param check of this check
 * @param open true for those that last, false for those that are over
 * @param group of checks that are in this group now
 * @param words in the name of the check, its group, the reason, the message or a note
 * @param from only those that began at it or later
 * @param to only those that began before it
 */
record IncidentFilter(
        Optional<String> check,
        Optional<Boolean> open,
        Optional<String> group,
        Optional<String> words,
        Instant from,
        Instant to) {

    /** So many are looked through for one answer; the coming page goes on from there. */
    private static final int MOST_SEEN = 5_000;

    private static final int STEP = 500;

    static IncidentFilter of(Query query, Instant now) {
        return new IncidentFilter(
                query.text("check"),
                query.flag("open"),
                query.text("group"),
                query.text("q").map(words -> words.toLowerCase(Locale.ROOT)),
                query.time("from").orElse(Instant.EPOCH),
                query.time("to").orElse(now.plusSeconds(1)));
    }

    /** Returns those that match and began before a time, the latest beginning first; not all where too many do not match. */
    KeysetPage.Found<Incident> before(Sources sources, Instant before, int most) {
        History history = sources.history();
        List<Incident> found = new ArrayList<>();
        Instant next = before.isBefore(to) ? before : to;
        int seen = 0;
        while (found.size() < most && seen < MOST_SEEN) {
            int step = isPlain() ? most : STEP;
            List<Incident> read = history.incidents(check, open, next, step);
            List<Incident> within = read.stream()
                    .filter(incident -> !incident.from().isBefore(from))
                    .toList();
            Map<String, List<Act>> notes = words.isEmpty()
                    ? Map.of()
                    : new IncidentNotes(sources.mutes().acts()).of(within);
            within.stream()
                    .filter(one -> takes(sources, one, notes.getOrDefault(one.id(), List.of())))
                    .limit(most - found.size())
                    .forEach(found::add);
            seen += read.size();
            if (within.size() < step) {
                return KeysetPage.Found.all(found);
            }
            // Incidents that began in one millisecond are more than a step in no installation.
            next = read.get(read.size() - 1).from();
        }
        return new KeysetPage.Found<>(found, found.size() < most ? Optional.of(next) : Optional.empty());
    }

    private boolean isPlain() {
        return group.isEmpty() && words.isEmpty();
    }

    private boolean takes(Sources sources, Incident incident, List<Act> notes) {
        String in =
                sources.find(incident.check()).map(one -> one.check().group()).orElse("");
        return group.map(in::equals).orElse(true)
                && words.map(wanted -> holds(incident.check(), wanted)
                                || holds(in, wanted)
                                || holds(incident.reason(), wanted)
                                || holds(incident.message(), wanted)
                                || notes.stream().anyMatch(note -> holds(note.reason(), wanted)))
                        .orElse(true);
    }

    private static boolean holds(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
