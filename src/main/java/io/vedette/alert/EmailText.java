package io.vedette.alert;

import io.vedette.config.values.Durations;
import io.vedette.rule.Text;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How alerts read as a mail: a subject that tells it all on a locked phone, and a body as text and as HTML that needs nothing from
 * the net. Whatever endpoints said is text in both.
 */
final class EmailText {

    /** So many characters a subject has: about what mail programs show, and short enough to be one line when encoded. */
    static final int MOST_SUBJECT = 140;
    /** So many characters a body has, as text and as HTML each: a thousand alerts, a line each. */
    static final int MOST_BODY = 400_000;

    private static final int MOST_BLOCKS = 5;
    private static final int MOST_CHECK = 80;
    private static final DigestText TEXT = DigestText.plain(MOST_BODY);

    private static final String RED = "#c62828";
    private static final String AMBER = "#b26a00";
    private static final String GREEN = "#2e7d32";
    private static final String BLUE = "#1565c0";

    private EmailText() {}

    /** Returns {@code [error] shop-front is down}, with what else there is counted. */
    static String subject(Digest digest) {
        if (digest.isAnnouncement()) {
            List<String> lines = AlertText.linesOf(digest.announcement());
            return AlertText.clean("[vedette] " + (lines.isEmpty() ? "" : lines.get(0)), MOST_SUBJECT);
        }
        List<Alert> alerts = digest.worstFirst();
        int more = alerts.size() - 1;
        String rest = more == 0 ? "" : ", and " + more + " more";
        return AlertText.clean(subject(alerts.get(0)), MOST_SUBJECT - rest.length()) + rest;
    }

    private static String subject(Alert alert) {
        String own = AlertText.clean(alert.wording().title(), MOST_SUBJECT);
        String state = alert.kind() == AlertKind.ACKNOWLEDGED
                ? "acknowledged"
                : alert.to().code();
        return "[" + state + "] " + (own.isEmpty() ? AlertText.clean(alert.check(), MOST_CHECK) + words(alert) : own);
    }

    private static String words(Alert alert) {
        Optional<String> time = alert.duration().map(Durations::words);
        return switch (alert.kind()) {
            case RECOVERY ->
                (alert.to() == Health.OK ? " is up again" : " is " + alert.to().code() + " now")
                        + time.map(lasted -> " after " + lasted).orElse("");
            case REMINDER ->
                " is still " + state(alert)
                        + time.map(lasts -> " after " + lasts).orElse("");
            case ACKNOWLEDGED ->
                alert.acknowledged()
                        .map(one -> AlertText.clean(one.by(), Text.NAME))
                        .filter(by -> !by.isEmpty())
                        .map(by -> " is in the hands of " + by)
                        .orElse(" is in somebody's hands");
            default -> alert.isFlapping() ? " changes too often" : " is " + state(alert);
        };
    }

    private static String state(Alert alert) {
        return alert.to() == Health.ERROR ? "down" : alert.to().code();
    }

    /** Returns the body as plain text, worst first. */
    static String text(Digest digest) {
        return TEXT.of(digest) + "\n";
    }

    /** Returns the body as HTML, worst first: one column, large letters, no picture, nothing to fetch. */
    static String html(Digest digest) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        html.append(escape(subject(digest)))
                .append("</title></head>\n<body style=\"margin:0;padding:12px;"
                        + "font:16px/1.4 -apple-system,'Segoe UI',Roboto,sans-serif;color:#222;background:#fff\">\n");
        if (digest.isAnnouncement()) {
            AlertText.linesOf(digest.announcement())
                    .forEach(line -> html.append("<div>").append(escape(line)).append("</div>\n"));
            return html.append("</body></html>\n").toString();
        }
        List<Alert> alerts = digest.worstFirst();
        if (alerts.size() > 1) {
            html.append("<p>").append(escape(digest.heading())).append("</p>\n");
        }
        int shown = 0;
        for (Alert alert : alerts) {
            String next = alerts.size() <= MOST_BLOCKS ? block(alert) : row(alert);
            if (html.length() + next.length() > MOST_BODY) {
                break;
            }
            html.append(next);
            shown++;
        }
        if (shown < alerts.size()) {
            html.append("<p>and ").append(alerts.size() - shown).append(" more</p>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private static String block(Alert alert) {
        StringBuilder html = new StringBuilder(opening(alert));
        List<String> lines = AlertText.withoutLinks(alert).lines().toList();
        html.append("<strong>").append(escape(lines.get(0))).append("</strong>");
        lines.stream().skip(1).forEach(line -> html.append("<br>\n").append(escape(line)));
        Map<AlertLinks.Kind, String> links = AlertLinks.of(alert);
        String buttons = button(alert, links.getOrDefault(AlertLinks.Kind.ACKNOWLEDGE, ""), "Acknowledge")
                + button(alert, alert.link(), "Show " + AlertText.clean(alert.check(), MOST_CHECK))
                + button(alert, links.getOrDefault(AlertLinks.Kind.INCIDENT, ""), "Incident");
        if (!buttons.isEmpty()) {
            html.append("<p style=\"margin:10px 0 0\">").append(buttons).append("</p>");
        }
        return html.append("</div>\n").toString();
    }

    private static String button(Alert alert, String link, String words) {
        return link.isEmpty()
                ? ""
                : "<a style=\"display:inline-block;margin:0 8px 8px 0;padding:8px 16px;border-radius:4px;"
                        + "color:#fff;text-decoration:none;background:" + color(alert) + "\" href=\"" + escape(link)
                        + "\">" + escape(words) + "</a>";
    }

    private static String row(Alert alert) {
        String words = escape(AlertText.headline(alert));
        return opening(alert)
                + (alert.link().isEmpty()
                        ? words
                        : "<a style=\"color:inherit\" href=\"" + escape(alert.link()) + "\">" + words + "</a>")
                + "</div>\n";
    }

    private static String opening(Alert alert) {
        return "<div style=\"margin:0 0 12px;padding:4px 10px;overflow-wrap:anywhere;border-left:5px solid "
                + color(alert) + "\">";
    }

    private static String color(Alert alert) {
        return switch (alert.kind()) {
            case RECOVERY -> GREEN;
            case ACKNOWLEDGED -> BLUE;
            default -> alert.to() == Health.ERROR ? RED : AMBER;
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
