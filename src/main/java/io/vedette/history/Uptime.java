package io.vedette.history;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How much of a time a check was up, by its results: every result that is ok or degraded is up, every error is down, sleeping
 * ones count for neither.
 *
 * @param window how far back from now
 * @param up results that were ok or degraded
 * @param down results that were errors
 */
public record Uptime(Duration window, long up, long down) {

    /** Returns the share of results that were up, 0 to 1; empty when there was none. */
    public OptionalDouble share() {
        long all = up + down;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) up / all);
    }
}
