package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import io.vedette.history.Incident;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The list of incidents, the newest beginning first. */
public final class Incidents {

    private final Sources sources;

    public Incidents(Sources sources) {
        this.sources = sources;
    }

    private record Line(
            String id,
            String check,
            String from,
            String to,
            String health,
            String reason,
            String message,
            List<Notice> told) {

        static Line of(Incident incident) {
            return new Line(
                    incident.id(),
                    incident.check(),
                    ApiJson.time(incident.from()),
                    ApiJson.time(incident.to()),
                    incident.health().code(),
                    known(incident.reason()),
                    known(incident.message()),
                    incident.told().stream()
                            .map(one -> new Notice(one.target(), one.kind().code(), ApiJson.time(one.at())))
                            .toList());
        }
    }

    private record Notice(String target, String kind, String at) {}

    public Response answer(Request request) {
        Query query = new Query(request);
        Optional<String> check = query.text("check");
        Optional<Boolean> open = query.flag("open");
        Instant soon = sources.clock().instant().plusSeconds(1);
        Paged<Incident> page = KeysetPage.page(
                query, Incident::from, soon, (before, most) -> sources.history().incidents(check, open, before, most));
        return new Paged<>(page.data().stream().map(Line::of).toList(), page.page()).response();
    }
}
