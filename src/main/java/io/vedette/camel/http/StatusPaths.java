package io.vedette.camel.http;

import java.util.List;

/** Which paths are the status server's own, before any route of an operator's. */
final class StatusPaths {

    static final String HEARTBEAT = "/heartbeat";
    static final String LIVE = "/health/live";
    static final String EVENTS = "/api/v1/events";

    private static final List<String> EXACT =
            List.of("/", "/sample/task", LIVE, "/health/ready", "/metrics", "/status", "/status.json", "/status.css");
    private static final List<String> WITH_ALL_BELOW = List.of("/task", HEARTBEAT, "/api/v1", "/badge", "/assets");

    private StatusPaths() {}

    /** Whether no other answers it. */
    static boolean isOwn(String path) {
        return EXACT.contains(path)
                || WITH_ALL_BELOW.stream()
                        .anyMatch(one -> path.startsWith(one)
                                && (path.length() == one.length() || path.charAt(one.length()) == '/'));
    }
}
