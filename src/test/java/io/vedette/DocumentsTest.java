package io.vedette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that people read can be found, and lead to what is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");

    @Test
    void areAllLinkedFromTheReadme() throws IOException {
        assertThat(links(Path.of("README.md")))
                .containsAll(pages().map(Path::toString)
                        .filter(page -> !page.equals("README.md"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadOnlyToWhatIsThere(Path page) throws IOException {
        assertThat(links(page))
                .filteredOn(link -> !link.contains("://"))
                .allSatisfy(link ->
                        assertThat(page.toAbsolutePath().resolveSibling(link)).exists());
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("README.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList()
                    .stream();
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
