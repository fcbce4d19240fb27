package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.LocalServer;
import io.vedette.status.Room;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that are added over the API stand in a file of their own, or nothing has changed. */
class EditedChecksTest {

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @TempDir
    private Path folder;

    private LocalServer shop;
    private Installation installation;

    @BeforeEach
    void open() throws Exception {
        shop = LocalServer.answering(200, "Welcome");
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_EDIT", "true")
                .task("theirs", "url=" + shop.url("/theirs"), "interval=1h");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Path file() {
        return folder.resolve("routes/dashboard.checks.yaml");
    }

    private HttpResponse<String> save(String name, String... fields) throws Exception {
        String form = Stream.concat(Stream.of("template=http", "name=" + name), Stream.of(fields))
                .map(field -> field.substring(0, field.indexOf('=') + 1)
                        + URLEncoder.encode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return installation.sendBody("POST", "/api/v1/edits", form, FORM);
    }

    private JsonNode edits() throws Exception {
        return Room.JSON.readTree(installation.get("/api/v1/edits").body()).path("data");
    }

    private int status(String check) throws Exception {
        return installation.get("/api/v1/checks/" + check).statusCode();
    }

    private static String faults(HttpResponse<String> refused) throws Exception {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        return Room.JSON.readTree(refused.body()).path("faults").toString();
    }

    @Test
    void addsChangesDeletesAndTakesBack() throws Exception {
        try (Standalone vedette = installation.start()) {
            HttpResponse<String> added =
                    save("front", "p.url=" + shop.url("/a"), "p.interval=1h", "p.contains=Welcome", "by=ann");

            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            await().until(() -> shop.asked().size() >= 2);
            assertThat(vedette.reloads().state().files()).contains("routes/dashboard.checks.yaml");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            String first = Files.readString(file());

            assertThat(save("front", "edit=true", "p.url=" + shop.url("/b"), "p.interval=2h")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(installation.get("/api/v1/checks/front").body()).contains("\"intervalMs\":7200000");
            assertThat(edits().path("undo").asText()).isEqualTo("front");
            assertThat(installation.send("POST", "/api/v1/edits/front/undo").statusCode())
                    .isEqualTo(200);
            assertThat(Files.readString(file())).isEqualTo(first);
            assertThat(installation.get("/api/v1/checks/front").body()).contains("\"intervalMs\":3600000");

            assertThat(installation.send("DELETE", "/api/v1/edits/front").statusCode())
                    .isEqualTo(200);
            assertThat(status("front")).isEqualTo(404);
            assertThat(installation.send("POST", "/api/v1/edits/other/undo").statusCode())
                    .isEqualTo(404);
            assertThat(installation.send("POST", "/api/v1/edits/front/undo").statusCode())
                    .isEqualTo(200);
            assertThat(status("front")).isEqualTo(200);
            assertThat(installation.send("POST", "/api/v1/edits/front/undo").statusCode())
                    .as("the first one is left, and then none")
                    .isEqualTo(200);
            assertThat(status("front")).isEqualTo(404);
            assertThat(edits().path("undo").isNull()).isTrue();
            assertThat(Room.JSON
                            .readTree(installation.get("/api/v1/acts").body())
                            .path("data")
                            .findValuesAsText("act"))
                    .containsExactly("undo", "undo", "delete", "undo", "edit", "add");
            assertThat(installation.get("/api/v1/acts").body()).contains("\"who\":\"ann\"");
            assertThat(status("theirs")).isEqualTo(200);
        }
    }

    @Test
    void changesNothingForAFormThatIsWrong() throws Exception {
        try (Standalone vedette = installation.start()) {
            assertThat(faults(save("", "p.interval=30x")))
                    .contains("\"name\"", "\"url\"", "is missing", "\"interval\"", "30x");
            assertThat(faults(save("theirs", "p.url=" + shop.url("/")))).contains("another check");
            assertThat(faults(save("{{env:HOME}}", "p.url=" + shop.url("/")))).contains("placeholder");
            assertThat(faults(save("a", "p.url=http://x/?{{env:HOME}}"))).contains("\"url\"", "in files alone");
            assertThat(faults(save("a", "p.url=" + shop.url("/"), "p.perod=1h")))
                    .contains("perod");
            assertThat(faults(save("a", "p.url=" + shop.url("/"), "p.notify=nobody")))
                    .contains("\"notify\"", "nobody");
            assertThat(faults(save("a", "p.url=" + shop.url("/"), "p.dependsOn=a")))
                    .contains("dependsOn");
            assertThat(save("a", "p.url=" + shop.url("/"), "edit=true").statusCode())
                    .isEqualTo(404);
            assertThat(save("a", "fur=2h").statusCode()).isEqualTo(400);
            assertThat(save("theirs", "p.url=" + shop.url("/"), "edit=true").body())
                    .contains("\"status\":409", "routes/checks.yaml", "which people wrote");
            assertThat(installation.send("DELETE", "/api/v1/edits/theirs").statusCode())
                    .isEqualTo(409);

            assertThat(file()).doesNotExist();
            assertThat(vedette.reloads().state().refused()).isZero();
            assertThat(installation.get("/api/v1/acts").body()).contains("\"data\":[]");
        }
    }

    @Test
    void writesOverNothingThatPeopleWrote() throws Exception {
        String own = "checks: [ { name: mine, http: '" + shop.url("/mine") + "', interval: 1h } ]\n";
        installation.file("routes/dashboard.checks.yaml", own.strip());
        try (Standalone vedette = installation.start()) {
            assertThat(save("front", "p.url=" + shop.url("/")).body()).contains("\"status\":409", "not written over");
            assertThat(installation.send("DELETE", "/api/v1/edits/mine").statusCode())
                    .isEqualTo(409);
            assertThat(Files.readString(file())).isEqualTo(own);
            assertThat(edits().path("checks")).isEmpty();

            Files.move(file(), file().resolveSibling("mine.checks.yaml"));
            assertThat(save("front", "p.url=" + shop.url("/"), "p.interval=1h").statusCode())
                    .isEqualTo(201);
            Files.writeString(file(), Files.readString(file()) + "# edited by hand\n");
            assertThat(installation.send("DELETE", "/api/v1/edits/front").statusCode())
                    .isEqualTo(409);
            assertThat(installation.send("POST", "/api/v1/edits/front/undo").statusCode())
                    .isEqualTo(409);
            assertThat(vedette.reloads().reload().problems()).isEmpty();
            assertThat(status("front")).isEqualTo(200);
        }
    }

    @Test
    void tellsOfAnotherFileThatIsWrongAndOfAFolderThatCannotBeWritten() throws Exception {
        try (Standalone vedette = installation.start()) {
            Path other = folder.resolve("routes/broken.yaml");
            Files.writeString(other, "- nothing: known\n");
            assertThat(faults(save("front", "p.url=" + shop.url("/"), "p.interval=1h")))
                    .contains("\"key\":null", "routes/broken.yaml:1");
            assertThat(file()).doesNotExist();
            Files.delete(other);

            // Root may write anywhere: a folder of that name keeps the new file from being made.
            Files.createDirectories(folder.resolve(
                    "routes/.dashboard.checks.yaml." + ProcessHandle.current().pid() + "/x"));
            assertThat(save("front", "p.url=" + shop.url("/"), "p.interval=1h").body())
                    .contains("\"status\":409", "cannot be written");
            assertThat(status("front")).isEqualTo(404);
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void keepsSecretsToItselfAndSendsThemNowhereElse() throws Exception {
        try (Standalone vedette = installation.start()) {
            assertThat(save(
                                    "front",
                                    "p.url=" + shop.url("/a"),
                                    "p.interval=1h",
                                    "p.headers=Authorization: Bearer s3cr3t-of-ann")
                            .body())
                    .doesNotContain("s3cr3t");
            await().until(() -> shop.asked().size() >= 2);
            assertThat(edits().toString()).contains("\"secrets\":[\"headers\"]").doesNotContain("s3cr3t");

            assertThat(save("front", "edit=true", "p.url=" + shop.url("/a"), "p.interval=2h")
                            .statusCode())
                    .as("kept beside another interval")
                    .isEqualTo(200);
            assertThat(Files.readString(file())).contains("s3cr3t-of-ann");
            assertThat(faults(save("front", "edit=true", "p.url=http://127.0.0.1:1/", "p.interval=2h")))
                    .contains("\"headers\"", "given again");
            assertThat(save("front", "edit=true", "p.url=" + shop.url("/c"), "p.headers=", "p.interval=2h")
                            .statusCode())
                    .as("taken out")
                    .isEqualTo(200);
            assertThat(Files.readString(file())).doesNotContain("s3cr3t");
            assertThat(installation.get("/api/v1/checks/front").body()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void isForOperatorsWhereItIsWantedAlone() throws Exception {
        Installation guarded = Installation.empty(Files.createDirectories(folder.resolve("guarded")))
                .with("VEDETTE_HTTP_EDIT", "true")
                .with("VEDETTE_HTTP_USERS", "vera:viewer:plain words")
                .task("theirs", "url=" + shop.url("/theirs"), "interval=1h");
        try (Standalone vedette =
                installation.with("VEDETTE_HTTP_EDIT", "false").start()) {
            assertThat(vedette.problems()).isEmpty();
            assertThat(save("front", "p.url=" + shop.url("/")).statusCode()).isEqualTo(501);
            assertThat(edits().path("offered").asBoolean()).isFalse();
            assertThat(installation.get("/api/v1/me").body()).contains("\"edit\":false");
        }
        try (Standalone vedette = guarded.start()) {
            assertThat(guarded.send("DELETE", "/api/v1/edits/front").statusCode())
                    .isEqualTo(401);
            String session = guarded.sendBody("POST", "/login", "user=vera&password=plain+words", FORM)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst(";.*", "");
            assertThat(guarded.get("/api/v1/edits", "Cookie", session).body()).contains("\"offered\":true");
            assertThat(guarded.send("DELETE", "/api/v1/edits/front", "Cookie", session)
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
