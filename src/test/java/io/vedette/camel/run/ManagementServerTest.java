package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's second HTTP server, for management, which an operator may turn on beside the status server. */
class ManagementServerTest {

    @TempDir
    private Path folder;

    @Test
    void leavesTheStatusServerAsItIs() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "application.properties",
                        "camel.management.enabled=true",
                        "camel.management.host=127.0.0.1",
                        "camel.management.port=0");

        try (Standalone vedette = installation.start()) {
            assertThat(installation.get("/").statusCode()).isEqualTo(200);
            assertThat(installation.get("/no/such/path").body()).isEqualTo("{\"data\":{}}");
        }
    }
}
