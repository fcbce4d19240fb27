package io.vedette.status.page;

import io.vedette.evaluate.Watched;
import io.vedette.history.Incident;
import io.vedette.state.Act;
import io.vedette.state.Health;
import io.vedette.status.source.Announcements;
import io.vedette.status.source.Announcements.Announcement;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one page shows to outsiders.
 *
 * @param at when it was looked at
 * @param services the published checks, those that are down first, then by group and name
 * @param stories the problems that last and of which operators tell something, the latest first
 * @param planned announced work
 * @param past what was down in the last fourteen days, the latest first
 */
record PublicView(
        Instant at, List<PublicService> services, List<Story> stories, List<Announcement> planned, List<Story> past) {

    private static final Duration PAST = Duration.ofDays(14);
    private static final int MOST_ENDED = 500;
    private static final int MOST_PAST = 20;
    private static final List<String> WORST_FIRST = List.of("error", "degraded", "maintenance");

    /**
     * A problem of a published check.
     *
     * @param service the name that outsiders know
     * @param notes what operators tell outsiders, the latest first
     */
    record Story(String id, String service, Health health, Instant from, Optional<Instant> to, List<Note> notes) {}

    /** What operators told. */
    record Note(Instant at, String text) {}

    /** @param page the tag of the page; empty for the one with all */
    static PublicView of(Sources sources, String page) {
        Instant now = sources.clock().instant();
        List<Watched> published = sources.watchlist().all().stream()
                .filter(one -> one.check().published())
                .filter(one -> page.isEmpty() || one.check().tags().contains(page))
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        published.forEach(one -> names.put(
                one.check().name(),
                one.check().publicName().isEmpty()
                        ? one.check().name()
                        : one.check().publicName()));
        List<Incident> open = incidents(sources, names.keySet(), true, now, names.size()); // At most one of each.
        List<Incident> ended = incidents(sources, names.keySet(), false, now, MOST_ENDED);
        Map<String, List<Act>> notes = new IncidentNotes(sources.mutes().acts())
                .of(Stream.concat(open.stream(), ended.stream()).toList());
        List<Story> stories = open.stream()
                .map(one -> story(one, names, notes))
                .filter(one -> !one.notes().isEmpty())
                .toList();
        List<Story> past = ended.stream()
                .filter(one ->
                        one.to().filter(end -> end.isAfter(now.minus(PAST))).isPresent())
                .map(one -> story(one, names, notes))
                .filter(one -> one.health() == Health.ERROR || !one.notes().isEmpty())
                .limit(MOST_PAST)
                .toList();
        return new PublicView(
                now,
                PublicService.of(sources, published, now).stream()
                        .sorted(Comparator.comparingInt(PublicView::rank)
                                .thenComparing(PublicService::group)
                                .thenComparing(PublicService::name))
                        .toList(),
                stories,
                new Announcements(sources.mutes().acts())
                        .coming(now).stream()
                                .filter(one ->
                                        one.page().isEmpty() || one.page().equals(page))
                                .toList(),
                past);
    }

    private static int rank(PublicService service) {
        int place = WORST_FIRST.indexOf(service.kind());
        return place < 0 ? WORST_FIRST.size() : place;
    }

    private static List<Incident> incidents(
            Sources sources, Collection<String> checks, boolean open, Instant now, int most) {
        return checks.isEmpty()
                ? List.of()
                : sources.history().incidents(checks, Optional.of(open), now.plusSeconds(1), most);
    }

    private static Story story(Incident incident, Map<String, String> names, Map<String, List<Act>> notes) {
        List<Note> told = notes.getOrDefault(incident.id(), List.of()).stream()
                .filter(act -> act.kind() == Act.Kind.PUBLISH)
                .sorted(Comparator.comparing(Act::at).reversed())
                .map(act -> new Note(act.at(), act.reason()))
                .toList();
        return new Story(
                incident.id(), names.get(incident.check()), incident.health(), incident.from(), incident.to(), told);
    }

    List<PublicService> of(String kind) {
        return services.stream().filter(one -> one.kind().equals(kind)).toList();
    }
}
