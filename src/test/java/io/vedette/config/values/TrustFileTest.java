package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrustFileTest {

    private static final TestAuthority ONE = TestAuthority.root("One");
    private static final TestAuthority OTHER = TestAuthority.root("Other");
    private static final String SERVER = ONE.server(Validity.GOOD, "a.example").pem();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ca.pem");
    }

    @Test
    void nothingIsAddedWithoutAFile() {
        Loaded loaded = SettingsLoader.of(Map.of(), folder);

        assertThat(loaded.settings().probe().trust()).isEmpty();
        assertThat(loaded.settings().properties()).containsEntry("vedette.probe.trust", "");
    }

    @Test
    void holdsEveryAuthorityAndWhateverTextIsAround() throws IOException {
        Files.writeString(
                file,
                "\uFEFF0 # the company's own\r\nsubject=CN = One\n" + ONE.pem().replace("\n", "\r\n") + "# other\n"
                        + OTHER.pem().replace("BEGIN CERT", "BEGIN X509 CERT").replace("END CERT", "END X509 CERT"));

        assertThat(trusted()).containsExactly("CN=One", "CN=Other");
    }

    @Test
    void mayBelongToAnIssuerOrToAServerThatSignedItself() throws IOException {
        Files.writeString(
                file,
                ONE.intermediate("Issuer", Validity.GOOD).pem()
                        + TestAuthority.selfSigned("printer.example").pem());

        assertThat(trusted()).containsExactly("CN=Issuer", "CN=printer.example");
    }

    @Test
    void isTheFileBesideTheConfiguration() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("certs")).resolve("ca.pem"), ONE.pem());

        Loaded loaded = SettingsLoader.of(Map.of("vedette.probe.trust", "certs/ca.pem"), folder);

        assertThat(loaded.settings().probe().trust()).hasSize(1);
        assertThat(loaded.settings().properties())
                .containsEntry(
                        "vedette.probe.trust", folder.resolve("certs/ca.pem").toString());
    }

    static Stream<Arguments> badFiles() {
        String key = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
        return Stream.of(
                Arguments.of("", "holds no certificate; expected a PEM file"),
                Arguments.of("not a certificate", "holds no certificate; expected a PEM file"),
                Arguments.of(key, "holds no certificate, only a PRIVATE KEY; expected a PEM file"),
                Arguments.of(
                        ONE.pem() + OTHER.pem().replaceFirst("(?s)MI.*\n-----END", "bm8gY2VydGlmaWNhdGU=\n-----END"),
                        ": certificate 2 cannot be read ("),
                Arguments.of(
                        ONE.pem() + OTHER.pem().substring(0, 200), "is cut off: certificate 2 has no end; expected"),
                Arguments.of(
                        ONE.pem() + SERVER,
                        ": certificate 2, of CN=server, is that of a server, not of a CA; expected that of CN=One, which"
                                + " issued it"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isRefusedWhenItHoldsSomethingElse(String content, String complaint) throws IOException {
        Files.writeString(file, content);

        assertThat(complaint())
                .startsWith("properties: vedette.probe.trust: " + file)
                .contains(complaint);
    }

    @Test
    void isRefusedWhenItIsNoText() throws IOException {
        Files.write(file, "Z\u00fcrich".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(complaint()).contains(file + " is not UTF-8 text", "expected a PEM file");
    }

    @Test
    void isRefusedWhenItIsNotThere() {
        assertThat(complaint())
                .contains(file + " does not exist; expected a PEM file with one or more CA certificates");
    }

    @Test
    void isRefusedWhenItIsAFolder() throws IOException {
        Files.createDirectory(file);

        assertThat(complaint()).contains(file + " is a directory; expected a PEM file");
    }

    private List<String> trusted() {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.probe.trust", "ca.pem"), folder);
        assertThat(loaded.problems()).isEmpty();
        return loaded.settings().probe().trust().stream()
                .map(each -> each.getSubjectX500Principal().getName())
                .toList();
    }

    private String complaint() {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.probe.trust", "ca.pem"), folder);
        assertThat(loaded.problems()).singleElement().matches(Problem::isError);
        return loaded.problems().get(0).toString();
    }
}
