package io.vedette.status.http;

/** Which threads answer a request, by how long that may take. */
public enum Lane {
    /** The event loop, at once, before anything else is asked. */
    EVENT_LOOP,
    /** Those for what is made from memory. */
    MEMORY,
    /** Those for what asks the store or takes as long: it must not hold up what needs none. */
    STORE,
    /** None: a stream of events without an end is opened on the event loop. */
    STREAM
}
