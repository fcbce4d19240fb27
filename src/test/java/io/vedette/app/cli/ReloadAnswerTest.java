package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says to an operator who had the configuration read again. */
class ReloadAnswerTest {

    @TempDir
    private Path folder;

    @Test
    void saysThatNothingIsReadAgainWhileItStarts() {
        try (MaskedLog log = new MaskedLog()) {
            SighupHandler.reload(null);

            assertThat(log.lines()).containsOnlyOnce("reload: Vedette is still starting; the files are not read again");
        }
    }

    @Test
    void saysThatNothingChangedToWhoeverAsked() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{}");
                Standalone vedette = Installation.empty(folder)
                        .task("a", "url=" + server.url("/a"), "interval=1h")
                        .start();
                MaskedLog log = new MaskedLog()) {
            vedette.reloads().reload();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("reload:"));

            SighupHandler.reload(vedette.reloads());

            assertThat(log.lines()).containsOnlyOnce("reload: nothing changed");
        }
    }
}
