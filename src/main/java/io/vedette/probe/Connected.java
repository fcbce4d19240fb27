package io.vedette.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * A connection was made, and what was to be said on it was said.
 *
 * @param expected what was waited for; empty for nothing
 * @param came whether it came
 * @param said what the server said, as far as it was read
 * @param ended how it ended, for a message: {@code "within 10s"}; empty text while it has not
 * @param tls what the server showed of itself over TLS, where that was asked for
 */
public record Connected(Optional<String> expected, boolean came, String said, String ended, Optional<Answer.Tls> tls)
        implements Answer {

    /** A connection was made, and nothing else was asked. */
    public Connected() {
        this(Optional.empty(), true, "", "", Optional.empty());
    }

    @Override
    public Optional<Instant> certificateEnd() {
        return tls.flatMap(Answer.Tls::certificateEnd);
    }
}
