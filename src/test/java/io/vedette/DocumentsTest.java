package io.vedette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that people read can be found, and lead to what is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");

    private static final Pattern HEADING_LINK = Pattern.compile("\\]\\(([^)#\\s]*)#([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

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

    @ParameterizedTest
    @MethodSource("pages")
    void leadToHeadingsThatAreThere(Path page) throws IOException {
        Path here = page.toAbsolutePath();
        assertThat(HEADING_LINK.matcher(Files.readString(page)).results())
                .filteredOn(link -> !link.group(1).contains("://"))
                .allSatisfy(
                        link -> assertThat(anchors(link.group(1).isEmpty() ? here : here.resolveSibling(link.group(1))))
                                .contains(link.group(2)));
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

    /** The names that a heading has in links: small letters, blanks as hyphens, no other signs. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
