package io.vedette.status.page;

import static io.vedette.status.page.Html.escaped;

import io.vedette.config.values.OwnPaths;
import io.vedette.status.page.PublicView.Note;
import io.vedette.status.page.PublicView.Story;
import io.vedette.status.source.Announcements.Announcement;
import io.vedette.status.source.PageSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes what outsiders are told as RSS 2.0: beginnings with notes, what was over, and planned work, the latest first. */
final class StatusFeed {

    private static final int MOST = 50;

    private final PageSettings settings;
    private final PageTexts texts;
    private final String page;

    StatusFeed(PageSettings settings, PageTexts texts, String page) {
        this.settings = settings;
        this.texts = texts;
        this.page = page;
    }

    private record Item(String id, Instant at, String title, String text) {}

    String of(PublicView view) {
        String address = settings.baseUrl() + OwnPaths.STATUS + (page.isEmpty() ? "" : "/" + page);
        StringBuilder xml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel>")
                .append("<title>")
                .append(escaped(settings.status().title()))
                .append("</title><link>")
                .append(escaped(address))
                .append("</link><description>")
                .append(escaped(settings.status().title()))
                .append("</description><language>")
                .append(texts.language())
                .append("</language>");
        items(view).stream()
                .sorted(Comparator.comparing(Item::at).reversed())
                .limit(MOST)
                .forEach(item -> xml.append("<item><title>")
                        .append(escaped(item.title()))
                        .append("</title><description>")
                        .append(escaped(item.text()))
                        .append("</description><link>")
                        .append(escaped(address))
                        .append("</link><guid isPermaLink=\"false\">")
                        .append(escaped(item.id()))
                        .append("</guid><pubDate>")
                        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                item.at().atOffset(ZoneOffset.UTC)))
                        .append("</pubDate></item>"));
        return xml.append("</channel></rss>").toString();
    }

    private List<Item> items(PublicView view) {
        List<Item> items = new ArrayList<>();
        Stream.concat(view.stories().stream(), view.past().stream()).forEach(story -> of(items, story));
        for (Announcement one : view.planned()) {
            items.add(new Item(
                    one.id(),
                    announced(one, view.at()),
                    texts.say("planned", one.title()),
                    texts.say("planned.time", texts.dayAndClock(one.from()), texts.dayAndClock(one.to())) + ". "
                            + one.text()));
        }
        return items;
    }

    /** The id of an announcement begins with when it was made. */
    private static Instant announced(Announcement one, Instant now) {
        int dash = one.id().indexOf('-');
        String millis = dash < 0 ? "" : one.id().substring(0, dash);
        return millis.matches("\\d{13}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : now;
    }

    private void of(List<Item> items, Story story) {
        String name = texts.say("began." + story.health().code(), story.service());
        for (Note note : story.notes()) {
            items.add(new Item(story.id() + '/' + note.at().toEpochMilli(), note.at(), name, note.text()));
        }
        if (story.notes().isEmpty()) {
            items.add(new Item(story.id(), story.from(), name, ""));
        }
        story.to()
                .ifPresent(
                        end -> items.add(new Item(story.id() + "/end", end, texts.say("ended", story.service()), "")));
    }
}
