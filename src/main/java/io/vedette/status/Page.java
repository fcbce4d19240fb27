package io.vedette.status;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** A plain page for a browser: all checks in a table, worst first. Everything from endpoints is escaped. */
final class Page {

    private static final List<String> WORST_FIRST = List.of("error", "degraded", "pending", "sleeping", "paused", "ok");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Page() {}

    static String of(List<CheckView> checks) {
        StringBuilder page = new StringBuilder(1_000 + checks.size() * 400);
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Vedette</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta http-equiv=\"refresh\" content=\"10\"><link rel=\"stylesheet\" href=\"/style.css\"></head><body>"
                + "<h1>Vedette</h1><p>");
        page.append(summary(checks)).append("</p><table><thead><tr>");
        for (String heading : List.of("Check", "State", "Since", "Why", "Last check", "Checks", "Failures")) {
            page.append("<th scope=\"col\">").append(heading).append("</th>");
        }
        page.append("</tr></thead><tbody>");
        checks.stream()
                .sorted(Comparator.comparingInt((CheckView check) -> WORST_FIRST.indexOf(check.status()))
                        .thenComparing(CheckView::name))
                .forEach(check -> row(page, check));
        return page.append("</tbody></table></body></html>").toString();
    }

    private static String summary(List<CheckView> checks) {
        StringBuilder summary = new StringBuilder();
        for (String status : WORST_FIRST) {
            long count = checks.stream()
                    .filter(check -> check.status().equals(status))
                    .count();
            if (count > 0) {
                summary.append(summary.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(status);
            }
        }
        return summary.isEmpty() ? "Nothing is watched yet." : summary.toString();
    }

    private static void row(StringBuilder page, CheckView check) {
        page.append("<tr class=\"")
                .append(escaped(check.status()))
                .append("\"><td><strong>")
                .append(escaped(check.name()))
                .append("</strong>");
        if (!check.url().isEmpty() && !check.url().equals(check.name())) {
            page.append("<br><small>").append(escaped(check.url())).append("</small>");
        }
        page.append("</td><td class=\"state\">").append(escaped(check.status())).append("</td>");
        cell(page, time(check.since()));
        String reason = check.reason() == null ? "" : check.reason() + ": ";
        cell(page, check.message() == null ? reason : reason + check.message());
        cell(page, check.lastCheck() == null ? "" : time(check.lastCheck()) + ", " + check.tookMillis() + " ms");
        cell(page, String.valueOf(check.pings()));
        cell(page, String.valueOf(check.errors()));
        page.append("</tr>");
    }

    private static void cell(StringBuilder page, String text) {
        page.append("<td>").append(escaped(text)).append("</td>");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
