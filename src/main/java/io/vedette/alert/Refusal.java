package io.vedette.alert;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a target did not take a message.
 *
 * @param message one line for a person, without secrets
 * @param retryAfter how long the target asks to be left alone
 * @param misconfigured whether trying again is of no use before somebody changes the configuration, here or at the
 *     target: a revoked token, an unknown channel, a wrong address
 * @param tooLarge whether a message of fewer alerts may be taken; one alone is too large by some limit of the target's
 */
public record Refusal(String message, Optional<Duration> retryAfter, boolean misconfigured, boolean tooLarge) {

    public Refusal {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Something that passes. */
    public static Refusal temporary(String message) {
        return new Refusal(message, Optional.empty(), false, false);
    }

    /** Something that passes not before some time is over. */
    public static Refusal busy(String message, Optional<Duration> retryAfter) {
        return new Refusal(message, retryAfter, false, false);
    }

    /** Something that somebody must repair. */
    public static Refusal misconfigured(String message) {
        return new Refusal(message, Optional.empty(), true, false);
    }

    /** Something that is too large for the target. */
    public static Refusal tooLarge(String message) {
        return new Refusal(message, Optional.empty(), true, true);
    }
}
