package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.RawServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server said instead of what is waited for is told, although the check's time ends meanwhile. */
class SaidInTimeTest {

    @TempDir
    private Path folder;

    @Test
    void byAServerThatSaysSomethingElse() throws Exception {
        try (RawServer other = new RawServer(client -> {
            client.getOutputStream().write("-ERR unknown\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.untilGone(client);
        })) {
            assertThat(asked(other))
                    .contains("error (condition): \"+PONG\" did not come within 1s; the server said \"-ERR unknown");
        }
    }

    private String asked(RawServer server) {
        return new CommandLineRun(folder)
                .run(
                        "check",
                        "--template",
                        "tcp",
                        "-p",
                        "host=127.0.0.1",
                        "-p",
                        "port=" + server.port(),
                        "-p",
                        "expect=+PONG",
                        "-p",
                        "timeout=1s")
                .out();
    }
}
