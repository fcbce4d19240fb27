package io.vedette.rule.health;

import io.vedette.rule.health.HealthReport.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The components of NestJS terminus: {@code info} holds those that are up, {@code error} those that are down, and
 * {@code details} all of them once more. Source: the NestJS documentation, "Healthchecks (Terminus)".
 */
final class TerminusDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        List<Component> components = new ArrayList<>();
        for (String container : List.of("info", "error")) {
            if (answer.json().path(container).isObject()) {
                components.addAll(Components.loose(answer.json().path(container), answer.words(), Set.of()));
            }
        }
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }
}
