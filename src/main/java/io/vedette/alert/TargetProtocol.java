package io.vedette.alert;

import java.util.List;
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

    /**
     * Returns the requests that tell a digest, in their order: one for all its alerts where the target takes that, else one for
     * each. Unless overridden there are none: the route makes the request of {@link #message}.
     */
    default List<TargetRequest> requests(Digest digest) {
        return List.of();
    }

    /**
     * Returns what the target calls what a request opened there (a thread, a receipt); what is told of its checks later has it
     * as {@link Alert#reference}. Empty unless overridden.
     *
     * @param reply an answer that was taken
     */
    default String opened(TargetRequest request, Reply reply) {
        return "";
    }

    /** Returns the Camel endpoint that requests go to, for a route that calls one; empty unless overridden. */
    default Optional<TargetEndpoint> endpoint() {
        return Optional.empty();
    }

    /** Returns what trouble on the way means, where it is known better than its exception tells; empty unless overridden. */
    default Optional<Refusal> trouble(Exception failure) {
        return Optional.empty();
    }

    /**
     * Returns the parts that a request is sent in after it failed as a whole, such as one for each recipient; none unless overridden,
     * and where that is of no use.
     */
    default List<TargetRequest> divided(TargetRequest request, Exception failure) {
        return List.of();
    }

    /** Remembers that a part of a request was taken, so that it is not sent when the request is divided again. */
    default void took(TargetRequest part) {}

    /** Returns whether a part of a request was taken before. */
    default boolean hasTaken(TargetRequest part) {
        return false;
    }

    /**
     * Returns why the target did not take one of {@link #requests}; as {@link #refusal(Reply)} has it unless overridden, where not
     * every request must be taken.
     */
    default Optional<Refusal> refusal(TargetRequest request, Reply reply) {
        return refusal(reply);
    }

    /** Throws if the target did not accept the message. */
    default void judge(Reply reply) throws DeliveryFailed {
        refuse(refusal(reply));
    }

    /** Throws when the target did not take a request. */
    default void judge(TargetRequest request, Reply reply) throws DeliveryFailed {
        refuse(refusal(request, reply).map(refusal -> refusal.without(request.path())));
    }

    private static void refuse(Optional<Refusal> refusal) throws DeliveryFailed {
        if (refusal.isPresent()) {
            throw new DeliveryFailed(refusal.get());
        }
    }
}
