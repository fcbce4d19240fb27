package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster of core machines, as the register lists it under {@code regions.*.zones.*.hostings}.
 *
 * @param key the HOSTING_NAME
 * @param name for people; may be empty
 * @param available whether the register has a core there
 * @param core where accounts of this hosting are made; empty on platforms before 1.6 and where there is no core
 */
record Hosting(String key, String name, boolean available, String core) {

    private static final String STEP = "hosting";

    static List<Hosting> read(JsonNode answer) {
        List<Hosting> hostings = new ArrayList<>();
        for (JsonNode region : answer.path("regions")) {
            for (JsonNode zone : region.path("zones")) {
                for (Iterator<Map.Entry<String, JsonNode>> each =
                                zone.path("hostings").fields();
                        each.hasNext(); ) {
                    Map.Entry<String, JsonNode> entry = each.next();
                    JsonNode hosting = entry.getValue();
                    hostings.add(new Hosting(
                            entry.getKey(),
                            hosting.path("name").asText(""),
                            hosting.path("available").asBoolean(true),
                            hosting.path("availableCore").asText("")));
                }
            }
        }
        return hostings;
    }

    /** Returns the requested hosting, or the only available one. */
    static Hosting choose(List<Hosting> all, Optional<String> wanted) throws SetupFailed {
        if (wanted.isPresent()) {
            Hosting chosen = all.stream()
                    .filter(hosting -> hosting.key().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() ->
                            new SetupFailed(STEP, "there is no hosting \"" + wanted.get() + "\"; known: " + list(all)));
            if (!chosen.available()) {
                throw new SetupFailed(STEP, "\"" + chosen.key() + "\" is not available; known: " + list(all));
            }
            return chosen;
        }
        List<Hosting> available = all.stream().filter(Hosting::available).toList();
        if (available.isEmpty()) {
            throw new SetupFailed(STEP, "none is available; known: " + list(all));
        }
        if (available.size() > 1) {
            throw new SetupFailed(STEP, "several are available, choose one with --hosting: " + list(available));
        }
        return available.get(0);
    }

    private static String list(List<Hosting> hostings) {
        return hostings.isEmpty()
                ? "none"
                : hostings.stream().map(Hosting::shown).collect(Collectors.joining(", "));
    }

    private String shown() {
        String shown = Text.bounded(key, Text.NAME);
        String about = name.isEmpty() || name.equals(key) ? "" : " (" + Text.bounded(name, Text.NAME) + ")";
        return shown + about + (available ? "" : " (not available)");
    }
}
