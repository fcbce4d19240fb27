package io.vedette.state;

/**
 * How many equal verdicts in a row make a new state.
 *
 * @param failure for degraded and error
 * @param success for ok
 */
public record Thresholds(int failure, int success) {

    /** One verdict is enough. */
    public static final Thresholds AT_ONCE = new Thresholds(1, 1);

    /** Returns what is needed for {@code health}; sleeping and paused are taken at once. */
    int neededFor(Health health) {
        return switch (health) {
            case DEGRADED, ERROR -> failure;
            case OK -> success;
            case SLEEPING, PAUSED, PENDING -> 1;
        };
    }
}
