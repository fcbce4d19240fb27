package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.history.Incident;
import io.vedette.state.Act;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incident as the API shows it: when, what, who was notified, who had it, and what was noted. */
final class IncidentJson {

    private final Sources sources;

    IncidentJson(Sources sources) {
        this.sources = sources;
    }

    ObjectNode of(Incident incident) {
        return of(List.of(incident)).get(0);
    }

    /** Reads what was done about all of them at once. */
    List<ObjectNode> of(List<Incident> incidents) {
        IncidentNotes acts = new IncidentNotes(sources.mutes().acts());
        Map<String, List<Act>> notes = acts.of(incidents);
        Map<String, Act> owners = acts.owners(incidents, sources.clock().instant());
        return incidents.stream()
                .map(one ->
                        json(one, notes.getOrDefault(one.id(), List.of()), Optional.ofNullable(owners.get(one.id()))))
                .toList();
    }

    private ObjectNode json(Incident incident, List<Act> notes, Optional<Act> owner) {
        ObjectNode node = ApiJson.object()
                .put("id", incident.id())
                .put("check", incident.check())
                .put(
                        "group",
                        sources.find(incident.check())
                                .map(one -> known(one.check().group()))
                                .orElse(null))
                .put("from", ApiJson.time(incident.from()))
                .put("to", ApiJson.time(incident.to()))
                .put("health", incident.health().code())
                .put("reason", known(incident.reason()))
                .put("message", known(incident.message()))
                .put("owner", owner.map(Act::who).map(ApiJson::known).orElse(null));
        ArrayNode told = node.putArray("told");
        incident.told()
                .forEach(one -> told.addObject()
                        .put("target", one.target())
                        .put("kind", one.kind().code())
                        .put("at", ApiJson.time(one.at())));
        node.set("notes", notes(notes));
        return node;
    }

    static ArrayNode notes(List<Act> notes) {
        return ApiJson.array(notes.stream()
                .map(note -> ApiJson.object()
                        .put("at", ApiJson.time(note.at()))
                        .put("who", known(note.who()))
                        .put("text", note.reason())
                        .put("public", note.kind() == Act.Kind.PUBLISH))
                .toList());
    }
}
