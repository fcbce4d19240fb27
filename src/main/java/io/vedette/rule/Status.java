package io.vedette.rule;

import java.util.Locale;

/** What a verdict says, from best to worst. */
public enum Status {
    OK,
    /** The target does not run now, by its own word: no problem. */
    SLEEPING,
    /** It works, but somebody should look. */
    DEGRADED,
    ERROR;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the word as shown: {@code degraded}. */
    public String code() {
        return code;
    }

    /** Returns whether it is degraded or error. */
    public boolean isProblem() {
        return this == DEGRADED || this == ERROR;
    }

    /** Returns the worse of the two. */
    public Status worse(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
