package io.vedette.rule.health;

import io.vedette.rule.health.HealthReport.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The components of Spring Boot Actuator: {@code components} since 2.2, with composites nested in it
 * ({@code db/replica}); {@code details} in 2.0 and 2.1. Version 1 has them beside the status: {@link SiblingsDialect}.
 * Source: the Spring Boot reference, "Health Information".
 */
final class SpringBootDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        List<Component> components =
                new ArrayList<>(Components.of(answer.field("components"), answer.words(), answer.isDotNet()));
        if (answer.field("details").isObject()) {
            components.addAll(Components.loose(answer.field("details"), answer.words(), Set.of()));
        }
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }
}
