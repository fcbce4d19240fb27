package io.vedette.status.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.history.History;
import io.vedette.history.Incident;
import io.vedette.history.Uptime;
import io.vedette.rule.Text;
import io.vedette.state.IncidentId;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One incident with all that happened, what began together with it, and what the check had before; and its notes. */
public final class IncidentDetail {

    private static final int LONGEST_NOTE = 2_000;
    private static final Duration TOGETHER = Duration.ofMinutes(2);
    private static final int MOST = 50;

    private final Sources sources;
    private final IncidentJson json;
    private final Timeline timeline;

    public IncidentDetail(Sources sources) {
        this.sources = sources;
        this.json = new IncidentJson(sources);
        this.timeline = new Timeline(sources);
    }

    public Response answer(Request request, String id) {
        return shown(200, find(id));
    }

    private Response shown(int status, Incident incident) {
        ObjectNode node = json.of(incident);
        node.set("timeline", ApiJson.array(timeline.of(incident)));
        together(node.putArray("together"), incident);
        before(node.putObject("before"), incident);
        return Response.json(status, ApiJson.write(ApiJson.data(node)));
    }

    /** Adds a note; the answer is the incident as it is then. */
    public Response note(Request request, String id) {
        Query query = new Query(request);
        Incident incident = find(id);
        String text = query.text("text").map(String::strip).orElse("");
        if (text.isEmpty() || text.length() > LONGEST_NOTE) {
            throw new Refused(400, "text: must have 1 to " + LONGEST_NOTE + " characters, not " + text.length());
        }
        boolean published = query.flag("public").orElse(false);
        new IncidentNotes(sources.mutes().acts()).add(incident, By.noted(request), text, published);
        return shown(201, incident);
    }

    /** The id tells when it began, and of a check that is watched whose it is: hundreds may begin in one moment. */
    private Incident find(String id) {
        return began(id)
                .flatMap(from ->
                        sources
                                .history()
                                .incidents(named(id, from), Optional.empty(), from.plusMillis(1), MOST)
                                .stream()
                                .filter(incident -> incident.id().equals(id))
                                .findFirst())
                .orElseThrow(() -> new Refused(404, "no incident has the id \"" + Text.bounded(id, 100) + "\""));
    }

    private List<String> named(String id, Instant from) {
        return sources.watchlist().all().stream()
                .map(watched -> watched.check().name())
                .filter(check -> IncidentId.of(check, from).equals(id))
                .toList();
    }

    private static Optional<Instant> began(String id) {
        String time = id.substring(0, Math.max(0, id.indexOf('-')));
        return time.matches("[0-9a-z]{1,9}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(time, Character.MAX_RADIX)))
                : Optional.empty();
    }

    private void together(ArrayNode list, Incident incident) {
        sources
                .history()
                .incidents(Optional.empty(), Optional.empty(), incident.from().plus(TOGETHER), MOST)
                .stream()
                .filter(other -> !other.check().equals(incident.check())
                        && !other.from().isBefore(incident.from().minus(TOGETHER)))
                .sorted(Comparator.comparing(Incident::from))
                .forEach(other -> list.addObject()
                        .put("id", other.id())
                        .put("check", other.check())
                        .put("from", ApiJson.time(other.from())));
    }

    private void before(ObjectNode node, Incident incident) {
        Duration window = History.WINDOWS.get(History.WINDOWS.size() - 1);
        Instant since = incident.from().minus(window);
        List<Incident> others =
                sources
                        .history()
                        .incidents(Optional.of(incident.check()), Optional.empty(), incident.from(), 500)
                        .stream()
                        .filter(other -> !other.from().isBefore(since))
                        .toList();
        Optional<Incident> longest = others.stream().max(Comparator.comparing(IncidentDetail::lasted));
        node.put("incidents", others.size());
        node.put(
                "totalMs",
                others.stream().mapToLong(one -> lasted(one).toMillis()).sum());
        node.put("longestMs", longest.map(one -> lasted(one).toMillis()).orElse(null));
        node.put("longestFrom", ApiJson.time(longest.map(Incident::from)));
        List<Uptime> shares =
                sources.history().uptime(incident.check(), sources.clock().instant());
        CheckGroups.share(
                node,
                "uptime90d",
                shares.isEmpty() ? Optional.empty() : Optional.of(shares.get(shares.size() - 1)),
                Optional.ofNullable(
                        sources.history().since(List.of(incident.check())).get(incident.check())));
    }

    private static Duration lasted(Incident incident) {
        return incident.to().map(end -> Duration.between(incident.from(), end)).orElse(Duration.ZERO);
    }
}
