package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with the settings of a node that shares its checks; its database is not there, and only {@code run} needs it. */
class NodeCommandsTest {

    private static final String SETTINGS = """
            vedette.database.url=jdbc:postgresql://127.0.0.1:1/vedette
            vedette.cluster=true
            vedette.cluster.secret=a secret of many characters
            """;

    @TempDir
    private Path folder;

    private CommandLineRun.Result run(String more, String... command) throws IOException {
        Files.writeString(folder.resolve("application.properties"), SETTINGS + more);
        return new CommandLineRun(folder).run(command);
    }

    @Test
    void validateAndTryChecksAndTargetsWithoutTheOthers() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        try (LocalServer shop = LocalServer.answering(200, "ok")) {
            Files.writeString(folder.resolve("routes/checks.yaml"), """
                    - templatedRoute:
                        routeTemplateRef: http
                        routeId: shop
                        parameters:
                          - { name: url, value: "%s" }
                    """.formatted(shop.url("/")));

            CommandLineRun.Result valid = run("", "validate");
            assertThat(valid.err()).isEmpty();
            assertThat(valid.code()).isZero();
            assertThat(run("", "check", "shop").code()).isZero();
            assertThat(run("", "notify", "log").code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void saysWhatToDoAboutAPortThatIsTaken(int above) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            CommandLineRun.Result result = run(
                    "vedette.http.port=0\nvedette.cluster.bind=127.0.0.1\nvedette.cluster.port=" + (port - above),
                    "run");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("vedette: vedette.cluster.port: " + port)
                    .contains("cannot be listened on at 127.0.0.1", "; stop what listens there, or set another port");
        }
    }

    @Test
    void saysThatAnAddressIsElsewhere() throws IOException {
        CommandLineRun.Result result = run("vedette.http.port=0\nvedette.cluster.bind=203.0.113.7", "run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("vedette: vedette.cluster.bind: 203.0.113.7 is not an address of this machine"
                        + System.lineSeparator());
    }
}
