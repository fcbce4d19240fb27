package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.history.Incident;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The list of incidents, the newest beginning first; a page of it as JSON, or all that match as CSV. */
public final class Incidents {

    private static final int MOST_LINES = 5_000;

    private static final String HEAD = "id,check,group,from,to,seconds,health,reason,message,owner,notified,notes\r\n";

    /** Some spreadsheets skip blanks before these, and take the wide forms that Japanese has for them. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private final Sources sources;
    private final IncidentJson json;

    public Incidents(Sources sources) {
        this.sources = sources;
        this.json = new IncidentJson(sources);
    }

    public Response answer(Request request) {
        Query query = new Query(request);
        Instant now = sources.clock().instant();
        IncidentFilter filter = IncidentFilter.of(query, now);
        if (query.word("format", "json", List.of("json", "csv")).equals("csv")) {
            return csv(filter.before(sources, now.plusSeconds(1), MOST_LINES + 1), now);
        }
        Paged<Incident> page = KeysetPage.page(
                query, Incident::from, now.plusSeconds(1), (before, most) -> filter.before(sources, before, most));
        return new Paged<>(json.of(page.data()), page.page()).response();
    }

    private Response csv(KeysetPage.Found<Incident> found, Instant now) {
        StringBuilder text = new StringBuilder(HEAD);
        List<Incident> incidents =
                found.entries().subList(0, Math.min(found.entries().size(), MOST_LINES));
        List<ObjectNode> lines = json.of(incidents);
        for (int i = 0; i < lines.size(); i++) {
            Incident incident = incidents.get(i);
            ObjectNode line = lines.get(i);
            String notes = StreamSupport.stream(line.path("notes").spliterator(), false)
                    .map(note -> note.path("text").asText())
                    .collect(Collectors.joining(" / "));
            String told = incident.told().stream()
                    .map(Incident.Notice::target)
                    .distinct()
                    .collect(Collectors.joining(" "));
            long seconds =
                    Duration.between(incident.from(), incident.to().orElse(now)).toSeconds();
            text.append(String.join(
                            ",",
                            cell(incident.id()),
                            cell(incident.check()),
                            cell(line.path("group").asText("")),
                            cell(ApiJson.time(incident.from())),
                            cell(incident.to().map(ApiJson::time).orElse("")),
                            String.valueOf(seconds),
                            cell(incident.health().code()),
                            cell(incident.reason()),
                            cell(incident.message()),
                            cell(line.path("owner").asText("")),
                            cell(told),
                            cell(notes)))
                    .append("\r\n");
        }
        rest(found)
                .ifPresent(to -> text.append(cell("truncated"))
                        .append(",,,,,,,,")
                        .append(cell("there are older ones: ask again with to=" + ApiJson.time(to)))
                        .append(",,,\r\n"));
        return new Response(
                200,
                "text/csv; charset=utf-8",
                text.toString(),
                Map.of("Content-Disposition", "attachment; filename=\"incidents.csv\""));
    }

    /** Returns before which there may be more; what began in the same millisecond comes twice rather than never. */
    private static Optional<Instant> rest(KeysetPage.Found<Incident> found) {
        return found.entries().size() > MOST_LINES
                ? Optional.of(found.entries().get(MOST_LINES - 1).from().plusMillis(1))
                : found.unseen();
    }

    /** As RFC 4180 has it. What a spreadsheet would take for a formula begins with an apostrophe: messages are text of endpoints. */
    private static String cell(String text) {
        String safe = !text.isBlank() && FORMULA.indexOf(text.strip().charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + '"';
    }
}
