package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The RPM of this build, as rpm reads it: what the Debian package has, with the same owners and the same settings kept. */
class RpmPackageIT {

    @TempDir
    private Path folder;

    private String rpm;

    @BeforeEach
    void find() throws Exception {
        for (String tool : List.of("rpm", "dpkg-deb")) {
            needs(DebianRoot.has(tool), tool + " is not here");
        }
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".noarch.rpm"))
                    .toList();
            needs(
                    found.size() == 1,
                    "target/vedette-VERSION-RELEASE.noarch.rpm is not built, or more than one is there");
            rpm = found.get(0).toAbsolutePath().toString();
        }
    }

    private static void needs(boolean there, String otherwise) {
        if (!there) {
            System.err.println("The RPM is not tested: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    @Test
    void isWholeAndNeedsAJava() throws Exception {
        assertThat(query("--checksig", "--nosignature")).contains("digests OK");
        assertThat(query("-qp", "--requires").lines())
                .contains("java-headless >= 1:17", "systemd", "util-linux", "/bin/sh");
        assertThat(query("-qp", "--queryformat", "%{NAME} %{ARCH} %{LICENSE}")).isEqualTo("vedette noarch Apache-2.0");
    }

    @Test
    void hasTheFilesOfTheDebianPackage() throws Exception {
        Path deb = DebianRoot.packageOfTheBuild();
        Path tree = folder.resolve("deb");
        Shell.run(List.of("dpkg-deb", "--extract", deb.toString(), tree.toString()));
        Shell.run(List.of(
                "dpkg-deb",
                "--control",
                deb.toString(),
                folder.resolve("control").toString()));
        Map<String, String> ofDeb = new TreeMap<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                ofDeb.put("/" + tree.relativize(file), digest(file));
            }
        }

        Map<String, String> ofRpm = new TreeMap<>();
        dump(line -> line[4].startsWith("0100") ? line[0] + " " + line[3] : "")
                .forEach(line -> ofRpm.put(line.split(" ")[0], line.split(" ")[1]));

        assertThat(ofRpm).isEqualTo(ofDeb);
        assertThat(query("-qp", "--configfiles").lines())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(folder.resolve("control/conffiles")));
    }

    @Test
    void keepsSecretsForRootAndTheService() throws Exception {
        assertThat(dump(line ->
                        line[0].startsWith("/etc/") || line[0].startsWith("/var/") || line[0].equals("/usr/bin/vedette")
                                ? String.join(" ", line[0], line[4], line[5], line[6])
                                : ""))
                .containsExactlyInAnyOrder(
                        "/etc/default/vedette 0100640 root vedette",
                        "/etc/logrotate.d/vedette 0100644 root root",
                        "/etc/vedette 042750 root vedette",
                        "/etc/vedette/application.properties 0100640 root vedette",
                        "/etc/vedette/routes 042750 root vedette",
                        "/etc/vedette/routes/checks.yaml 0100640 root vedette",
                        "/etc/vedette/routes/targets.yaml 0100640 root vedette",
                        "/usr/bin/vedette 0100755 root root",
                        "/var/lib/vedette 040750 vedette vedette",
                        "/var/log/vedette 042750 root adm");
        // An edited one is never written over.
        assertThat(query("-qp", "--queryformat", "[%{FILEFLAGS:fflags} %{FILENAMES}\n]")
                        .lines()
                        .filter(line -> line.contains("/etc/") && !line.startsWith(" ")))
                .hasSize(5)
                .allMatch(line -> line.startsWith("cn "));
    }

    @Test
    void makesTheUserOfTheDebianPackage() throws Exception {
        String inTheFile = Files.readAllLines(Path.of("src/deb/root/usr/lib/sysusers.d/vedette.conf")).stream()
                .filter(line -> line.startsWith("u "))
                .collect(Collectors.joining());

        assertThat(query("-qp", "--queryformat", "%{PREIN}").lines())
                .anyMatch(line -> line.replaceAll("\\s+", " ").equals(inTheFile.replaceAll("\\s+", " ")));
        for (String script : List.of("PREIN", "POSTIN", "PREUN", "POSTUN")) {
            Path file = Files.writeString(folder.resolve(script), query("-qp", "--queryformat", "%{" + script + "}"));
            Shell.run(List.of("sh", "-n", file.toString()));
        }
    }

    /** Path, size, time, digest, mode, owner, group and so on of each file, made one line; those that are left out are empty. */
    private List<String> dump(Function<String[], String> told) throws Exception {
        return query("-qp", "--dump")
                .lines()
                .map(line -> told.apply(line.split(" ")))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String query(String... arguments) throws Exception {
        return Shell.run(Stream.of(Stream.of("rpm"), Stream.of(arguments), Stream.of(rpm))
                .flatMap(Function.identity())
                .toList());
    }

    private static String digest(Path file) throws Exception {
        return Shell.run(List.of("sha256sum", file.toString())).split(" ")[0];
    }
}
