package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Silences;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Text;
import io.vedette.state.Act;
import io.vedette.state.Silence;
import io.vedette.state.SilenceRule;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The silences that hold, over checks, groups and tags, and those of single checks. */
public final class SilenceList {

    /** Before the name of a check: the id of that check's own silence. */
    private static final String OF_CHECK = "check:";

    /** Nobody overlooks more. */
    private static final int MOST = 1_000;

    private final Sources sources;

    public SilenceList(Sources sources) {
        this.sources = sources;
    }

    /** Returns the id of what silences a check now. */
    static Optional<String> idFor(Sources sources, Watched watched) {
        Instant now = sources.clock().instant();
        return own(watched, now)
                .map(silence -> OF_CHECK + watched.check().name())
                .or(() -> sources.mutes().silences().of(watched.check(), now).map(SilenceRule::id));
    }

    private static Optional<Silence> own(Watched watched, Instant now) {
        return watched.record().state().silence().filter(silence -> silence.isOn(now));
    }

    public Response answer(Request request) {
        List<ObjectNode> list = new ArrayList<>();
        rules().all().forEach(rule -> list.add(json(rule)));
        Instant now = sources.clock().instant();
        for (Watched watched : sources.watchlist().all()) {
            own(watched, now).ifPresent(silence -> list.add(json(watched.check().name(), silence)));
        }
        return Response.json(200, ApiJson.write(ApiJson.data(list)));
    }

    public Response add(Request request) {
        SilenceBody body = SilenceBody.read(request.body(), sources.clock().instant());
        SilenceRule rule = body.rule(By.shown(request, body.by()));
        if (rules().all().size() >= MOST) {
            throw new Refused(409, "there are " + MOST + " silences; end one first");
        }
        try {
            rules().add(rule);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, e.getMessage());
        }
        sources.mutes().acts().add(By.noted(request, body.by()), Act.Kind.SILENCE, rule.about(), rule.reason());
        return Response.json(201, ApiJson.write(ApiJson.data(json(rule))));
    }

    public Response end(Request request, String id) {
        Optional<Watched> check = id.startsWith(OF_CHECK)
                ? sources.find(id.substring(OF_CHECK.length()))
                        .filter(watched ->
                                own(watched, sources.clock().instant()).isPresent())
                : Optional.empty();
        Optional<String> about = rules().all().stream()
                .filter(rule -> rule.id().equals(id))
                .map(SilenceRule::about)
                .findFirst();
        if (check.isPresent()) {
            Operations.Outcome outcome =
                    sources.operations().unsilence(check.get().check().name());
            if (!outcome.done()) {
                throw new Refused(outcome.status(), outcome.why());
            }
        } else if (!rules().remove(id)) {
            throw new Refused(404, "no silence has the id \"" + Text.bounded(id, 500) + "\"");
        }
        String what =
                check.map(watched -> watched.check().name()).or(() -> about).orElse(id);
        sources.mutes().acts().add(By.noted(request), Act.Kind.UNSILENCE, what, request.parameter("reason"));
        return Response.json(200, ApiJson.write(ApiJson.data(ApiJson.object().put("id", id))));
    }

    private Silences rules() {
        return sources.mutes().silences();
    }

    private static ObjectNode json(SilenceRule rule) {
        return json(rule.id(), rule.checks(), rule.groups(), rule.tags())
                .put("from", ApiJson.time(rule.from()))
                .put("until", ApiJson.time(rule.until()))
                .put("reason", known(rule.reason()))
                .put("by", known(rule.by()));
    }

    private static ObjectNode json(String check, Silence silence) {
        return json(OF_CHECK + check, List.of(check), List.of(), List.of())
                .putNull("from")
                .put("until", ApiJson.time(silence.until()))
                .put("reason", known(silence.reason()))
                .put("by", known(silence.by()));
    }

    private static ObjectNode json(String id, List<String> checks, List<String> groups, List<String> tags) {
        ObjectNode node = ApiJson.object().put("id", id);
        ObjectNode match = node.putObject("match");
        match.set("checks", ApiJson.array(checks));
        match.set("groups", ApiJson.array(groups));
        match.set("tags", ApiJson.array(tags));
        return node;
    }
}
