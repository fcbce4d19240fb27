package io.vedette.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * What a registry says of a domain.
 *
 * @param name the domain, in its DNS form
 * @param isRegistered whether the registry knows it
 * @param expires when its registration ends; empty for a registry that does not say
 * @param server whose answer it is
 * @param note why this is what was known before, and not what is now; empty when it is now
 */
public record Registration(String name, boolean isRegistered, Optional<Instant> expires, String server, String note)
        implements Answer {

    @Override
    public Optional<Instant> domainEnd() {
        return expires;
    }

    /** Returns the same, which could not be looked at again. */
    public Registration keptFor(String why) {
        return new Registration(name, isRegistered, expires, server, why);
    }
}
