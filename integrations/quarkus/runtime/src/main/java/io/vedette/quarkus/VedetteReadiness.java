package io.vedette.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether Vedette itself works: its checks run, its store answers, its alerts get out. What it watches has no part in this, or the
 * application would be taken out of service for the illness of another.
 */
@Readiness
@ApplicationScoped
public class VedetteReadiness implements HealthCheck {

    private static final String GROUP = "vedette";

    @Inject
    CamelContext context;

    @Override
    public HealthCheckResponse call() {
        List<Result> parts = context.getRegistry().findByType(org.apache.camel.health.HealthCheck.class).stream()
                .filter(part -> GROUP.equals(part.getGroup()) && part.isEnabled())
                .map(part -> part.call())
                .sorted(Comparator.comparing(result -> result.getCheck().getId()))
                .toList();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(GROUP)
                .status(parts.stream().noneMatch(part -> part.getState() == State.DOWN));
        parts.forEach(part -> response.withData(
                part.getCheck().getId(),
                part.getState() == State.DOWN ? part.getMessage().orElse("down") : "up"));
        return response.build();
    }
}
