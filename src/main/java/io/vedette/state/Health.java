package io.vedette.state;

import io.vedette.rule.Status;
import java.util.Locale;

/** The state of a check, as shown and notified. */
public enum Health {
    /** Unknown yet: not enough verdicts. */
    PENDING,
    OK,
    /** It works, but somebody should look. */
    DEGRADED,
    ERROR,
    /** The watched system says that it does not run now. */
    SLEEPING,
    /** An operator paused the check; only shown, never the state itself. */
    PAUSED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the word as shown: {@code degraded}. */
    public String code() {
        return code;
    }

    /** Returns whether it is degraded or error, which people are notified of as a problem. */
    public boolean isProblem() {
        return this == DEGRADED || this == ERROR;
    }

    /** Returns the state that corresponds to a verdict's status. */
    public static Health of(Status status) {
        return switch (status) {
            case OK -> OK;
            case DEGRADED -> DEGRADED;
            case ERROR -> ERROR;
            case SLEEPING -> SLEEPING;
        };
    }
}
