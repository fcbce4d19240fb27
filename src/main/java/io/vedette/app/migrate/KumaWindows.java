package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The maintenances of Uptime Kuma as windows of {@code maintenance}. */
final class KumaWindows {

    private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");

    private KumaWindows() {}

    /** Returns a window; empty, with a note, for one that has no counterpart. */
    static Optional<String> text(KumaRow window, Draft draft) {
        String place = "maintenance \"" + window.text("title") + "\"";
        if (!window.flag("active", true)) {
            draft.note(place, "not imported, it is not active");
            return Optional.empty();
        }
        String zone =
                window.text("timezone").isEmpty() || window.text("timezone").equals("SAME_AS_SERVER")
                        ? ""
                        : " " + window.text("timezone");
        String strategy = window.text("strategy");
        String hours = time(window.text("start_time")) + "-" + time(window.text("end_time"));
        Optional<String> text = switch (strategy) {
            case "single" -> Optional.of(date(window.text("start_date")) + "/" + date(window.text("end_date")) + zone);
            case "cron" ->
                Optional.of("cron \"" + window.text("cron") + "\" for " + (long) window.number("duration", 3_600) + "s"
                        + zone);
            case "recurring-weekday" -> Optional.of(days(window) + " " + hours + zone);
            case "recurring-interval" ->
                window.number("interval_day", 1) == 1 ? Optional.of("daily " + hours + zone) : Optional.empty();
            default -> Optional.empty();
        };
        if (text.isEmpty()) {
            draft.note(place, "not imported, there is no counterpart for " + strategy);
        } else if (zone.isEmpty() && window.text("timezone").equals("SAME_AS_SERVER")) {
            draft.note(place, "its times are taken as UTC, as its time zone is that of Uptime Kuma's server");
        }
        return text;
    }

    private static String days(KumaRow window) {
        List<String> days = new ArrayList<>();
        window.node("weekdays").forEach(day -> days.add(DAYS.get(Math.floorMod(day.asInt(), DAYS.size()))));
        return days.isEmpty() ? "daily" : String.join(",", days);
    }

    private static String time(String time) {
        return time.length() >= 5 ? time.substring(0, 5) : time;
    }

    private static String date(String date) {
        return date.replace(' ', 'T').replaceFirst("(T\\d\\d:\\d\\d).*", "$1");
    }
}
