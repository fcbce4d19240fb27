package io.vedette.alert;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message for one target: the alerts of a group window, or an announcement of Vedette itself (greeting, farewell, the
 * note of a test alert). It is the body of exchanges from {@code vedette:alerts}.
 *
 * <p>A route of your own needs nothing else: {@code ${body}} and {@code ${body.text}} are plain text in several
 * lines, {@code ${body.lines}} is a list with one line for each alert, {@code ${body.json}} is the JSON that the webhook
 * gets.
 *
 * @param alerts in the order in which they were decided; empty for an announcement
 * @param announcement a text about Vedette itself; empty for alerts
 */
public record Digest(List<Alert> alerts, String announcement) {

    /** The most characters of {@link #text()}: small enough for a mail or a ticket. */
    private static final int MOST_TEXT = 32_000;

    private static final int MOST_SUBJECT = 149;

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparingInt(Digest::severity)
            .thenComparing(Alert::kind)
            .thenComparing(Alert::at)
            .thenComparing(Alert::check);

    public Digest {
        alerts = List.copyOf(alerts);
    }

    public static Digest of(List<Alert> alerts) {
        return new Digest(alerts, "");
    }

    public static Digest announcing(String text) {
        return new Digest(List.of(), text);
    }

    /** The same, each alert in these words. */
    public Digest worded(Words words) {
        return new Digest(
                alerts.stream().map(alert -> alert.worded(words.of(alert))).toList(), announcement);
    }

    /** The checks whose alerts it tells. */
    public List<String> checks() {
        return alerts.stream().map(Alert::check).toList();
    }

    public boolean isAnnouncement() {
        return alerts.isEmpty();
    }

    /** Returns errors, then degraded, then recoveries; in each, problems before reminders and older before newer. */
    public List<Alert> worstFirst() {
        return alerts.stream().sorted(WORST_FIRST).toList();
    }

    /** Returns the worst state among the alerts; empty for an announcement. */
    public Optional<Health> worst() {
        return alerts.stream().min(WORST_FIRST).map(alert -> {
            int severity = severity(alert);
            return severity == 0 ? Health.ERROR : severity == 1 ? Health.DEGRADED : Health.OK;
        });
    }

    /** Where a person reads on, when it tells of one check alone; else empty. */
    String link() {
        return alerts.size() == 1 ? alerts.get(0).link() : "";
    }

    /** Returns the counts: {@code 3 problems, 1 reminder, 2 recoveries}; empty for an announcement. */
    public String heading() {
        List<String> counts = new ArrayList<>();
        count(AlertKind.PROBLEM, "problem", "problems", counts);
        count(AlertKind.REMINDER, "reminder", "reminders", counts);
        count(AlertKind.RECOVERY, "recovery", "recoveries", counts);
        count(AlertKind.ACKNOWLEDGED, "acknowledgement", "acknowledgements", counts);
        return String.join(", ", counts);
    }

    /**
     * One line of at most 150 characters, for the subject of a mail or the title of a ticket: the alert where there is one, else how
     * much of what and the checks, worst first; an announcement's first line.
     */
    public String subject() {
        if (isAnnouncement()) {
            return AlertText.clean(lines().stream().findFirst().orElse(""), MOST_SUBJECT);
        }
        if (alerts.size() == 1) {
            return AlertText.clean(AlertText.headline(alerts.get(0)), MOST_SUBJECT);
        }
        String checks = worstFirst().stream().map(Alert::check).distinct().collect(Collectors.joining(", "));
        return AlertText.clean(heading() + ": " + checks, MOST_SUBJECT);
    }

    /** Returns plain text in several lines, worst first; alerts that do not fit into 32,000 characters are only counted. */
    public String text() {
        return DigestText.plain(MOST_TEXT).of(this);
    }

    /** Returns one line for each alert, worst first, without control characters; or the lines of an announcement. */
    public List<String> lines() {
        return isAnnouncement()
                ? AlertText.linesOf(announcement)
                : worstFirst().stream().map(AlertText::line).toList();
    }

    /** Returns the JSON that the webhook gets; see {@link AlertJson}. */
    public String json() {
        return AlertJson.write(this);
    }

    @Override
    public String toString() {
        return text();
    }

    private void count(AlertKind kind, String one, String many, List<String> counts) {
        long count = alerts.stream().filter(alert -> alert.kind() == kind).count();
        if (count > 0) {
            counts.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static int severity(Alert alert) {
        if (alert.kind() == AlertKind.RECOVERY) {
            return 2;
        }
        return alert.to() == Health.ERROR ? 0 : 1;
    }
}
