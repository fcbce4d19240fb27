package io.vedette.alert;

import java.util.Optional;

/**
 * How one target is spoken to: what its route sends for a digest, and what an answer means. What a route needs besides, such
 * as an address that is made of several values, is a method of the implementation. Safe for several threads.
 */
public interface TargetProtocol {

    /** Returns what the route sends: bytes or text, or a list of messages that it sends one by one. */
    Object message(Digest digest);

    /** Returns why the target did not take a message; empty when it did. */
    Optional<Refusal> refusal(Reply reply);

    /** Throws when the target did not take the message. */
    default void judge(Reply reply) throws DeliveryFailed {
        Optional<Refusal> refusal = refusal(reply);
        if (refusal.isPresent()) {
            throw new DeliveryFailed(refusal.get());
        }
    }
}
