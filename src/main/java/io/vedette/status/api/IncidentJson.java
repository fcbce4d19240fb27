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

/** An incident as the API shows it: when, what, who was notified, who had it, and what was noted. */
final class IncidentJson {

    private final Sources sources;

    IncidentJson(Sources sources) {
        this.sources = sources;
    }

    ObjectNode of(Incident incident) {
        IncidentNotes notes = new IncidentNotes(sources.mutes().acts());
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
                .put(
                        "owner",
                        notes.owner(incident, sources.clock().instant())
                                .map(Act::who)
                                .map(ApiJson::known)
                                .orElse(null));
        ArrayNode told = node.putArray("told");
        incident.told()
                .forEach(one -> told.addObject()
                        .put("target", one.target())
                        .put("kind", one.kind().code())
                        .put("at", ApiJson.time(one.at())));
        node.set("notes", notes(notes.of(incident)));
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
