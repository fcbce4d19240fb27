package io.vedette.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What one probe saw. Not a judgement: a refused connection is an observation like a status 200.
 *
 * @param at when the answer was complete, or given up
 * @param took how long the whole probe took: connect, send, read to the last byte
 * @param answer what came back
 * @param moment its place in the order of this process's observations, as of {@link System#nanoTime}: no clock that is
 *     set changes it
 */
public record Observation(Instant at, Duration took, Answer answer, long moment) {

    public Observation {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(answer, "answer");
    }

    /** Creates one of something seen just now. */
    public Observation(Instant at, Duration took, Answer answer) {
        this(at, took, answer, System.nanoTime());
    }
}
