package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.Text;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Announcements;
import io.vedette.status.source.Announcements.Announcement;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.List;

/** Planned work that outsiders read of on the status page. */
public final class AnnouncementList {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 1_500;

    private final Sources sources;
    private final boolean shown;

    /** @param shown whether there is a page for outsiders */
    public AnnouncementList(Sources sources, boolean shown) {
        this.sources = sources;
        this.shown = shown;
    }

    private Announcements announcements() {
        return new Announcements(sources.mutes().acts());
    }

    public Response answer(Request request) {
        return list(200);
    }

    private Response list(int status) {
        List<ObjectNode> all = announcements().coming(sources.clock().instant()).stream()
                .map(AnnouncementList::json)
                .toList();
        ObjectNode root = ApiJson.data(all).put("shown", shown);
        root.set("pages", ApiJson.array(pages()));
        return Response.json(status, ApiJson.write(root));
    }

    private List<String> pages() {
        return sources.pages().get().status().pages();
    }

    /** Announces work; the answer is the list as it is then. */
    public Response add(Request request) {
        Query query = new Query(request);
        Instant from = query.time("from").orElseThrow(() -> missing("from"));
        Instant to = query.time("to").orElseThrow(() -> missing("to"));
        if (!from.isBefore(to) || !to.isAfter(sources.clock().instant())) {
            throw new Refused(400, "to: must be after \"from\", and in the future");
        }
        String title = query.text("title")
                .map(text -> Text.bounded(text, LONGEST_TITLE))
                .orElse("");
        if (title.isBlank()) {
            throw new Refused(400, "title: is missing; write what is planned in a few words");
        }
        String page = query.text("page").orElse("");
        if (!page.isEmpty() && !pages().contains(page)) {
            throw Refused.parameter("page", page, "a page of vedette.status-page.pages");
        }
        String text = Text.bounded(query.text("text").orElse(""), LONGEST_TEXT);
        announcements().add(By.noted(request), from, to, page, title, text);
        return list(201);
    }

    private static Refused missing(String name) {
        return new Refused(400, name + ": is missing; write a time such as 2026-01-31T12:00:00Z");
    }

    /** Withdraws one. */
    public Response withdraw(Request request, String id) {
        if (!announcements().withdraw(By.noted(request), id, sources.clock().instant())) {
            throw new Refused(404, "no announcement has the id \"" + Text.bounded(id, 100) + "\"");
        }
        return list(200);
    }

    private static ObjectNode json(Announcement one) {
        return ApiJson.object()
                .put("id", one.id())
                .put("from", ApiJson.time(one.from()))
                .put("to", ApiJson.time(one.to()))
                .put("page", known(one.page()))
                .put("title", one.title())
                .put("text", known(one.text()));
    }
}
