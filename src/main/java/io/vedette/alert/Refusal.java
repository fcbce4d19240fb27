package io.vedette.alert;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a target did not accept a message.
 *
 * @param message one line for a person, without secrets
 * @param retryAfter how long the target asks to wait before the next try
 * @param misconfigured whether trying again is useless until somebody changes the configuration, here or at the target: a
 *     revoked token, an unknown channel, a wrong address
 * @param tooLarge whether the target may accept a message of fewer alerts
 */
public record Refusal(String message, Optional<Duration> retryAfter, boolean misconfigured, boolean tooLarge) {

    public Refusal {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Creates a refusal that may be over at the next try. */
    public static Refusal temporary(String message) {
        return new Refusal(message, Optional.empty(), false, false);
    }

    /** Creates a refusal that may be over after the time that the target asks for. */
    public static Refusal busy(String message, Optional<Duration> retryAfter) {
        return new Refusal(message, retryAfter, false, false);
    }

    /** Creates a refusal that lasts until somebody changes the configuration. */
    public static Refusal misconfigured(String message) {
        return new Refusal(message, Optional.empty(), true, false);
    }

    /** Creates a refusal of a message that is too large. */
    public static Refusal tooLarge(String message) {
        return new Refusal(message, Optional.empty(), true, true);
    }
}
