package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A word that an endpoint uses for its health, and what it means. Words are compared whole and in any case, never by a
 * part of them: {@code Unhealthy} contains {@code healthy}. A word that nobody documents is an error, never ok.
 *
 * @param text the word as it was sent
 * @param status ok, degraded or error
 * @param known whether some public health protocol documents the word
 */
public record HealthWord(String text, Status status, boolean known) {

    /**
     * Sources: Spring Boot Actuator (UP, DOWN, OUT_OF_SERVICE, UNKNOWN), MicroProfile Health, ASP.NET Core
     * (Healthy, Degraded, Unhealthy), the IETF draft {@code application/health+json} (pass, ok, up, warn, fail, error,
     * down), Elasticsearch (green, yellow, red), Consul (passing, warning, critical), NestJS terminus (shutting_down),
     * GitLab (failed), Laravel health (warning, failed, crashed), django-health-check (working), etcd (true, false),
     * gRPC health (SERVING, NOT_SERVING), Grafana Loki (ready), Meilisearch and Kibana (available), OpenTelemetry's
     * collector and Jaeger (Server available), Unleash (GOOD, BAD), hellofresh/health-go (Partially Available),
     * LiipMonitorBundle (KO, check_result_…), SonarQube and Metabase (STARTING, initializing).
     */
    private static final Map<String, Status> MEANINGS = new LinkedHashMap<>();

    static {
        List.of(
                        "ok",
                        "up",
                        "pass",
                        "passing",
                        "passed",
                        "healthy",
                        "green",
                        "working",
                        "serving",
                        "ready",
                        "true",
                        "available",
                        "server available",
                        "good",
                        "check_result_ok",
                        "check_result_skip")
                .forEach(word -> MEANINGS.put(word, Status.OK));
        List.of("warn", "warning", "degraded", "yellow", "unknown", "partially available", "check_result_warning")
                .forEach(word -> MEANINGS.put(word, Status.DEGRADED));
        List.of(
                        "error",
                        "down",
                        "fail",
                        "failed",
                        "failing",
                        "unhealthy",
                        "red",
                        "critical",
                        "out_of_service",
                        "nok",
                        "crashed",
                        "shutting_down",
                        "not_serving",
                        "unavailable",
                        "service unavailable",
                        "server not available",
                        "timeout during health check",
                        "starting",
                        "initializing",
                        "bad",
                        "ko",
                        "check_result_critical",
                        "false")
                .forEach(word -> MEANINGS.put(word, Status.ERROR));
    }

    /** The order of .NET's {@code HealthStatus}: 0 is the worst. */
    private static final List<Status> DOTNET = List.of(Status.ERROR, Status.DEGRADED, Status.OK);

    /** Returns all words that say this. */
    public static List<String> words(Status status) {
        return MEANINGS.entrySet().stream()
                .filter(word -> word.getValue() == status)
                .map(Map.Entry::getKey)
                .toList();
    }

    public static HealthWord of(String text) {
        Status status = MEANINGS.get(text.strip().toLowerCase(Locale.ROOT));
        return new HealthWord(text.strip(), status == null ? Status.ERROR : status, status != null);
    }

    /**
     * Returns what a value says: a string or boolean is a word; a whole number from 0 to 2 is one where the answer has the
     * shape of .NET's report; anything else is said in its place but known to nobody.
     */
    public static HealthWord of(JsonNode value, boolean dotNet) {
        if (value.isTextual() || value.isBoolean()) {
            return of(value.asText());
        }
        if (dotNet && isDotNet(value)) {
            return new HealthWord(value.asText(), DOTNET.get(value.intValue()), true);
        }
        return new HealthWord(
                value.isContainerNode() ? value.getNodeType().name() : value.asText(), Status.ERROR, false);
    }

    /** Returns whether the value is a number of .NET's {@code HealthStatus}: 0 unhealthy, 1 degraded, 2 healthy. */
    public static boolean isDotNet(JsonNode value) {
        return value.isInt() && value.intValue() >= 0 && value.intValue() < DOTNET.size();
    }

    /** Returns the word as a message shows it, with a hint when it is unknown. */
    public String shown() {
        String bounded = Text.bounded(text, Text.NAME);
        return known ? bounded : "\"" + bounded + "\" (no known health word)";
    }
}
