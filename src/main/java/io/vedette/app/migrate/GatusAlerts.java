package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gatus's alerting: its providers as targets, and an endpoint's alerts as parameters that say whom to notify. */
final class GatusAlerts {

    private static final Map<String, String> TARGETS = Map.of("slack", "slack", "custom", "webhook");
    private static final Set<String> KEYS = Set.of(
            "type",
            "enabled",
            "failure-threshold",
            "success-threshold",
            "send-on-resolved",
            "minimum-reminder-interval");

    private final Map<String, YamlTree> defaults = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private final Draft draft;
    private boolean isSilentOnRecovery;

    GatusAlerts(Optional<YamlTree> alerting, Draft draft) {
        this.draft = draft;
        alerting.map(YamlTree::entries).orElse(Map.of()).forEach(this::provider);
    }

    Map<String, String> settings() {
        return settings;
    }

    List<String> notes() {
        if (isSilentOnRecovery) {
            notes.add("alerting: who is told of a problem is told of its end too, without send-on-resolved");
        }
        return notes;
    }

    private void provider(String type, YamlTree provider) {
        provider.get("default-alert").ifPresent(alert -> defaults.put(type, alert));
        if (!TARGETS.containsKey(type) && GatusProtocols.target(type, provider).isPresent()) {
            String name = draft.unique(type);
            targets.put(type, name);
            draft.writtenTarget(
                    name,
                    GatusProtocols.template(type, provider),
                    GatusProtocols.target(type, provider).get());
            GatusProtocols.left(type, provider)
                    .forEach(key -> notes.add("alerting." + type + "." + key + ": not imported"));
            return;
        }
        String address = type.equals("slack") ? "webhook-url" : "url";
        String target = TARGETS.get(type);
        Optional<String> url = provider.url(address);
        if (target == null || url.isEmpty()) {
            notes.add("alerting." + type + " (line " + provider.line() + "): not imported; "
                    + (target == null ? "targets of other kinds are in routes/targets.yaml" : "it has no " + address));
            return;
        }
        targets.put(type, target);
        String setting = target + "." + (type.equals("slack") ? "webhook-url" : "url");
        settings.put("vedette." + setting, draft.secretOfSetting(setting, url.get()));
        if (type.equals("custom")) {
            notes.add("alerting.custom (line " + provider.line()
                    + "): its address gets Vedette's own JSON by POST; method," + " headers and body are not imported");
        } else {
            provider.entries().keySet().stream()
                    .filter(key -> !key.equals(address) && !key.equals("default-alert"))
                    .forEach(key -> notes.add("alerting." + type + "." + key + ": not imported"));
        }
    }

    /** Returns the parameters of a check for an endpoint's alerts; without any only the log is notified, as Gatus notified nobody. */
    Map<String, String> parameters(YamlTree endpoint, String place) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> notified = new ArrayList<>();
        for (YamlTree alert : endpoint.get("alerts").map(YamlTree::items).orElse(List.of())) {
            String type = alert.text("type").orElse("");
            if (value(alert, "enabled", "true").equals("false")) {
                continue;
            }
            if (!targets.containsKey(type)) {
                notes.add(place + ".alerts (line " + alert.line() + "): type " + type + " not imported");
                continue;
            }
            alert.entries().keySet().stream()
                    .filter(key -> !KEYS.contains(key))
                    .forEach(key -> notes.add(place + ".alerts." + key + " (line " + alert.line() + "): not imported"));
            if (notified.isEmpty()) {
                parameters.put("failureThreshold", value(alert, "failure-threshold", "3"));
                parameters.put("successThreshold", value(alert, "success-threshold", "2"));
                Optional.of(value(alert, "minimum-reminder-interval", "0"))
                        .filter(reminder -> !reminder.matches("0[a-z]*"))
                        .ifPresent(reminder -> parameters.put("errorInterval", reminder));
            } else {
                different(alert, parameters, place);
            }
            if (!value(alert, "send-on-resolved", "false").equals("true")) {
                isSilentOnRecovery = true;
            }
            notified.add(targets.get(type));
        }
        parameters.put(
                "notify",
                notified.isEmpty()
                        ? "log"
                        : String.join(",", notified.stream().distinct().toList()));
        return parameters;
    }

    /** The thresholds of a check hold for all whom it notifies: those of its first alert. */
    private void different(YamlTree alert, Map<String, String> parameters, String place) {
        different(alert, "failure-threshold", "3", parameters.get("failureThreshold"), place);
        different(alert, "success-threshold", "2", parameters.get("successThreshold"), place);
    }

    private void different(YamlTree alert, String key, String standard, String first, String place) {
        String own = value(alert, key, standard);
        if (!own.equals(first)) {
            notes.add(place + ".alerts (line " + alert.line() + "): " + key + " " + own
                    + " not imported, that of the first alert, " + first + ", holds for all; see after of a target");
        }
    }

    private String value(YamlTree alert, String key, String standard) {
        return alert.text(key)
                .or(() -> Optional.ofNullable(defaults.get(alert.text("type").orElse("")))
                        .flatMap(common -> common.text(key)))
                .orElse(standard);
    }
}
