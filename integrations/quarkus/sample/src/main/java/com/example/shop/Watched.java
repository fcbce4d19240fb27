package com.example.shop;

import io.vedette.Checks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;

/** Checks in Java, beside those in {@code checks.yaml}. */
public class Watched {

    @Produces
    @Singleton
    RoutesBuilder search() {
        return Checks.checks()
                .http("search")
                .url("{{shop.front}}")
                .every(Duration.ofSeconds(1))
                .notify("oncall");
    }
}
