package io.vedette.status;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** Instants as ISO-8601 text in UTC. */
final class InstantModule extends SimpleModule {

    private static final long serialVersionUID = 1;

    InstantModule() {
        addSerializer(Instant.class, new ToStringSerializer(Instant.class));
    }
}
