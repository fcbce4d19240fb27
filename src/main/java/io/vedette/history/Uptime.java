package io.vedette.history;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The uptime of a check in a window, by its results: ok and degraded are up, errors are down, sleeping results count for
 * neither.
 *
 * @param window the length of the window, which ends now
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
