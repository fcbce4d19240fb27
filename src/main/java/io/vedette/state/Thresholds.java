package io.vedette.state;

/**
 * How many equal verdicts in a row lead to a new state.
 *
 * @param failure for degraded and error
 * @param success for ok
 */
public record Thresholds(int failure, int success) {

    /** One verdict is enough. */
    public static final Thresholds AT_ONCE = new Thresholds(1, 1);

    /** Returns how many verdicts a state needs; 1 for sleeping and paused. */
    int neededFor(Health health) {
        return switch (health) {
            case DEGRADED, ERROR -> failure;
            case OK -> success;
            case SLEEPING, PAUSED, PENDING -> 1;
        };
    }
}
