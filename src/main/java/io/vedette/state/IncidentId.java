package io.vedette.state;

import java.time.Instant;

/** Names an incident by its check and its beginning, so that messages can link to it before it is stored, whichever node sends them. */
public final class IncidentId {

    private IncidentId() {}

    /**
     * Returns the id of an incident: the milliseconds of its beginning in base 36, by which it is found, and the hash of the check's name.
     *
     * @param from when the problem began
     */
    public static String of(String check, Instant from) {
        return Long.toString(from.toEpochMilli(), Character.MAX_RADIX) + "-" + Integer.toHexString(check.hashCode());
    }
}
