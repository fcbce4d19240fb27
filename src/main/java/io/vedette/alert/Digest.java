package io.vedette.alert;

import java.util.List;

/**
 * One message for one target: the alerts of a group window, or an announcement of Vedette's own (its greeting, its
 * farewell, a test alert's note). This is the body that a route from {@code vedette:alerts} gets.
 *
 * @param alerts what is told, in the order it was decided; empty for an announcement
 * @param announcement a text of Vedette's own; empty for alerts
 */
public record Digest(List<Alert> alerts, String announcement) {

    public Digest {
        alerts = List.copyOf(alerts);
    }

    public static Digest of(List<Alert> alerts) {
        return new Digest(alerts, "");
    }

    public static Digest announcing(String text) {
        return new Digest(List.of(), text);
    }

    public boolean isAnnouncement() {
        return alerts.isEmpty();
    }
}
