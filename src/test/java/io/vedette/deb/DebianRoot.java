package io.vedette.deb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that dpkg takes for the root of a system: nothing outside it is touched, and nobody need be root. */
final class DebianRoot {

    private static final List<String> TOOLS = List.of("dpkg", "dpkg-deb", "systemd-sysusers", "deb-systemd-helper");

    private final Path root;

    DebianRoot(Path root) throws IOException {
        this.root = root;
        // The service runs as a user of its own, where that can be had.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String folder : List.of("info", "updates", "triggers")) {
            Files.createDirectories(path("/var/lib/dpkg").resolve(folder));
        }
        Files.createFile(path("/var/lib/dpkg/status"));
        Files.createDirectories(path("/etc"));
        Files.writeString(path("/etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
        Files.writeString(path("/etc/group"), "root:x:0:\nadm:x:4:\n");
    }

    /** The package of this build; the test is skipped where there is none, or nothing to install it with. */
    static Path packageOfTheBuild() throws IOException {
        for (String tool : TOOLS) {
            needs(has(tool), tool + " is not here");
        }
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> packages = files.filter(
                            file -> file.getFileName().toString().matches("vedette_.*_all\\.deb"))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
            needs(!packages.isEmpty(), "target/vedette_VERSION_all.deb is not built");
            return packages.get(packages.size() - 1);
        }
    }

    private static void needs(boolean there, String otherwise) {
        if (!there) {
            System.err.println("The Debian package is not tested: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    static boolean has(String tool) {
        return Shell.place(tool).isPresent();
    }

    /** A file of the system that is in the folder. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    void install(Path deb) throws Exception {
        dpkg("--install", deb.toString());
    }

    void remove() throws Exception {
        dpkg("--remove", "vedette");
    }

    void purge() throws Exception {
        dpkg("--purge", "vedette");
    }

    private void dpkg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "dpkg",
                "--root=" + root,
                "--force-not-root",
                "--force-script-chrootless",
                // Java and systemd are there, but no packages of this root.
                "--force-depends",
                // Nobody answers what is to be done with an edited file.
                "--force-confold",
                // Nobody turns the power off under a folder that is thrown away.
                "--force-unsafe-io",
                "--log=/dev/null"));
        command.addAll(List.of(arguments));
        Shell.run(command);
    }

    /** The same package with a higher version, in which lines are added to some files. */
    static Path newer(Path deb, Path folder, String... changed) throws Exception {
        Path tree = folder.resolve("tree");
        Shell.run(List.of("dpkg-deb", "--raw-extract", deb.toString(), tree.toString()));
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: 99.0"));
        for (String file : changed) {
            Files.writeString(
                    tree.resolve(file.substring(1)),
                    "\n# of version 99.0\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        }
        Path newer = folder.resolve("vedette_99.0_all.deb");
        Shell.run(List.of("dpkg-deb", "-Znone", "--root-owner-group", "-b", tree.toString(), newer.toString()));
        return newer;
    }

    /** The version that dpkg knows as installed, and its state. */
    String state() throws Exception {
        return Shell.run(List.of(
                "dpkg-query",
                "--admindir=" + path("/var/lib/dpkg"),
                "-W",
                "-f",
                "${Version} ${db:Status-Status}",
                "vedette"));
    }

    /** All files and folders that bear the name. */
    List<Path> left() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(root::relativize)
                    .filter(file -> file.toString().contains("vedette"))
                    .toList();
        }
    }

    /** The user's number in the root's own list. */
    int user() throws IOException {
        return Files.readAllLines(path("/etc/passwd")).stream()
                .filter(line -> line.startsWith("vedette:"))
                .map(line -> Integer.parseInt(line.split(":")[2]))
                .findFirst()
                .orElseThrow();
    }
}
