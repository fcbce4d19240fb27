package io.vedette.alert;

import java.util.Optional;

/**
 * Speaks to one target: makes what its route sends for a digest, and judges the answer. Anything else that a route needs,
 * such as an address made of several values, is a method of the implementation. Safe for several threads.
 */
public interface TargetProtocol {

    /** Returns what the route sends: bytes or text, or a list of messages that it sends one by one. */
    Object message(Digest digest);

    /** Returns why the target did not accept a message; empty if it did. */
    Optional<Refusal> refusal(Reply reply);

    /** Throws if the target did not accept the message. */
    default void judge(Reply reply) throws DeliveryFailed {
        Optional<Refusal> refusal = refusal(reply);
        if (refusal.isPresent()) {
            throw new DeliveryFailed(refusal.get());
        }
    }
}
