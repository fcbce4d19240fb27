package io.vedette.app.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes heartbeat checks of what Healthchecks' {@code GET /api/v3/checks/} answers. The identifier that a job calls by is kept as its
 * secret, so that only the beginning of its address changes. Source: healthchecks.io, Management API.
 */
public final class HealthchecksImport {

    private HealthchecksImport() {}

    /** @param file the file as the operator calls it */
    public static Migration of(String text, String file) {
        JsonNode checks;
        try {
            checks = new ObjectMapper().readTree(text).path("checks");
        } catch (JsonProcessingException e) {
            return Draft.unreadable(
                    file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "is not JSON");
        }
        if (!checks.isArray()) {
            return Draft.unreadable(file, 0, "is not the answer of GET /api/v3/checks/: it has no list of checks");
        }
        Draft draft = new Draft(file);
        for (int i = 0; i < checks.size(); i++) {
            check(
                    draft,
                    checks.get(i),
                    "checks[" + i + "] (" + checks.get(i).path("name").asText() + ")");
        }
        return draft.migration();
    }

    private static void check(Draft draft, JsonNode check, String place) {
        if (check.path("status").asText().equals("paused")) {
            draft.note(place, "not imported, it is paused");
            return;
        }
        String slug = check.path("slug").asText();
        String name = draft.unique(
                check.path("name").asText().isBlank()
                        ? slug
                        : check.path("name").asText());
        String uuid = check.path("uuid").asText(check.path("ping_url").asText().replaceFirst(".*/", ""));
        Map<String, String> parameters = Draft.parameters(
                "grace", Draft.seconds(check.path("grace").asDouble()).orElse(""),
                "tags", check.path("tags").asText().strip().replaceAll("\\s+", ","),
                "secret", uuid.matches("[0-9a-fA-F-]{36}") ? uuid : "");
        String schedule = check.path("schedule").asText();
        if (schedule.isEmpty()) {
            parameters.put(
                    "period",
                    Draft.seconds(check.path("timeout").asDouble(86_400)).orElse("1d"));
        } else if (schedule.strip().split("\\s+").length == 5 && !schedule.contains("\n")) {
            parameters.put("schedule", schedule.strip());
            parameters.put("timeZone", check.path("tz").asText("UTC"));
        } else {
            draft.note(place, "not imported, its schedule is no cron expression of five fields: " + schedule);
            return;
        }
        draft.check(name, "heartbeat", parameters, place);
        draft.note(
                place,
                uuid.matches("[0-9a-fA-F-]{36}")
                        ? "its job calls /heartbeat/ with the same identifier behind it"
                        : "its job calls another address, which its page shows: the file holds no ping_url");
        if (check.path("methods").asText().equals("POST")) {
            draft.note(place, "calls by GET and HEAD count too");
        }
        if (Stream.of("filter_subject", "filter_body", "filter_http_body")
                .anyMatch(key -> check.path(key).asBoolean())) {
            draft.note(place, "its keywords are not imported: every call counts as what its address says");
        }
        if (check.path("manual_resume").asBoolean()) {
            draft.note(place, "manual_resume is not imported");
        }
        if (!check.path("channels").asText().isEmpty()) {
            draft.note(place, "its integrations are not imported: it notifies all targets");
        }
    }
}
