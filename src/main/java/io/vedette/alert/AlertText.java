package io.vedette.alert;

import io.vedette.config.values.Durations;
import io.vedette.rule.Failure;
import io.vedette.rule.Text;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one alert as plain text. It starts with the words that py-pinger's users know: {@code Error:}, {@code Warn:} and
 * {@code Status: … is OK again!}. Text from endpoints is shortened and freed of control characters here, whatever the alert
 * holds.
 */
final class AlertText {

    /** Failing components beyond this number are only counted. */
    static final int MOST_FAILURES = 10;

    private static final int MESSAGE = 1_000;
    private static final int FAILURE_MESSAGE = 300;
    private static final int URL = 500;
    private static final int MOST_LINES = 1_000;

    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    private AlertText() {}

    /** Returns what happened in one line: {@code Error: billing-import is in error (stale): last run …}. */
    static String headline(Alert alert) {
        String own = clean(alert.wording().title(), MESSAGE);
        return own.isEmpty() ? builtIn(alert) : own;
    }

    private static String builtIn(Alert alert) {
        String check = clean(alert.check(), Text.NAME);
        String message = clean(alert.message(), MESSAGE);
        if (alert.kind() == AlertKind.RECOVERY) {
            String now = alert.to() == Health.OK
                    ? " is OK again!"
                    : " is " + alert.to().code() + " now.";
            return "Status: " + check + now + (message.isEmpty() ? "" : " " + message);
        }
        if (alert.kind() == AlertKind.ACKNOWLEDGED) {
            return "Acknowledged: " + check + (message.isEmpty() ? "" : ": " + message);
        }
        String reason = clean(alert.reason(), Text.NAME);
        return (alert.to() == Health.ERROR ? "Error: " : "Warn: ")
                + check
                + (alert.kind() == AlertKind.REMINDER ? " is still " : " is ")
                + state(alert.to())
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (message.isEmpty() ? "" : ": " + message);
    }

    /** Returns the headline and all details, a line each. */
    static String block(Alert alert) {
        return headline(alert) + "\n" + String.join("\n", details(alert));
    }

    /** Returns the same without its links. */
    static String withoutLinks(Alert alert) {
        List<String> lines = new ArrayList<>(details(alert));
        lines.removeAll(AlertLinks.lines(alert));
        return headline(alert) + "\n" + String.join("\n", lines);
    }

    /** Returns the headline and all details in one line, for a log. */
    static String line(Alert alert) {
        return headline(alert) + " | " + String.join(" | ", details(alert));
    }

    /** Returns the lines of a text, each without control characters; empty lines are left out. */
    static List<String> linesOf(String text) {
        return text.lines()
                .limit(MOST_LINES)
                .map(line -> clean(line, MESSAGE))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Returns one line of at most {@code most} characters, without control characters or half surrogate pairs. */
    static String clean(String text, int most) {
        String bounded = Text.bounded(text, most);
        return new String(bounded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Returns the failing components, a line each. */
    static List<String> failures(Alert alert) {
        List<String> lines = new ArrayList<>();
        for (Failure failure : alert.failures().stream().limit(MOST_FAILURES).toList()) {
            String status = clean(failure.status(), Text.NAME);
            String message = clean(failure.message(), FAILURE_MESSAGE);
            lines.add("- " + clean(failure.component(), Text.NAME)
                    + (status.isEmpty() ? "" : " (" + status + ")")
                    + (message.isEmpty() ? "" : ": " + message));
        }
        if (alert.failures().size() > MOST_FAILURES) {
            lines.add("- and " + (alert.failures().size() - MOST_FAILURES) + " more");
        }
        return lines;
    }

    private static List<String> details(Alert alert) {
        List<String> own = linesOf(alert.wording().text());
        return own.isEmpty() ? builtInDetails(alert) : own;
    }

    private static List<String> builtInDetails(Alert alert) {
        List<String> lines = new ArrayList<>(failures(alert));
        String process = clean(alert.process(), Text.NAME);
        String server = clean(alert.server(), Text.NAME);
        if (!process.isEmpty() || !server.isEmpty()) {
            lines.add(
                    process.isEmpty()
                            ? "Server: " + server
                            : "Process: " + process + (server.isEmpty() ? "" : " running on " + server));
        }
        add("URL: ", clean(alert.url(), URL), lines);
        lines.addAll(AlertLinks.lines(alert));
        add("Group: ", clean(alert.group(), Text.NAME), lines);
        add("Tags: ", clean(String.join(", ", alert.tags()), Text.NAME), lines);
        alert.problemSince()
                .filter(began -> alert.kind() == AlertKind.RECOVERY || !began.equals(alert.since()))
                .ifPresent(
                        began -> lines.add("Problem since: " + alert.wording().time(began)));
        lines.add("Since: " + alert.wording().time(alert.since()) + lasting(alert) + inARow(alert));
        return lines;
    }

    /** A problem that comes to a target late, by its {@code after} or its hours, has lasted too. */
    private static String lasting(Alert alert) {
        boolean open = alert.kind() == AlertKind.REMINDER || alert.kind() == AlertKind.PROBLEM;
        return alert.duration()
                .filter(time -> open && time.compareTo(WORTH_TELLING) >= 0)
                .map(time -> ", the problem has lasted " + Durations.words(time))
                .orElse("");
    }

    private static String inARow(Alert alert) {
        boolean counted = alert.kind() != AlertKind.RECOVERY && alert.consecutiveFailures() > 1;
        return counted ? ", " + alert.consecutiveFailures() + " failures in a row" : "";
    }

    private static void add(String label, String value, List<String> lines) {
        if (!value.isEmpty()) {
            lines.add(label + value);
        }
    }

    private static String state(Health health) {
        return health == Health.ERROR ? "in error" : health.code();
    }
}
