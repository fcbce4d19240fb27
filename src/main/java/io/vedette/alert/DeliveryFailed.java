package io.vedette.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * Fails the exchange of a notify route when the target answered but did not accept the message, so that the alerts stay in
 * the outbox. Without an answer (no connection, timeout) the transport's own exception does so.
 */
public final class DeliveryFailed extends Exception {

    /** Null if the target asked for no pause: an exception is serializable, an Optional is not. */
    private final Duration retryAfter;

    private final boolean misconfigured;
    private final boolean ofContent;

    public DeliveryFailed(Refusal refusal) {
        super(refusal.message());
        this.retryAfter = refusal.retryAfter().orElse(null);
        this.misconfigured = refusal.misconfigured();
        this.ofContent = refusal.ofContent();
    }

    /** Returns how long the target asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns whether trying again is useless until somebody changes the configuration. */
    public boolean misconfigured() {
        return misconfigured;
    }

    /** Returns whether the target may accept a message of fewer or of other alerts. */
    public boolean ofContent() {
        return ofContent;
    }
}
