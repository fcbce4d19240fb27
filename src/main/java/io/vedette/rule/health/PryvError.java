package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * An error in Pryv.io's words. The core, and version 2 as a whole, nest it: {@code {"error":{"id","message"},"meta":…}};
 * the register of version 1 does not: {@code {"id","message","detail","errors"}}. Sources: pryv/open-pryv.io,
 * pryv/service-register.
 *
 * @param id the machine-readable id: {@code invalid-access-token}, {@code INVALID_USER_NAME}
 * @param message the text for people; may be empty
 * @param coreUrl where the account lives, when another core was asked; may be empty
 */
public record PryvError(String id, String message, String coreUrl) {

    private static final int LONGEST = 500;

    static Optional<PryvError> of(HealthAnswer answer) {
        return of(answer.json());
    }

    /** Reads either shape; empty when the body has neither. */
    public static Optional<PryvError> of(JsonNode body) {
        JsonNode error = body.path("error").isObject() ? body.path("error") : body;
        if (!error.path("id").isTextual()) {
            return Optional.empty();
        }
        String message = error.path("message").asText("");
        String detail = error.path("detail").asText("");
        return Optional.of(new PryvError(
                shown(error.path("id").asText()),
                shown(detail.isEmpty() ? message : message + " (" + detail + ")"),
                shown(error.path("coreUrl").asText(""))));
    }

    /** An address in it may hold a token as its user: masked. */
    private static String shown(String text) {
        return Text.masked(text, LONGEST);
    }

    /** Returns whether this is the error of that id, in any case. */
    public boolean is(String otherId) {
        return id.equalsIgnoreCase(otherId);
    }

    /** Returns whether the message has these words, in any case; they tell apart errors that share an id. */
    boolean says(String words) {
        return message.toLowerCase(Locale.ROOT).contains(words);
    }

    /** Returns {@code invalid-access-token: Cannot find access from token.} */
    @Override
    public String toString() {
        return message.isEmpty() ? id : id + ": " + message;
    }

    /** Returns what the server says, in its own words when they are readable. */
    static String describe(HealthAnswer answer) {
        String location = answer.http().headers().getOrDefault("location", "");
        return of(answer).map(PryvError::toString).orElseGet(() -> "got " + answer.seen())
                + (location.isEmpty() ? "" : "; redirected to " + shown(location));
    }
}
