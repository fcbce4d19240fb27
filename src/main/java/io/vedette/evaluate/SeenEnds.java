package io.vedette.evaluate;

import io.vedette.probe.Answer;
import java.time.Instant;
import java.util.Optional;

/**
 * When things end that a check saw: known on while it sees none, as when its server is gone.
 *
 * @param certificate the end of the server's certificate
 * @param domain the end of a domain's registration
 */
public record SeenEnds(Optional<Instant> certificate, Optional<Instant> domain) {

    static final SeenEnds NONE = new SeenEnds(Optional.empty(), Optional.empty());

    SeenEnds after(Answer answer) {
        return new SeenEnds(
                answer.certificateEnd().or(this::certificate),
                answer.domainEnd().or(this::domain));
    }
}
