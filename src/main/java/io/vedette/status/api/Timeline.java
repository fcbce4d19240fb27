package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.MuteStatus;
import io.vedette.evaluate.Watched;
import io.vedette.history.Incident;
import io.vedette.history.Result;
import io.vedette.state.Mute;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that happened in an incident, the oldest first: failures, notices and refusals, acts, notes, mutes by dependency, the end. */
final class Timeline {

    private static final int RESULTS = 100;

    private final Sources sources;

    Timeline(Sources sources) {
        this.sources = sources;
    }

    private record Event(Instant at, ObjectNode json) {}

    List<ObjectNode> of(Incident incident) {
        List<Event> events = new ArrayList<>();
        firstFailure(incident).ifPresent(result -> events.add(event(result.at(), "failed", "", result.message())));
        events.add(new Event(
                incident.from(),
                json(incident.from(), "began", "", incident.message())
                        .put("state", incident.health().code())));
        incident.told()
                .forEach(notice -> events.add(
                        new Event(notice.at(), json(notice.at(), notice.kind().code(), notice.target(), ""))));
        IncidentNotes notes = new IncidentNotes(sources.mutes().acts());
        notes.during(incident, sources.clock().instant())
                .forEach(act -> events.add(event(act.at(), act.kind().code(), act.who(), act.reason())));
        notes.of(incident).forEach(act -> events.add(event(act.at(), act.kind().code(), act.who(), act.reason())));
        if (incident.to().isEmpty()) {
            sources.find(incident.check()).ifPresent(watched -> now(events, watched));
        }
        incident.to().ifPresent(end -> events.add(event(end, "ended", "", "")));
        return events.stream()
                .sorted(Comparator.comparing(Event::at))
                .map(Event::json)
                .toList();
    }

    /** Adds who still waits, and which checks stay quiet because they depend on this one. */
    private void now(List<Event> events, Watched watched) {
        watched.record()
                .entries()
                .forEach((target, entry) -> entry.waiting().ifPresent(alert -> {
                    Instant since = entry.owedSince().orElse(alert.at());
                    String error = sources.targets().all().stream()
                            .filter(one -> one.name().equals(target))
                            .map(one -> one.error())
                            .findFirst()
                            .orElse("");
                    events.add(event(since, "waiting", target, error));
                }));
        List<String> quiet = sources.watchlist().all().stream()
                .filter(other -> other.check()
                        .dependsOn()
                        .filter(watched.check().name()::equals)
                        .isPresent())
                .filter(other -> Optional.of(sources.mutes().of(other))
                        .map(MuteStatus::mute)
                        .filter(Mute.DEPENDENCY::equals)
                        .isPresent())
                .map(other -> other.check().name())
                .sorted()
                .toList();
        if (!quiet.isEmpty()) {
            events.add(event(
                    sources.clock().instant(),
                    "quiet",
                    "",
                    quiet.stream().limit(20).collect(Collectors.joining(", "))));
        }
    }

    /** Returns the first of the failures in a row that led to the incident, where it is still kept. */
    private Optional<Result> firstFailure(Incident incident) {
        Result first = null;
        for (Result result : sources.history().results(incident.check(), incident.from(), RESULTS)) {
            if (!result.status().isProblem()) {
                break;
            }
            first = result;
        }
        return Optional.ofNullable(first);
    }

    private static Event event(Instant at, String kind, String who, String text) {
        return new Event(at, json(at, kind, who, text));
    }

    private static ObjectNode json(Instant at, String kind, String who, String text) {
        return ApiJson.object()
                .put("at", ApiJson.time(at))
                .put("kind", kind)
                .put("who", known(who))
                .put("text", known(text))
                .putNull("state");
    }
}
