package io.vedette.status.page;

import static io.vedette.status.page.Html.escaped;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the services of the page for outsiders: by group, with their state now and a bar for each of the last ninety days. */
final class ServicesHtml {

    private static final int STEP = 8;
    private static final int WIDTH = 6;
    private static final double BAD = 0.95;
    private static final double FAIR = 0.999;
    private static final List<String> KEY = List.of("ok", "degraded", "error", "none");

    private final PageTexts texts;
    private final Instant now;
    private final StringBuilder html;

    ServicesHtml(PageTexts texts, Instant now, StringBuilder html) {
        this.texts = texts;
        this.now = now;
        this.html = html;
    }

    /** Writes the section; nothing where there is no service. */
    void write(List<PublicService> services) {
        if (services.isEmpty()) {
            return;
        }
        Map<String, List<PublicService>> groups = services.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of("error", "degraded", "maintenance").contains(one.kind()) ? "\0" : one.group(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        html.append("<section><h2>").append(escaped(texts.say("services"))).append("</h2>");
        groups.forEach((group, some) -> {
            if (!group.isEmpty() && !group.equals("\0")) {
                html.append("<h3 class=\"kin\"><bdi>").append(escaped(group)).append("</bdi></h3>");
            }
            html.append("<ul>");
            some.forEach(this::service);
            html.append("</ul>");
        });
        html.append("<p class=\"key\">");
        KEY.forEach(kind -> html.append("<span class=\"k k-")
                .append(kind)
                .append("\">")
                .append(escaped(texts.say("key." + kind)))
                .append("</span>"));
        html.append("<span>").append(escaped(texts.say("key.axis"))).append("</span></p></section>");
    }

    private void service(PublicService service) {
        List<PublicService.Day> known = service.known();
        String share = service.up().isPresent() ? share(service, service.up().getAsDouble()) : texts.say("no.data");
        html.append("<li class=\"service\"><h3><bdi>")
                .append(escaped(service.name()))
                .append("</bdi></h3><p class=\"w-")
                .append(service.kind())
                .append("\"><span class=\"s s-")
                .append(service.kind())
                .append("\"></span>")
                .append(escaped(texts.say("kind." + service.kind())))
                .append("</p><svg class=\"days\" viewBox=\"0 0 ")
                .append(PublicService.DAYS * STEP - (STEP - WIDTH))
                .append(" 32\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                .append(escaped(texts.say("bars", service.name(), share)))
                .append("\">");
        bars(service);
        html.append("</svg><p class=\"base\"><span>").append(escaped(share)).append("</span>");
        if (!known.isEmpty() && known.size() < PublicService.DAYS) {
            html.append("<span>")
                    .append(escaped(
                            texts.say("watched.since", texts.day(known.get(0).date()))))
                    .append("</span>");
        }
        html.append("</p></li>");
    }

    private String share(PublicService service, double up) {
        Optional<Duration> base =
                service.watched().map(since -> Duration.between(since, now)).filter(watched -> watched.toDays() == 0);
        long days = service.whole(now);
        return base.map(watched -> texts.say("of.time", texts.lasting(watched), texts.percent(up)))
                .orElseGet(() -> texts.say("of.days" + (days == 1 ? ".one" : ".more"), days, texts.percent(up)));
    }

    /** One path a kind: a rectangle for each day would make the page four times as long. */
    private void bars(PublicService service) {
        Map<String, StringBuilder> paths = new LinkedHashMap<>();
        int x = 0;
        for (PublicService.Day day : service.days()) {
            paths.computeIfAbsent(kind(day), kind -> new StringBuilder())
                    .append('M')
                    .append(x)
                    .append(" 0h6v32h-6z");
            x += STEP;
        }
        paths.forEach((kind, path) -> html.append("<path class=\"bar-")
                .append(kind)
                .append("\" d=\"")
                .append(path)
                .append("\"/>"));
    }

    private static String kind(PublicService.Day day) {
        double share = day.share().orElse(-1);
        return share < 0 ? "none" : share >= FAIR ? "ok" : share >= BAD ? "degraded" : "error";
    }
}
