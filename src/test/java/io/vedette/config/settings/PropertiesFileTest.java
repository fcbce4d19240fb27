package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFileTest {

    @TempDir
    Path folder;

    @Test
    void knowsTheLineOfEachKey() {
        PropertiesFile file = parse("""
                # a comment
                  ! another one \\
                one=1

                two : 2
                three 3\\
                    and more, \\
                    # and more
                four
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.given().values())
                .containsExactly(
                        new RawSetting("1", "f", 3, "one"),
                        new RawSetting("2", "f", 5, "two"),
                        new RawSetting("3and more, # and more", "f", 6, "three"),
                        new RawSetting("", "f", 9, "four"));
    }

    @Test
    void readsEscapesAndUnicode() {
        PropertiesFile file = parse("k\\=e\\:y=a\\tb\\u00e4 ä \\\\\npath=C:\\\\x\n");

        assertThat(file.given().get("k=e:y").value()).isEqualTo("a\tbä ä \\");
        assertThat(file.given().get("path").value()).isEqualTo("C:\\x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1\r\nb=2\r\n", "a=1\rb=2", "a=1\nb=2", "\uFEFFa=1\nb=2"})
    void takesTheLineEndsOfEverySystem(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("x.properties"), text);

        assertThat(PropertiesFile.read(path, "f").given().values())
                .containsExactly(new RawSetting("1", "f", 1, "a"), new RawSetting("2", "f", 2, "b"));
    }

    @Test
    void endsALastLineThatIsToBeContinued() {
        assertThat(parse("a=1\\").given().get("a").value()).isEqualTo("1");
        assertThat(parse("a=1\\\\").given().get("a").value()).isEqualTo("1\\");
    }

    @Test
    void tellsOfADoubledKeyWithBothLinesAndTakesTheLast() {
        PropertiesFile file = parse("a=1\n\na=2\n");

        assertThat(file.problems())
                .extracting(Problem::toString)
                .containsExactly("f:3: a: is given twice, first in line 1");
        assertThat(file.given().get("a").value()).isEqualTo("2");
    }

    @Test
    void tellsOfAMalformedEscapeAndReadsOn() {
        PropertiesFile file = parse("a=1\nb=C:\\users\nc=3\n");

        assertThat(file.problems())
                .extracting(Problem::toString)
                .containsExactly("f:2: has a malformed escape; four hexadecimal digits must follow \\u");
        assertThat(file.given()).containsOnlyKeys("a", "c");
    }

    @Test
    void tellsOfAValueWithoutKey() {
        assertThat(parse("=1").problems())
                .extracting(Problem::toString)
                .containsExactly("f:1: has a value without a key");
    }

    @Test
    void tellsWhereAFileIsNotUtf8() throws IOException {
        Path path = Files.write(folder.resolve("x"), "a=1\nb=\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PropertiesFile.read(path, "x").problems())
                .extracting(Problem::toString)
                .containsExactly("x:2: is not UTF-8 text; save it in that encoding");
    }

    @Test
    void tellsOfACutOffCharacterAtTheEnd() throws IOException {
        Path path = Files.write(folder.resolve("x"), new byte[] {'a', '=', (byte) 0xc3});

        assertThat(PropertiesFile.read(path, "x").problems()).hasSize(1);
    }

    @Test
    void tellsWhatIsNoFile() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[5 * 1024 * 1024]);

        assertThat(PropertiesFile.read(folder, "x").problems())
                .extracting(Problem::toString)
                .containsExactly("x: is a directory");
        assertThat(PropertiesFile.read(folder.resolve("none"), "x").problems())
                .extracting(Problem::toString)
                .containsExactly("x: does not exist");
        assertThat(PropertiesFile.read(large, "x").problems())
                .extracting(Problem::toString)
                .containsExactly("x: is larger than 4 MiB");
    }

    @Property
    void readsAnyTextAsJavaDoes(@ForAll("texts") String text) throws IOException {
        Properties expected = new Properties();
        expected.load(new StringReader(text));

        PropertiesFile file = parse(text);

        TreeMap<String, String> values = new TreeMap<>();
        file.given().forEach((key, given) -> values.put(key, given.value()));
        expected.remove("");
        assertThat(values).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        // A line of nothing but a backslash before a comment is the one thing that is read otherwise.
        return Arbitraries.of(
                        "a", "b", "=", ":", " ", "\t", "\f", "\n", "\r", "\r\n", "x\\\n", "\\\\", "\\n", "x#", "!x")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static PropertiesFile parse(String text) {
        return PropertiesFile.parse(text, "f");
    }
}
