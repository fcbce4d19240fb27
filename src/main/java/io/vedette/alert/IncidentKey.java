package io.vedette.alert;

import io.vedette.config.values.Sha256;

/**
 * Names the incident that an alert is of: the same from its problem to its recovery, on every node and after a restart, and another
 * one for the check's next problem. A target that knows such keys takes a repeated alert for what it is.
 */
final class IncidentKey {

    /** Tells a name of ours from what a target of another kind, whose place this one took, called its own. */
    private static final String PREFIX = "vedette-";

    private static final int DIGITS = 24;

    private IncidentKey() {}

    /**
     * Returns what the target calls the incident already, else {@code vedette-} with the check's hash and, where that is known, when
     * its problem began in milliseconds.
     */
    static String of(Alert alert) {
        return alert.reference().startsWith(PREFIX) ? alert.reference() : fresh(alert);
    }

    /** Returns the name of the incident whatever the target calls it. */
    static String fresh(Alert alert) {
        String began =
                alert.problemSince().map(since -> "-" + since.toEpochMilli()).orElse("");
        return PREFIX + Sha256.hex(alert.check()).substring(0, DIGITS) + began;
    }
}
