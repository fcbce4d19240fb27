package io.vedette.history;

import io.vedette.rule.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * A few minutes of one check, as a row of the overview draws them.
 *
 * @param worst the worst result in them; empty when there was none
 * @param slowest the longest time that a probe took
 */
public record Cell(Optional<Status> worst, Duration slowest) {

    /** So many cells are kept of each check. */
    public static final int KEPT = 40;

    /** What one stands for: begins at a whole multiple of it since 1970, so that cells of all checks stand in line. */
    public static final Duration WIDTH = Duration.ofMinutes(3);

    /** Nothing is known. */
    public static final Cell EMPTY = new Cell(Optional.empty(), Duration.ZERO);
}
