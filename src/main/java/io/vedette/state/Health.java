package io.vedette.state;

import io.vedette.rule.Status;
import java.util.Locale;

/** The state of a check, as shown and as told. */
public enum Health {
    /** Not known yet: not enough verdicts. */
    PENDING,
    OK,
    /** It works, but somebody should look. */
    DEGRADED,
    ERROR,
    /** It does not run now, by its own word. */
    SLEEPING,
    /** An operator paused the check: how it is shown, whatever it is meanwhile. */
    PAUSED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the word as shown: {@code degraded}. */
    public String code() {
        return code;
    }

    /** Returns whether it is degraded or error: what people are told of as a problem. */
    public boolean isProblem() {
        return this == DEGRADED || this == ERROR;
    }

    /** Returns the state that a verdict speaks for. */
    public static Health of(Status status) {
        return switch (status) {
            case OK -> OK;
            case DEGRADED -> DEGRADED;
            case ERROR -> ERROR;
            case SLEEPING -> SLEEPING;
        };
    }
}
