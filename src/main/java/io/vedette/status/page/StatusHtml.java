package io.vedette.status.page;

import static io.vedette.status.page.Html.escaped;

import io.vedette.status.page.PublicView.Note;
import io.vedette.status.page.PublicView.Story;
import io.vedette.status.source.Announcements.Announcement;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.StatusPageSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the page for outsiders: the verdict as a sentence, what is happening, planned work, the services, the last fourteen days. */
final class StatusHtml {

    private final StatusPageSettings settings;
    private final PageTexts texts;
    private final String page;
    private final StringBuilder html = new StringBuilder(16_000);

    StatusHtml(PageSettings settings, PageTexts texts, String page) {
        this.settings = settings.status();
        this.texts = texts;
        this.page = page;
    }

    String of(PublicView view) {
        String verdict = verdict(view);
        html.append("<!DOCTYPE html><html lang=\"")
                .append(texts.language())
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(verdict + ": " + settings.title()))
                .append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"")
                .append(escaped(settings.logo().orElse("data:,")))
                .append("\"><link rel=\"stylesheet\" href=\"")
                .append(path("status.css"))
                .append("\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"")
                .append(feed())
                .append("\"></head><body>");
        mast();
        html.append("<main>");
        verdict(view, verdict);
        happening(view);
        new ServicesHtml(texts, view.at(), html).write(view.services());
        past(view);
        html.append("</main><footer><p>")
                .append(escaped(texts.say("as.of", texts.clockSeconds(view.at()), texts.zone(view.at()))))
                .append("</p><p>")
                .append(escaped(settings.footer()))
                .append("</p></footer></body></html>");
        return html.toString();
    }

    /** Pages of tags stand a step deeper; a proxy may have put all of them below a path of its own. */
    private String path(String file) {
        return (page.isEmpty() ? "" : "../") + file;
    }

    private String feed() {
        return page.isEmpty() ? "status.rss" : escaped(page) + ".rss";
    }

    private void mast() {
        String logo = settings.logo()
                .map(data -> "<img src=\"" + escaped(data) + "\" alt=\"\">")
                .orElse("");
        String name = logo + "<bdi>" + escaped(settings.title()) + "</bdi>";
        html.append("<header class=\"mast\">")
                .append(
                        settings.link().isEmpty()
                                ? "<p class=\"logo\">" + name + "</p>"
                                : "<a class=\"logo\" href=\"" + escaped(settings.link()) + "\" rel=\"noopener\">" + name
                                        + "</a>")
                .append("<nav aria-label=\"")
                .append(escaped(texts.say("pages")))
                .append("\">");
        if (!settings.pages().isEmpty()) {
            link(path("status"), texts.say("all"), page.isEmpty());
            settings.pages().forEach(tag -> link(path("status/" + escaped(tag)), tag, tag.equals(page)));
        }
        link(feed(), texts.say("feed"), false);
        html.append("</nav></header>");
    }

    private void link(String href, String text, boolean here) {
        html.append("<a href=\"")
                .append(href)
                .append(here ? "\" aria-current=\"page\">" : "\">")
                .append(escaped(text))
                .append("</a>");
    }

    private String verdict(PublicView view) {
        for (Map.Entry<String, String> kind : Map.of("error", "down", "degraded", "limited").entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .toList()) {
            List<PublicService> some = view.of(kind.getKey());
            if (!some.isEmpty()) {
                return counted(kind.getValue(), some);
            }
        }
        return view.services().isEmpty()
                ? texts.say("nothing")
                : view.of("ok").size() == view.services().size() ? texts.say("everything") : texts.say("unknown");
    }

    private String counted(String key, List<PublicService> some) {
        return texts.say(
                key + (some.size() == 1 ? ".one" : ".more"),
                some.size(),
                some.get(0).name());
    }

    private void verdict(PublicView view, String verdict) {
        List<PublicService> down = view.of("error");
        List<PublicService> limited = view.of("degraded");
        List<PublicService> maintained = view.of("maintenance");
        boolean bad = !down.isEmpty();
        boolean partly = !limited.isEmpty();
        String shape = bad ? "error" : partly ? "degraded" : view.services().isEmpty() ? "none" : "ok";
        html.append("<section class=\"verdict")
                .append(bad ? " bad" : partly ? " partly" : "")
                .append("\"><h1><span class=\"s s-")
                .append(shape)
                .append("\"></span><bdi>")
                .append(escaped(verdict))
                .append("</bdi></h1>");
        List<String> more = new ArrayList<>();
        if (bad || partly) {
            Instant since = (bad ? down : limited)
                    .stream().map(PublicService::since).min(Instant::compareTo).orElseThrow();
            more.add(texts.say("since", texts.at(since, view.at()), texts.lasting(Duration.between(since, view.at()))));
        }
        if (bad && partly) {
            more.add(texts.say("also", counted("limited", limited)));
        }
        if (!maintained.isEmpty()) {
            more.add(texts.say("also", counted("maintained", maintained)));
        }
        int others = down.size() + limited.size() + maintained.size();
        if (others > 0
                && others + view.of("ok").size() == view.services().size()
                && !view.of("ok").isEmpty()) {
            more.add(texts.say("rest"));
        }
        html.append(more.isEmpty() ? "" : "<p>" + escaped(String.join(" ", more)) + "</p>")
                .append("</section>");
    }

    private void happening(PublicView view) {
        if (view.stories().isEmpty() && view.planned().isEmpty()) {
            return;
        }
        html.append("<section><h2>").append(escaped(texts.say("happening"))).append("</h2>");
        for (Story story : view.stories()) {
            html.append("<article class=\"story\"><h3><bdi>")
                    .append(escaped(texts.say("story." + story.health().code(), story.service())))
                    .append("</bdi></h3><ol>");
            for (Note note : story.notes()) {
                html.append("<li><time datetime=\"")
                        .append(note.at())
                        .append("\">")
                        .append(escaped(texts.at(note.at(), view.at())))
                        .append("</time><p><bdi>")
                        .append(escaped(note.text()))
                        .append("</bdi></p></li>");
            }
            html.append("</ol></article>");
        }
        for (Announcement one : view.planned()) {
            html.append("<article class=\"story plan\"><h3><bdi>")
                    .append(escaped(texts.say("planned", one.title())))
                    .append("</bdi></h3><p><time datetime=\"")
                    .append(one.from())
                    .append("\">")
                    .append(escaped(
                            texts.say("planned.time", texts.dayAndClock(one.from()), texts.dayAndClock(one.to()))))
                    .append("</time>. <bdi>")
                    .append(escaped(one.text()))
                    .append("</bdi></p></article>");
        }
        html.append("</section>");
    }

    private void past(PublicView view) {
        html.append("<section><h2>").append(escaped(texts.say("past"))).append("</h2>");
        if (view.past().isEmpty()) {
            html.append("<p class=\"quiet\">")
                    .append(escaped(texts.say("past.none")))
                    .append("</p></section>");
            return;
        }
        html.append("<ul class=\"past\">");
        for (Story story : view.past()) {
            Duration lasted = Duration.between(story.from(), story.to().orElse(view.at()));
            html.append("<li><time datetime=\"")
                    .append(story.from())
                    .append("\">")
                    .append(escaped(texts.at(story.from(), view.at())))
                    .append("</time><p><b><bdi>")
                    .append(escaped(texts.say("past." + story.health().code(), story.service(), texts.lasting(lasted))))
                    .append("</bdi></b> <bdi>")
                    .append(
                            story.notes().isEmpty()
                                    ? ""
                                    : escaped(story.notes().get(0).text()))
                    .append("</bdi></p></li>");
        }
        html.append("</ul></section>");
    }
}
