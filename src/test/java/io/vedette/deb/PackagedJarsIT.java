package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the two jars of this build hold: the library that others embed, and the runnable one. */
class PackagedJarsIT {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path RUNNABLE = Path.of("target", "vedette.jar");
    private static final List<String> LICENCES = List.of("LICENSE", "NOTICE", "META-INF/LICENSE", "META-INF/NOTICE");

    @Test
    void aLibraryHoldsAllButTheApplication() throws IOException {
        try (JarFile library = library()) {
            assertThat(files(library).filter(name -> !name.startsWith("META-INF/")))
                    .containsExactlyInAnyOrderElementsOf(compiled().stream()
                            .filter(name -> !name.startsWith("META-INF/"))
                            .filter(Predicate.not(PackagedJarsIT::isOfTheApplication))
                            .toList());
            assertThat(files(library))
                    .containsAll(LICENCES)
                    .contains("META-INF/services/io.vedette.camel.EmbeddedStart")
                    .contains("META-INF/services/org/apache/camel/TypeConverterLoader");
        }
    }

    @Test
    void aLibraryBringsItsHostNothingElse() throws IOException {
        try (JarFile library = library()) {
            assertThat(files(library))
                    .noneMatch(PackagedJarsIT::isOfTheApplication)
                    .noneMatch(name -> name.endsWith("logback.xml"))
                    .allMatch(name -> name.startsWith("io/vedette/")
                            || name.startsWith("kamelets/vedette-")
                            || name.startsWith("META-INF/io/vedette/")
                            || name.startsWith("META-INF/services/")
                            || name.startsWith("META-INF/maven/io.vedette/vedette/")
                            || name.equals(JarFile.MANIFEST_NAME)
                            || LICENCES.contains(name));
            assertThat(library.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.vedette");
        }
    }

    @Test
    void aLibraryTellsToolsWhatItIs() throws IOException {
        try (JarFile library = library()) {
            assertThat(text(library, "META-INF/services/org/apache/camel/component.properties"))
                    .contains("components=vedette", "groupId=io.vedette", "artifactId=vedette")
                    .doesNotContain("${");
            for (String kamelet : List.of("vedette-observe-sink", "vedette-alerts-source")) {
                assertThat(text(library, "kamelets/" + kamelet + ".kamelet.yaml"))
                        .contains("name: " + kamelet, "mvn:io.vedette:vedette:")
                        .doesNotContain("${project");
            }
            assertThat(files(library))
                    .contains(
                            "META-INF/io/vedette/camel/vedette.json",
                            "io/vedette/templates/task.yaml",
                            "io/vedette/camel/VedetteEndpointBuilderFactory.class")
                    .noneMatch(name -> name.startsWith("camel-template/"));
        }
    }

    @Test
    void aRunnableJarHoldsAllOfIt() throws IOException {
        try (JarFile runnable = new JarFile(RUNNABLE.toFile())) {
            assertThat(files(runnable)).containsAll(compiled()).containsAll(LICENCES);
            assertThat(text(runnable, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
            // Its own before those of the libraries in it.
            assertThat(text(runnable, "META-INF/NOTICE")).contains("lit-html", "The Apache Software Foundation");
            // For routes of operators' own.
            assertThat(files(runnable))
                    .contains(
                            "META-INF/services/org/apache/camel/component/slack",
                            "META-INF/services/org/apache/camel/component/smtp");
            assertThat(text(runnable, "META-INF/services/org/apache/camel/TypeConverterLoader"))
                    .contains("io.vedette.camel.DigestConverters");
            assertThat(runnable.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.vedette.App");
        }
    }

    private static boolean isOfTheApplication(String name) {
        return name.startsWith("io/vedette/App")
                || name.startsWith("io/vedette/app/")
                || name.startsWith("META-INF/sbom/")
                || name.startsWith("META-INF/services/ch.qos.logback")
                || name.equals("META-INF/jandex.idx");
    }

    private static JarFile library() throws IOException {
        Properties build = new Properties();
        build.load(Files.newBufferedReader(CLASSES.resolve("io/vedette/build.properties")));
        return new JarFile("target/vedette-" + build.getProperty("version") + ".jar");
    }

    /** What was compiled and copied, but for the index of classes: that is made for the build alone. */
    private static List<String> compiled() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("META-INF/jandex.idx"))
                    .toList();
        }
    }

    private static Stream<String> files(JarFile jar) {
        return jar.stream().filter(Predicate.not(ZipEntry::isDirectory)).map(ZipEntry::getName);
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
