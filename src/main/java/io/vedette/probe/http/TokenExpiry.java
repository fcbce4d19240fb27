package io.vedette.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Until when a token holds: by {@code expires_in} of the answer, else by what a JSON Web Token says of itself (RFC 7519, 4.1.4). */
final class TokenExpiry {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenExpiry() {}

    /** Returns its end; empty for one that is kept until it is refused. */
    static Optional<Instant> of(JsonNode answer, String token, Instant now) {
        JsonNode seconds = answer.get("expires_in");
        if (seconds != null && seconds.canConvertToLong() && seconds.asLong() > 0) {
            return Optional.of(now.plusSeconds(Math.min(seconds.asLong(), 1L << 31)));
        }
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode expires =
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
            return expires.canConvertToLong()
                    ? Optional.of(Instant.ofEpochSecond(Math.max(0, Math.min(expires.asLong(), 1L << 40))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // Not a JSON Web Token.
        }
    }
}
