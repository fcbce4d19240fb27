package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package of this build in a root of its own: installed, run, upgraded, removed. */
class DebianPackageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SETTINGS = "/etc/vedette/application.properties";
    private static final String CHECKS = "/etc/vedette/routes/checks.yaml";
    private static final String LOG_ROUTE = "/etc/vedette/routes/targets.yaml";
    private static final String DATABASE = "/var/lib/vedette/vedette.db";
    private static final String NOBODY = """

        - templatedRoute:
            routeTemplateRef: tcp
            routeId: nobody
            parameters:
              - { name: host, value: 127.0.0.1 }
              - { name: port, value: "1" }
              - { name: interval, value: 1s }
        """;

    @TempDir
    private Path folder;

    @TempDir
    private Path beside;

    private Path deb;
    private DebianRoot root;

    @BeforeEach
    void install() throws Exception {
        deb = DebianRoot.packageOfTheBuild();
        root = new DebianRoot(folder);
        root.install(deb);
    }

    @Test
    void installsAServiceThatAnswersAndWatchesNothingYet() throws Exception {
        assertThat(root.state()).endsWith(" installed");
        assertThat(Files.readSymbolicLink(root.path("/etc/systemd/system/multi-user.target.wants/vedette.service")))
                .hasToString("/usr/lib/systemd/system/vedette.service");
        assertThat(mode("/usr/bin/vedette")).isEqualTo("rwxr-xr-x");
        assertThat(List.of(mode("/etc/vedette"), mode("/etc/vedette/routes"), mode("/var/lib/vedette")))
                .containsOnly("rwxr-x---");
        assertThat(List.of(mode(SETTINGS), mode(CHECKS), mode("/etc/default/vedette")))
                .containsOnly("rw-r-----");

        try (InstalledService service = InstalledService.start(root)) {
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/").body()).contains("\"data\":[]");
            assertThat(root.path(DATABASE)).exists();
            assertThat(service.stop()).isIn(0, 143);
        }
    }

    @Test
    void putsStateAndNothingMadeUpIntoTheSettings() throws Exception {
        assertThat(Files.readAllLines(root.path(SETTINGS)).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#")))
                .containsExactly("vedette.database.url=jdbc:sqlite:" + DATABASE);
        assertThat(Files.readString(root.path(SETTINGS))).contains("# Test a change: vedette validate\n");
        assertThat(Files.readAllLines(root.path(CHECKS)))
                .allSatisfy(line -> assertThat(line).matches("(#.*)?"));
    }

    @Test
    void keepsSettingsAndStateOverAnUpgrade() throws Exception {
        Path newer = DebianRoot.newer(deb, beside, SETTINGS, LOG_ROUTE);
        append(SETTINGS, "vedette.interval=30s\n");
        append(CHECKS, NOBODY);
        String edited = Files.readString(root.path(SETTINGS));
        Instant before;
        try (InstalledService service = InstalledService.start(root)) {
            before = inErrorSince(service);
            assertThat(service.stop()).isIn(0, 143);
        }

        root.install(newer);

        assertThat(root.state()).isEqualTo("99.0 installed");
        assertThat(root.path(SETTINGS)).hasContent(edited);
        assertThat(root.path(SETTINGS + ".dpkg-dist")).content().contains("# of version 99.0");
        assertThat(root.path(LOG_ROUTE)).content().contains("# of version 99.0");
        assertThat(mode(SETTINGS)).isEqualTo("rw-r-----");
        try (InstalledService service = InstalledService.start(root)) {
            assertThat(inErrorSince(service)).isEqualTo(before);
        }
    }

    @Test
    void keepsSettingsAndStateWhenRemovedAndNothingWhenPurged() throws Exception {
        append(CHECKS, NOBODY);
        Files.writeString(root.path(DATABASE), "state");
        Files.writeString(root.path("/var/log/vedette/vedette.log"), "log");

        root.remove();

        assertThat(root.state()).endsWith(" config-files");
        assertThat(root.path("/usr/share/vedette/vedette.jar")).doesNotExist();
        assertThat(root.path("/usr/bin/vedette")).doesNotExist();
        assertThat(root.path("/usr/lib/systemd/system/vedette.service")).doesNotExist();
        assertThat(root.path(CHECKS)).content().contains("nobody");
        assertThat(root.path(DATABASE)).exists();

        root.purge();

        assertThat(root.left()).isEmpty();
    }

    @Test
    void bringsABackupOfTheRunningServiceBack() throws Exception {
        Path backup = beside.resolve("backup.db");
        append(CHECKS, NOBODY);
        Instant before;
        try (InstalledService service = InstalledService.start(root)) {
            before = inErrorSince(service);
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + root.path(DATABASE));
                    PreparedStatement copy = database.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, backup.toString());
                copy.execute();
            }
            assertThat(service.post("/api/v1/checks/nobody/pause").statusCode()).isEqualTo(200);
            assertThat(service.check("nobody").path("status").asText()).isEqualTo("paused");
        }

        for (String file : List.of(DATABASE, DATABASE + "-wal", DATABASE + "-shm")) {
            Files.deleteIfExists(root.path(file));
        }
        Files.copy(backup, root.path(DATABASE));
        Files.setPosixFilePermissions(root.path(DATABASE), PosixFilePermissions.fromString("rw-rw-rw-"));

        try (InstalledService service = InstalledService.start(root)) {
            assertThat(inErrorSince(service)).isEqualTo(before);
        }
    }

    @Test
    void turnsTheLogOverWhileTheServiceWrites() throws Exception {
        assumeTrue(DebianRoot.has("logrotate"), "logrotate is not here");
        Path rules = beside.resolve("rules");
        Files.writeString(
                rules,
                Files.readString(root.path("/etc/logrotate.d/vedette"))
                        .replace("/var/log/", root.path("/var/log") + "/"));
        Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
        try (InstalledService service = InstalledService.start(root)) {
            Shell.run(List.of(
                    "logrotate", "--force", "--state", beside.resolve("state").toString(), rules.toString()));

            // Taken up while it runs, and told.
            append(CHECKS, NOBODY);
            inErrorSince(service);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.log()).content().contains("check nobody"));
            // Starts with a date: it was emptied and goes on from there, not from where it was.
            assertThat(service.log()).content().startsWith("20").doesNotContain("answers on");
            assertThat(service.log().resolveSibling("vedette.log.1")).content().contains("answers on");
        }
    }

    @Test
    void hasAUnitThatSystemdUnderstands() throws Exception {
        assumeTrue(DebianRoot.has("systemd-analyze"), "systemd-analyze is not here");
        Path unit = beside.resolve("vedette.service");
        // What it runs need not be on this machine.
        Files.writeString(
                unit,
                Files.readString(root.path("/usr/lib/systemd/system/vedette.service"))
                        .replace("/usr/bin/java", "/bin/true"));

        assertThat(Shell.run(List.of("systemd-analyze", "verify", "--man=no", unit.toString())))
                .isEmpty();
    }

    /** Waits for the check whose port nobody listens on; since when, as finely as a database keeps it. */
    private static Instant inErrorSince(InstalledService service) {
        JsonNode check = await().atMost(PATIENCE)
                .until(
                        () -> service.check("nobody"),
                        found -> found.path("status").asText().equals("error"));
        return Instant.parse(check.path("since").asText()).truncatedTo(ChronoUnit.MILLIS);
    }

    private void append(String file, String text) throws Exception {
        Files.writeString(root.path(file), text, StandardOpenOption.APPEND);
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.path(file)));
    }
}
