package io.vedette.rule.health;

import io.vedette.rule.health.HealthReport.Component;
import java.util.List;
import java.util.Optional;

/**
 * The components under {@code checks}: a list in MicroProfile Health (SmallRye, Quarkus, Keycloak), an object of lists in
 * the IETF draft {@code application/health+json} (a check there may have no status of its own, and says nothing then),
 * an object or a list in many writers for ASP.NET Core, an object of results with or without {@code error} in Avalanche.
 */
final class ChecksDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        List<Component> components = Components.of(answer.field("checks"), answer.words(), answer.isDotNet());
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }
}
