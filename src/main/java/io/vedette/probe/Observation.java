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
 */
public record Observation(Instant at, Duration took, Answer answer) {

    public Observation {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(answer, "answer");
    }
}
