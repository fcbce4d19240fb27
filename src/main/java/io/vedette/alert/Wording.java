package io.vedette.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How an alert is put into words for one target.
 *
 * @param title in place of the built-in headline; empty for that
 * @param text in place of the built-in details; empty for those
 * @param zone the time zone of the times in texts
 * @param incident where all that happened in the incident stands; empty where there is no such link
 * @param acknowledge where somebody says that they have the problem in hand; empty where there is no such link
 */
public record Wording(String title, String text, ZoneId zone, String incident, String acknowledge) {

    /** The built-in words, times in UTC. */
    public static final Wording BUILT_IN = new Wording("", "", ZoneOffset.UTC);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** Words without links. */
    public Wording(String title, String text, ZoneId zone) {
        this(title, text, zone, "", "");
    }

    /** Returns the same with the links of a problem. */
    Wording linking(String toIncident, String toAcknowledge) {
        return new Wording(title, text, zone, toIncident, toAcknowledge);
    }

    /** Returns a time as texts show it, with {@code UTC} or the offset from it: {@code 2026-03-01 14:30:00 +01:00}. */
    public String time(Instant instant) {
        boolean isUtc = zone.normalized().equals(ZoneOffset.UTC);
        return (isUtc ? UTC : LOCAL).withZone(zone).format(instant);
    }
}
