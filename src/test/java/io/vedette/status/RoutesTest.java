package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.OwnPaths;
import io.vedette.status.access.Scope;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what is served. */
class RoutesTest {

    private final Room room = Room.furnished();
    private final StatusServer server = room.server;

    @ParameterizedTest
    @CsvSource({
        "GET,     /health/live,                       ANYBODY,   EVENT_LOOP, PARAMETERS",
        "POST,    /health/live,                       ANYBODY,   MEMORY,     PARAMETERS",
        "GET,     /,                                  READ,      MEMORY,     PARAMETERS",
        "POST,    /,                                  ACT,       MEMORY,     PARAMETERS",
        "GET,     /task/https://host/x,               READ,      MEMORY,     PARAMETERS",
        "GET,     /metrics,                           READ,      STORE,      PARAMETERS",
        "POST,    /heartbeat/a/b,                     HEARTBEAT, MEMORY,     LOG",
        "HEAD,    /heartbeat/a,                       HEARTBEAT, MEMORY,     LOG",
        "DELETE,  /heartbeat/a,                       HEARTBEAT, MEMORY,     LOG",
        "OPTIONS, /heartbeat/a,                       READ,      MEMORY,     LOG",
        "GET,     /status.json,                       ANYBODY,   STORE,      PARAMETERS",
        "GET,     /badge/shop.svg,                    ANYBODY,   MEMORY,     PARAMETERS",
        "GET,     /badge/stock.svg,                   READ,      MEMORY,     PARAMETERS",
        "GET,     /badge/stock.svg?type=uptime,       READ,      STORE,      PARAMETERS",
        "POST,    /badge/stock.svg,                   ACT,       MEMORY,     PARAMETERS",
        "GET,     /api/v1/checks,                     READ,      STORE,      PARAMETERS",
        "GET,     /api/v1/checks/shop/history,        READ,      STORE,      PARAMETERS",
        "POST,    /api/v1/checks/shop/run,            ACT,       STORE,      PARAMETERS",
        "GET,     /api/v1/checks/shop/run,            READ,      STORE,      PARAMETERS",
        "POST,    /api/v1/checks/shop/acknowledge,    ACT,       STORE,      PARAMETERS",
        "GET,     /acknowledge/shop,                  LINK,      STORE,      PARAMETERS",
        "POST,    /acknowledge/a/b,                   LINK,      STORE,      PARAMETERS",
        "DELETE,  /acknowledge/shop,                  LINK,      MEMORY,     PARAMETERS",
        "GET,     /api/v1/silences,                   READ,      STORE,      PARAMETERS",
        "POST,    /api/v1/silences,                   ACT,       STORE,      PARAMETERS",
        "DELETE,  /api/v1/silences/check:shop,        ACT,       STORE,      PARAMETERS",
        "POST,    /api/v1/targets/slack/test,         ACT,       STORE,      PARAMETERS",
        "GET,     /api/v1/nodes,                      READ,      MEMORY,     PARAMETERS",
        "GET,     /api/v1/acts,                       READ,      STORE,      PARAMETERS",
        "GET,     /status/partners,                   ANYBODY,   STORE,      PARAMETERS",
        "GET,     /api/v1/overview,                   READ,      STORE,      PARAMETERS",
        "POST,    /api/v1/incidents/x/notes,          ACT,       STORE,      PARAMETERS",
        "POST,    /api/v1/announcements,              ACT,       STORE,      PARAMETERS",
        "GET,     /api/v1/health,                     READ,      MEMORY,     PARAMETERS",
        "GET,     /api/v1/events,                     READ,      STREAM,     PARAMETERS",
        "HEAD,    /api/v1/events,                     READ,      MEMORY,     PARAMETERS",
        "GET,     /nothing,                           READ,      MEMORY,     PARAMETERS",
        "DELETE,  /nothing,                           ACT,       MEMORY,     PARAMETERS"
    })
    void tellOfEveryRequestWhoMaySendItAndHowItIsTaken(
            String method, String target, Scope scope, Lane lane, BodyLimit body) {
        Request request = new Request(method, target, "", "");

        assertThat(server.scope(request)).isEqualTo(scope);
        assertThat(server.lane(request)).isEqualTo(lane);
        assertThat(server.body(request)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/task",
                "/task/x",
                "/heartbeat",
                "/api/v1",
                "/api/v1/nothing",
                "/badge/x",
                "/assets/app.js",
                "/sample/task",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/status",
                "/status.css",
                "/status.rss",
                "/status/partners"
            })
    void leaveNothingOfTheirPathsToOthers(String path) {
        assertThat(server.reserves(path)).isTrue();
        assertThat(new Room(Room.open(), false).server.reserves(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tasks", "/api", "/api/v10", "/api/v2/x", "/statuses", "/health", "*", ""})
    void leaveAllElseToOthers(String path) {
        assertThat(server.reserves(path)).isFalse();
    }

    @Test
    void areTheOnlyPlaceThatKnowsAPath() throws IOException {
        String roots = server.table().stream()
                .map(row -> row.path().startsWith(OwnPaths.API) ? OwnPaths.API : PathPattern.firstPart(row.path()))
                .filter(root -> root.length() > 1)
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        Pattern path = Pattern.compile("(?<!\\\\)\"(" + roots + ")[\"/]");

        assertThat(knowing(path))
                .containsExactlyInAnyOrder("ApiRoutes.java", "NewCheckRoutes.java", "OwnPaths.java", "Routes.java");
    }

    private static List<String> knowing(Pattern path) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && path.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
