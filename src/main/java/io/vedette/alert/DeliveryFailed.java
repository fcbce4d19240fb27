package io.vedette.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * Fails the exchange of a notify route when the target answered and did not take the message, so that the alerts stay in the
 * outbox. Trouble on the way (no connection, no answer) is the transport's own exception instead.
 */
public final class DeliveryFailed extends Exception {

    /** Null when the target asks for nothing: an exception is serializable, an Optional is not. */
    private final Duration retryAfter;

    private final boolean misconfigured;
    private final boolean tooLarge;

    public DeliveryFailed(Refusal refusal) {
        super(refusal.message());
        this.retryAfter = refusal.retryAfter().orElse(null);
        this.misconfigured = refusal.misconfigured();
        this.tooLarge = refusal.tooLarge();
    }

    /** Returns how long the target asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns whether trying again is of no use before somebody changes the configuration. */
    public boolean misconfigured() {
        return misconfigured;
    }

    /** Returns whether a smaller message may be taken. */
    public boolean tooLarge() {
        return tooLarge;
    }
}
