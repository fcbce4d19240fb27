package io.vedette.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The package in a Debian with a JRE: what its installation keeps of a start, and that its service starts with it and without. */
@Tag("long")
class PackageIT {

    private static final String KEPT = "/var/cache/vedette/vedette.jsa";
    private static final String UNIT = "/usr/lib/systemd/system/vedette.service";

    private Path root;

    @BeforeEach
    void prepare() throws Exception {
        BaseSystem base = BaseSystem.get();
        root = BaseSystem.folder("system");
        Tools.run(List.of("cp", "-a", base.root() + "/.", root.toString()));
        Tools.run(List.of("mount", "-t", "proc", "proc", root.resolve("proc").toString()));
    }

    @AfterEach
    void unmount() throws Exception {
        if (root != null) {
            Tools.run(List.of("umount", root.resolve("proc").toString()));
        }
    }

    @Test
    void keepsWhatAStartNeedsAndStartsWithoutItAsWell() throws Exception {
        Files.copy(built("_all.deb"), path("/vedette.deb"));
        inside("dpkg", "--force-unsafe-io", "-i", "/vedette.deb");
        assertThat(path(KEPT)).isRegularFile();
        assertThat(Files.getAttribute(path(KEPT), "unix:uid")).isEqualTo(0);
        assertThat(served()).contains("io.vedette.App source: shared objects file");

        Files.writeString(path(KEPT), "of another time", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(served()).contains("io.vedette.App source: file:");

        assertThat(keptAnew()).isEmpty();
        assertThat(served()).contains("io.vedette.App source: shared objects file");

        Files.writeString(path("/etc/default/vedette"), "no-such-program\n", StandardOpenOption.APPEND);
        Files.move(path("/tmp"), path("/tmp.away"));
        keptAnew();
        assertThat(path(KEPT)).doesNotExist();
        Files.move(path("/tmp.away"), path("/tmp"));
        Files.delete(path(KEPT).getParent());
        Files.createFile(path(KEPT).getParent());
        assertThat(keptAnew()).contains("later starts will not be faster");
        Files.delete(path(KEPT).getParent());
        assertThat(served()).contains("io.vedette.App source: file:");

        // What the service's user made may be a link to what only root may read.
        Files.move(path("/usr/bin/java"), path("/usr/bin/java.away"));
        Files.writeString(path("/usr/bin/java"), "#!/bin/sh\nfor out; do :; done\nln -s /etc/shadow \"$out\"\n");
        Files.setPosixFilePermissions(path("/usr/bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(keptAnew()).contains("later starts will not be faster");
        assertThat(path(KEPT)).doesNotExist();

        inside("dpkg", "--purge", "vedette");
        assertThat(path(KEPT).getParent()).doesNotExist();
    }

    /** In a Debian too, by the rpm of this machine: its scripts run in the folder. */
    @Test
    void anRpmIsInstalledStartedAndRemovedAsWell() throws Exception {
        Tools.needs(Tools.has("rpm"), "rpm is not here");
        String settings = "/etc/vedette/application.properties";
        rpm("--nodeps", "--install", built(".noarch.rpm").toString());
        assertThat(inside("stat", "-c", "%U:%G %a", settings, "/var/lib/vedette"))
                .isEqualTo("root:vedette 640\nvedette:vedette 750\n");
        assertThat(path(KEPT)).isRegularFile();
        assertThat(served()).contains("io.vedette.App source: shared objects file");

        Files.writeString(path(settings), "vedette.interval=30s\n", StandardOpenOption.APPEND);
        rpm("--erase", "vedette");
        assertThat(path("/usr/share/vedette")).doesNotExist();
        assertThat(path(KEPT).getParent()).doesNotExist();
        assertThat(path(settings + ".rpmsave")).content().endsWith("vedette.interval=30s\n");
        assertThat(path("/var/lib/vedette")).isDirectory();
    }

    private void rpm(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("rpm", "--root", root.toString()));
        words.addAll(List.of(arguments));
        Tools.run(words);
    }

    private static Path built(String end) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    /** Runs the service as its unit says until it answers; the lines of its log on classes. */
    private String served() throws Exception {
        String command = Files.readAllLines(path(UNIT)).stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length());
        List<String> words = new ArrayList<>(List.of(
                "chroot",
                "--userspec=vedette:vedette",
                root.toString(),
                "env",
                "-C",
                "/var/lib/vedette",
                "VEDETTE_HTTP_PORT=0"));
        for (String word : command.split(" ")) {
            words.add(word.equals("$JAVA_OPTS") ? "-Xlog:class+load:stdout" : word);
        }
        Process process = Tools.start(Map.of(), words);
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("io.vedette.App source") || line.contains("answers on")) {
                    log.append(line).append('\n');
                }
                if (line.contains("answers on")) {
                    process.toHandle().destroy();
                }
            }
            assertThat(new String(process.getErrorStream().readAllBytes())).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(log.toString()).contains("answers on");
        return log.toString();
    }

    /** Has the package do what it does when Java was changed; what it says. */
    private String keptAnew() throws Exception {
        inside("dpkg-trigger", "--no-await", "--by-package=vedette", "/usr/lib/jvm");
        return inside("dpkg", "--triggers-only", "--pending")
                .lines()
                .filter(line -> line.startsWith("vedette:"))
                .collect(Collectors.joining());
    }

    private String inside(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("chroot", root.toString()));
        words.addAll(List.of(command));
        return Tools.run(words);
    }

    private Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
