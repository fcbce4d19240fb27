package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.evaluate.Acts;
import io.vedette.state.Act;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The list of what people did, the newest first. */
public final class ActList {

    private static final Pattern ID = Pattern.compile("\\d{13}-\\d{4,6}-[0-9a-f]{8}");

    /** Comes behind all ids. */
    private static final String END = "z";

    private final Sources sources;

    public ActList(Sources sources) {
        this.sources = sources;
    }

    public Response answer(Request request) {
        Query query = new Query(request);
        int limit = query.limit();
        String before = query.text("before").map(ActList::before).orElse(END);
        List<Act> found = sources.mutes().acts().latest(query.text("check"), before, limit + 1);
        List<Act> page = found.subList(0, Math.min(limit, found.size()));
        ObjectNode root = ApiJson.data(page.stream().map(ActList::json).toList());
        Optional<String> next =
                found.size() > limit ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty();
        root.putObject("page").putNull("total").put("limit", limit).put("next", next.orElse(null));
        return Response.json(200, ApiJson.write(root));
    }

    private static String before(String given) {
        if (ID.matcher(given).matches()) {
            return given;
        }
        try {
            return Acts.idAt(OffsetDateTime.parse(given).toInstant());
        } catch (DateTimeException e) {
            throw Refused.parameter(
                    "before", given, "a time such as 2026-01-31T12:00:00Z, nor the \"next\" of a page of this list");
        }
    }

    static ObjectNode json(Act act) {
        return ApiJson.object()
                .put("id", act.id())
                .put("at", ApiJson.time(act.at()))
                .put("who", known(act.who()))
                .put("act", act.kind().code())
                .put("what", known(act.what()))
                .put("reason", known(act.reason()));
    }
}
