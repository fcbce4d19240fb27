package io.vedette.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls of jobs that do not say when their runs begin. */
public final class Beats {

    private Beats() {}

    public static Beat of(
            Optional<Instant> last,
            boolean failed,
            String message,
            Instant watchedSince,
            Optional<Instant> missingSince,
            Optional<HeartbeatBook.Gap> gap,
            Optional<Instant> looked,
            Duration unheard) {
        return new Beat(
                last,
                failed,
                message,
                watchedSince,
                missingSince,
                gap,
                looked,
                unheard,
                Optional.empty(),
                Optional.empty());
    }
}
