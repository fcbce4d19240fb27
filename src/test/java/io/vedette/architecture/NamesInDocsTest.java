package io.vedette.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages for those who read the code name classes, methods and packages as the code does. */
class NamesInDocsTest {

    /** A class in backticks, and perhaps a method of it. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+)(?:\\(\\))?)?`");

    private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[a-z.*]+");

    /** Of Java and of protocols. */
    private static final Set<String> FOREIGN =
            Set.of("String", "System", "Thread", "ServiceLoader", "ScheduledExecutorService");

    private static final Map<String, Path> SOURCES = sources();

    static List<Path> pages() throws IOException {
        try (Stream<Path> decisions = Files.list(Path.of("docs/decisions"))) {
            List<Path> pages = new ArrayList<>(decisions.sorted().toList());
            pages.add(Path.of("docs/architecture.md"));
            pages.add(Path.of("CONTRIBUTING.md"));
            return pages;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areThoseOfTheCode(Path page) throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (MatchResult name : NAME.matcher(Files.readString(page)).results().toList()) {
            if (!FOREIGN.contains(name.group(1)) && !isThere(name.group(1), name.group(2))) {
                unknown.add(name.group());
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void thePictureHasEveryPackage() throws IOException {
        MatchResult picture = PICTURE.matcher(Files.readString(Path.of("docs/architecture.md")))
                .results()
                .findFirst()
                .orElseThrow();
        Set<String> drawn = picture.group(1)
                .lines()
                .map(line -> line.replaceAll("\\[.*]", ""))
                .flatMap(line -> WORD.matcher(line).results().map(MatchResult::group))
                .collect(Collectors.toSet());

        assertThat(drawn).containsAll(PackageRulesTest.packages());
    }

    private static boolean isThere(String type, String method) throws IOException {
        Path source = SOURCES.get(type);
        return source != null && (method == null || Files.readString(source).contains(" " + method + "("));
    }

    private static Map<String, Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
