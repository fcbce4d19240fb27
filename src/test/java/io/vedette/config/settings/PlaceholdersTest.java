package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private static final Map<String, String> VARIABLES = Map.of("TOKEN", "xoxb-1", "EMPTY", "", "NAME", "world");
    private static final Map<String, String> VAULT = Map.of("aws:slack", "from-vault", "hashicorp:kv:a:b", "deep");

    @TempDir
    Path folder;

    private PlaceholderSources sources;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "{{env:NAME}} | world",
                "Hello {{env:NAME}}, {{ env:NAME }}! | Hello world, world!",
                "{{env:NONE:fallback}} | fallback",
                "{{env:NONE:http://h:80/}} | http://h:80/",
                "<{{env:NONE:}}> | <>",
                "<{{env:EMPTY:fallback}}> | <>",
                "<{{?env:NONE}}> | <>",
                "{{env:NONE:{{other}}}} | 42",
                "{{sys:known}} | yes",
                "{{sys:unknown:no}} | no",
                "{{other}}{{other}} | 4242",
                "{{indirect}} | 42",
                "{{missing:7}} | 7",
                "<{{?missing}}> | <>",
                "{{vedette.interval}} | 60s",
                "{{aws:slack}} | from-vault",
                "{{hashicorp:kv:a:b}} | deep",
                "<{{?gcp:none}}> | <>",
                "a}} {b} | a}} {b}"
            })
    void fillsIn(String raw, String expected) {
        assertThat(placeholders(raw).value("key")).contains(expected);
    }

    @Test
    void readsASecretFileWithoutItsLastLineBreak() throws IOException {
        Files.writeString(folder.resolve("one"), "s3cret\n");
        Files.writeString(folder.resolve("two"), "s3cret\r\n");
        Files.writeString(folder.resolve("three"), "a\nb\n\n");

        Placeholders placeholders = placeholders("{{file:one}},{{file:two}},{{file:" + folder + "/three}}");

        assertThat(placeholders.value("key")).contains("s3cret,s3cret,a\nb\n");
    }

    @Test
    void refusesWhatIsNoSecretFile() throws IOException {
        Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
        Files.write(folder.resolve("binary"), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problemOf("{{file:large}}"))
                .isEqualTo("f:1: key: file large is larger than 64 KiB"
                        + "; name a text file that holds the value and nothing else");
        assertThat(problemOf("{{file:binary}}"))
                .isEqualTo("f:1: key: file binary is not UTF-8 text; save it in that encoding");
        assertThat(problemOf("{{file:a\u0000b}}")).isEqualTo("f:1: key: file \"a b\" cannot have that name");
    }

    @Test
    void takesAFileOfTheLargestSize() throws IOException {
        Files.write(folder.resolve("large"), new byte[64 * 1024]);

        assertThat(placeholders("{{file:large}}").value("key"))
                .hasValueSatisfying(text -> assertThat(text).hasSize(64 * 1024));
    }

    @Test
    void knowsWhatIsSecretByWhereItCameFrom() throws IOException {
        Files.writeString(folder.resolve("one"), "s3cret\n");

        placeholders("{{file:one}} {{aws:slack}} {{env:TOKEN}} {{env:NAME}}").value("key");

        assertThat(sources.secrets()).containsExactlyInAnyOrder("s3cret", "from-vault", "xoxb-1");
        assertThat(sources.askedFor()).containsExactly("NAME", "TOKEN");
    }

    @Test
    void tellsWhatAVaultSays() {
        sources = new PlaceholderSources(Map.of(), name -> null, folder, call -> {
            throw new IllegalStateException("no region");
        });
        Placeholders placeholders = new Placeholders(given("{{aws:slack}}"), sources);

        assertThat(placeholders.value("key")).isEmpty();
        assertThat(placeholders.problems())
                .extracting(Problem::toString)
                .containsExactly("f:1: key: {{aws:slack}} cannot be resolved: no region");
    }

    @Test
    void tellsOnceOfWhatTwoKeysNeed() {
        Map<String, RawSetting> given = given("{{broken}}");
        given.put("broken", new RawSetting("{{env:NONE}}", "f", 2, "broken"));
        Placeholders placeholders = new Placeholders(
                given, new PlaceholderSources(Map.of(), name -> null, folder, call -> Optional.empty()));

        assertThat(placeholders.value("key")).isEmpty();
        assertThat(placeholders.value("broken")).isEmpty();
        assertThat(placeholders.problems())
                .extracting(Problem::toString)
                .containsExactly("f:2: broken: environment variable NONE is not set");
    }

    @Test
    void boundsWhatPlaceholdersMakeOfEachOther() {
        Map<String, RawSetting> given = given("{{k0}}");
        for (int i = 0; i < 40; i++) {
            String next = "{{k" + (i + 1) + "}}";
            given.put("k" + i, new RawSetting(next + next, "f", i, "k" + i));
        }
        given.put("k40", new RawSetting("x", "f", 40, "k40"));
        Placeholders placeholders = new Placeholders(
                given, new PlaceholderSources(Map.of(), name -> null, folder, call -> Optional.empty()));

        assertThat(placeholders.value("key")).isEmpty();
        assertThat(placeholders.problems())
                .extracting(Problem::message)
                .containsExactly("is longer than 1 MiB once its placeholders are filled in");
    }

    @Test
    void boundsHowDeepPlaceholdersStand() {
        String deep = "{{?a:".repeat(10_000) + "}}".repeat(10_000);

        assertThat(problemOf(deep)).isEqualTo("f:1: key: has placeholders more than 50 deep");
    }

    private String problemOf(String raw) {
        Placeholders placeholders = placeholders(raw);
        assertThat(placeholders.value("key")).isEmpty();
        assertThat(placeholders.problems()).hasSize(1);
        return placeholders.problems().get(0).toString();
    }

    private Placeholders placeholders(String raw) {
        sources = new PlaceholderSources(
                VARIABLES,
                name -> name.equals("known") ? "yes" : null,
                folder,
                call -> Optional.ofNullable(VAULT.get(call)));
        return new Placeholders(given(raw), sources);
    }

    private static Map<String, RawSetting> given(String raw) {
        Map<String, RawSetting> given = new LinkedHashMap<>();
        given.put("key", new RawSetting(raw, "f", 1, "key"));
        given.put("other", new RawSetting("42", "f", 2, "other"));
        given.put("indirect", new RawSetting("{{other}}", "f", 3, "indirect"));
        return given;
    }
}
