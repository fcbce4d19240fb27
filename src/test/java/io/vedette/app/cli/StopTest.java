package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.probe.TcpServer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {

    @TempDir
    private Path folder;

    @Test
    void endsWithoutComplaintWhileProbesHang() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (TcpServer silent = TcpServer.start(client -> {
                    asked.incrementAndGet();
                    while (client.getInputStream().read() >= 0) {}
                });
                MaskedLog log = new MaskedLog()) {
            String url = "url=http://127.0.0.1:" + silent.port() + "/";
            try (Standalone vedette = Installation.empty(folder)
                    .task("a", url, "interval=1h", "timeout=2s")
                    .start()) {
                await().until(() -> asked.get() == 1);
            }

            assertThat(log.lines()).noneMatch(line -> line.contains("its route failed"));
        }
    }
}
