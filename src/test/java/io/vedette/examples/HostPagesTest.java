package io.vedette.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages for hosts show stands in applications that run: in the samples, which the build starts in their hosts, and in tests. */
class HostPagesTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private static final Path MAIN = Path.of("integrations/main-sample");
    private static final Path BOOT = Path.of("integrations/spring-boot-sample");
    private static final Path QUARKUS = Path.of("integrations/quarkus/sample");
    private static final List<Path> HOSTS = List.of(MAIN, BOOT, QUARKUS);

    /** What each page may show parts of. */
    private static final Map<String, List<Path>> SHOWS = Map.of(
            "embedding.md",
            List.of(
                    MAIN,
                    BOOT,
                    QUARKUS,
                    Path.of("src/test/java/io/vedette/examples"),
                    Path.of("src/test/resources/io/vedette/examples")),
            "spring-boot.md",
            List.of(BOOT, Path.of("integrations/spring-boot-starter/src/test")),
            "quarkus.md",
            List.of(QUARKUS));

    private record Snippet(String page, String language, String text) {

        /** Lines say something in YAML and settings, but not in Java and XML; JSON stands in strings of Java. */
        boolean isIn(String file) {
            boolean asItStands = language.equals("yaml") || language.equals("properties");
            return asItStands
                    ? ("\n" + file).contains("\n" + text)
                    : withoutBlanks(language.equals("json") ? file.replace("\\\"", "\"") : file)
                            .contains(withoutBlanks(text));
        }

        private static String withoutBlanks(String text) {
            return text.replaceAll("\\s+", "");
        }
    }

    static Stream<Snippet> snippets() {
        return SHOWS.keySet().stream()
                .sorted()
                .flatMap(page -> BLOCK
                        .matcher(read(Path.of("docs", page)))
                        .results()
                        .map(block -> new Snippet(page, block.group(1), block.group(2)))
                        .toList()
                        .stream());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void showWhatRuns(Snippet snippet) {
        Map<Path, String> files = files(SHOWS.get(snippet.page()));

        assertThat(files.values()).anyMatch(snippet::isIn);
    }

    @Test
    void aRouteOfAnApplicationIsTheSameInEveryHost() {
        List<Snippet> order = snippets()
                .filter(snippet -> snippet.text().contains("direct:order"))
                .toList();

        assertThat(order).hasSize(1);
        assertThat(HOSTS)
                .allSatisfy(host -> assertThat(files(List.of(host)).values()).anyMatch(order.get(0)::isIn));
    }

    @Test
    void theFirstCheckAndTargetAreShownForEveryHost() {
        Set<String> languages = snippets()
                .filter(snippet -> snippet.page().equals("embedding.md"))
                .map(Snippet::language)
                .collect(Collectors.toSet());

        assertThat(languages).containsExactlyInAnyOrder("xml", "yaml", "java", "properties");
        assertThat(HOSTS)
                .allSatisfy(host -> assertThat(
                                snippets().filter(snippet -> snippet.language().equals("xml")))
                        .anyMatch(snippet ->
                                files(List.of(host)).values().stream().anyMatch(snippet::isIn)));
    }

    /** The texts of all files that a build has and does not make, with the version in the place of what stands for it. */
    private static Map<Path, String> files(List<Path> folders) {
        MatchResult version =
                VERSION.matcher(read(Path.of("pom.xml"))).results().findFirst().orElseThrow();
        Map<Path, String> files = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> !file.getFileName().toString().equals("HostPagesTest.java"))
                        .forEach(file -> files.put(file, read(file).replace("${project.version}", version.group(1))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
