package io.vedette.quarkus;

import io.vedette.camel.VedetteHost;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.main.events.BeforeConfigure;

/** Stands in an application that has no HTTP server. */
@Singleton
public class NoRouter {

    private static final String PATH = "vedette.http.path";

    void look(@Observes BeforeConfigure beforeRoutes, VedetteHost host) {
        if (!host.settings().getOrDefault(PATH, "").isBlank()) {
            throw new IllegalArgumentException(PATH
                    + ": the application has no HTTP server; add io.quarkus:quarkus-vertx-http, or what brings it");
        }
    }
}
