package io.vedette.state;

import java.util.Locale;

/** What an alert is. */
public enum AlertKind {
    /** The check became degraded or error, or went from one to the other. */
    PROBLEM,
    /** The notified problem still lasts. */
    REMINDER,
    /** The notified problem is over. */
    RECOVERY,
    /** Somebody has the notified problem in hand. */
    ACKNOWLEDGED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns whether it tells a problem, for the first time or again. */
    public boolean isOfProblem() {
        return this == PROBLEM || this == REMINDER;
    }

    /** Returns the word as shown: {@code problem}. */
    public String code() {
        return code;
    }
}
