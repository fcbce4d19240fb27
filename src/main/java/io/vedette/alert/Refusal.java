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
 * @param ofContent whether what is in the message may be the reason, such as its size: the target may accept one of fewer or
 *     of other alerts
 */
public record Refusal(String message, Optional<Duration> retryAfter, boolean misconfigured, boolean ofContent) {

    /** What is shorter tells nothing, and stands in many a text. */
    private static final int SHORTEST_PATH = 4;

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

    /** Creates a refusal for what may be in the message alone: too much, or something that the target cannot read. */
    public static Refusal ofContent(String message) {
        return new Refusal(message, Optional.empty(), true, true);
    }

    /** Returns the same where the target repeats the path that it was called under, which may be the secret of a webhook. */
    Refusal without(String path) {
        return path.length() < SHORTEST_PATH || !message.contains(path)
                ? this
                : new Refusal(message.replace(path, "/***"), retryAfter, misconfigured, ofContent);
    }
}
