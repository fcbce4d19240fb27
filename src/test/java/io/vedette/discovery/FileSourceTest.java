package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.config.settings.Secrets;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of targets over a restart. */
class FileSourceTest {

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final Probes probes =
            new Probes(new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), clock, new Secrets());
    private Source source;
    private Discovery discovery;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("targets"));
        write("a.json", "a:1");
        write("b.json", "b:1", "c:1", "d:1");
        source = new Source(
                Source.Kind.FILE,
                folder.resolve("targets/*.json").toString(),
                Map.of(),
                Duration.ofHours(1),
                "shop.checks.yaml",
                1);
        discovery = new Discovery(probes, folder.resolve("kept"), new Secrets(), clock);
        assertThat(addresses()).isEqualTo("a:1 b:1 c:1 d:1");
        discovery.follow(List.of(source));
    }

    @AfterEach
    void stop() {
        discovery.close();
        probes.close();
    }

    @Test
    void aFileThatCannotBeReadFromTheStartOnKeepsItsTargets() throws Exception {
        Files.writeString(folder.resolve("targets/b.json"), "[{\"targets\":");
        restart();

        assertThat(addresses()).isEqualTo("a:1 b:1 c:1 d:1");
        assertThat(discovery.status(source).error()).startsWith("b.json is not JSON");
        assertThat(discovery.status(source).heldSince()).isEmpty();
        write("a.json", "a:1", "e:1");
        assertThat(addresses()).isEqualTo("a:1 b:1 c:1 d:1 e:1");

        write("b.json", "b:1", "c:1");

        assertThat(addresses()).isEqualTo("a:1 b:1 c:1 e:1");
        assertThat(discovery.status(source).error()).isEmpty();
    }

    @Test
    void aFileThatWasDeletedMeanwhileOrIsNoneOfTargetsKeepsNothing() throws Exception {
        write("a.json", "a:1", "b:1");
        Files.writeString(folder.resolve("targets/b.json"), "[]");
        Files.writeString(folder.resolve("targets/README"), "what is here");
        Files.writeString(folder.resolve("targets/c.json"), "[{\"targets\":[\"c:1\"]}]");
        source = new Source(
                source.kind(),
                folder.resolve("targets/*").toString(),
                source.options(),
                source.every(),
                source.file(),
                source.line());
        addresses();
        discovery.follow(List.of(source));
        Files.delete(folder.resolve("targets/c.json"));
        restart();

        assertThat(addresses()).isEqualTo("a:1 b:1");
        assertThat(discovery.status(source).error()).startsWith("README has none of the endings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FILE       | /               | file      | is no file",
                "FILE       | /targets/[a.json | file     | is not a pattern of files",
                "FILE       | /targets/{a.json | file     | is not a pattern of files",
                "KUBERNETES | services        | tokenFile | is not a path"
            })
    void saysBeforehandWhatIsNoPlaceOfTargets(Source.Kind kind, String address, String key, String complaint) {
        Source wrong =
                new Source(kind, address, Map.of("tokenFile", "a\0b"), Duration.ofHours(1), "shop.checks.yaml", 1);

        assertThat(discovery.problems(wrong)).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains(complaint);
        });
    }

    @Test
    void aFileThatCannotBeLookedAtIsNotGone() throws Exception {
        source = new Source(
                source.kind(),
                folder.resolve("targets/b.json").toString(),
                source.options(),
                source.every(),
                source.file(),
                source.line());
        assertThat(addresses()).isEqualTo("b:1 c:1 d:1");
        discovery.follow(List.of(source));
        Files.delete(folder.resolve("targets/b.json"));
        Files.createSymbolicLink(folder.resolve("targets/b.json"), Path.of("b.json"));

        assertThat(addresses()).isEqualTo("b:1 c:1 d:1");
        assertThat(discovery.status(source).error()).startsWith("b.json cannot be read");
        assertThat(discovery.status(source).heldSince()).isEmpty();
    }

    private void restart() {
        discovery.close();
        discovery = new Discovery(probes, folder.resolve("kept"), new Secrets(), clock);
    }

    private String addresses() {
        return discovery.targets(List.of(source)).get(source).stream()
                .map(Target::address)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void saysWhatIsWrongOfWhichFile() throws Exception {
        write("b.json", "b:1", "");

        assertThat(addresses()).isEqualTo("a:1 b:1 c:1 d:1");
        assertThat(discovery.status(source).error())
                .startsWith("b.json cannot be taken: a target of group 1 is not one line");
    }

    private void write(String file, String... addresses) throws IOException {
        Files.writeString(
                folder.resolve("targets").resolve(file),
                "[{\"targets\":[\"" + String.join("\",\"", addresses) + "\"]}]");
    }
}
