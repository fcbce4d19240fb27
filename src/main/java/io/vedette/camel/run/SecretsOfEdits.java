package io.vedette.camel.run;

import io.vedette.camel.load.DashboardChecks;
import io.vedette.config.settings.Secrets;
import io.vedette.status.source.CheckEdits.Edited;
import io.vedette.status.source.NewChecks.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is secret of the checks of the dashboard: it is not shown, and is sent to no other place than that which it was given for. */
record SecretsOfEdits(Secrets secrets) {

    /** What may be changed beside a secret that stays: none of it tells where the secret is sent, or how. */
    private static final Set<String> HARMLESS = Set.of(
            "interval",
            "errorInterval",
            "timeout",
            "group",
            "tags",
            "notify",
            "failureThreshold",
            "successThreshold",
            "retries",
            "priority",
            "dependsOn",
            "maintenance",
            "public",
            "publicName",
            "flapChanges",
            "flapWindow");

    Edited shown(String name, DashboardChecks.Entry entry, String version) {
        Map<String, String> values = new LinkedHashMap<>(entry.values());
        values.entrySet().removeIf(this::isSecret);
        List<String> hidden = entry.values().keySet().stream()
                .filter(key -> !values.containsKey(key))
                .toList();
        return new Edited(name, entry.template(), values, hidden, version);
    }

    /** Whether a value is never shown: a password by its name, or a URL with one in it. */
    private boolean isSecret(Map.Entry<String, String> value) {
        return Secrets.isSecretName(value.getKey())
                || !secrets.mask(value.getValue()).equals(value.getValue());
    }

    /** Fills in the secrets that were left out; returns those that must be given again. */
    List<Fault> keep(String template, DashboardChecks.Entry before, Map<String, String> values) {
        Map<String, String> left = before.values().entrySet().stream()
                .filter(this::isSecret)
                .filter(one -> !values.containsKey(one.getKey()) && template.equals(before.template()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        boolean isSame = telling(before.values(), left.keySet()).equals(telling(values, left.keySet()));
        if (isSame) {
            values.putAll(left);
            return List.of();
        }
        return left.keySet().stream()
                .sorted()
                .map(key -> new Fault(key, "must be given again, as what it is used for was changed"))
                .toList();
    }

    private static Map<String, String> telling(Map<String, String> values, Set<String> secrets) {
        Map<String, String> telling = new LinkedHashMap<>(values);
        telling.keySet().removeAll(HARMLESS);
        telling.keySet().removeAll(secrets);
        telling.values().removeIf(String::isBlank);
        return telling;
    }
}
