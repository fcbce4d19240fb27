package io.vedette.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Endpoints of py-pinger tasks, and of services that report no health or report it in their own words. */
final class TaskSystems {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final int FREQUENCY = 2;

    private TaskSystems() {}

    static List<WebSystem> all(WebSystem.Maker maker) {
        return List.of(
                maker.system("tasks", "task", "billing-import", 2, TaskSystems::billing),
                maker.system("tasks", "task", "nightly-backup", 2, TaskSystems::backup),
                maker.system("tasks", "task", "sales-report", 2, TaskSystems::report),
                maker.system("web", "http", "shop-front", 2, TaskSystems::shop, "contains", "Add to cart"),
                maker.system(
                        "web",
                        "json",
                        "warehouse-queue",
                        2,
                        TaskSystems::warehouse,
                        "statusPath",
                        "$.state",
                        "okValues",
                        "running",
                        "degradedValues",
                        "catching-up",
                        "reasonPath",
                        "$.note"));
    }

    private static Reply billing(int mood, Instant now, Ask ask) {
        return switch (mood) {
            case 1 -> task("ok", "", now.minus(Duration.ofMinutes(9)), "", "Billing import", "app-1");
            case 2 ->
                task("error", "invoice 4711 has no customer", now.minusSeconds(40), "", "Billing import", "app-1");
            default -> task("ok", "", now.minusSeconds(30), "", "Billing import", "app-1");
        };
    }

    private static Reply backup(int mood, Instant now, Ask ask) {
        Instant start = now.minusSeconds(30);
        return switch (mood) {
            case 1 -> task("ok", "", start, CLOCK.format(start), "Nightly backup", "db-2");
            case 2 -> task("ok", "", now.minus(Duration.ofHours(26)), "", "Nightly backup", "db-2");
            default -> task("ok", "", now.minusSeconds(20), "", "Nightly backup", "db-2");
        };
    }

    private static Reply report(int mood, Instant now, Ask ask) {
        return switch (mood) {
            case 1 -> Reply.html(500, "<html><head><title>500 Internal Server Error</title></head></html>");
            case 2 -> Reply.html(200, "<html><head><title>Please log in</title></head></html>");
            default -> task("ok", "", now.minusSeconds(10), "", "Sales report", "app-2");
        };
    }

    private static Reply task(
            String status, String reason, Instant lastRun, String sleepStart, String process, String server) {
        String sleep = sleepStart.isEmpty() ? "" : "{\"start\": \"" + sleepStart + "\", \"duration\": 5}";
        return Reply.json("""
                {"status": "%s", "reason": "%s", "lastrun": "%s", "frequency": %d, "sleep": [%s], "process": "%s", "server": "%s"}
                """.formatted(
                        status, reason, lastRun.truncatedTo(ChronoUnit.SECONDS), FREQUENCY, sleep, process, server));
    }

    private static Reply shop(int mood, Instant now, Ask ask) {
        return switch (mood) {
            case 1 -> Reply.html(502, """
                    <html>
                    <head><title>502 Bad Gateway</title></head>
                    <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
                    </html>
                    """);
            case 2 -> Reply.html(200, "<html><body><h1>Down for maintenance</h1></body></html>");
            default -> Reply.html(200, "<html><body><h1>Lanterns</h1><button>Add to cart</button></body></html>");
        };
    }

    private static Reply warehouse(int mood, Instant now, Ask ask) {
        return switch (mood) {
            case 1 -> Reply.json("{\"state\": \"catching-up\", \"note\": \"1200 messages behind\"}");
            case 2 -> Reply.json("{\"state\": \"stopped\", \"note\": \"no consumer is connected\"}");
            default -> Reply.json("{\"state\": \"running\", \"note\": \"\"}");
        };
    }
}
