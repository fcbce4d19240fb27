package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockedLoopsTest {

    @Test
    void findsWhatWaitsOnAnEventLoop(@TempDir Path folder) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        List<String> found = new ArrayList<>();
        try (Standalone vedette = Installation.empty(folder).start()) {
            vedette.context()
                    .getRegistry()
                    .findByType(Vertx.class)
                    .iterator()
                    .next()
                    .runOnContext(now -> hold(held));

            await().untilAsserted(() -> {
                found.addAll(BlockedLoops.found());
                assertThat(found).isNotEmpty();
            });
            held.countDown();
        }
        found.addAll(BlockedLoops.found()); // Until it was let go.

        assertThat(found).allMatch(one -> one.contains("BlockedLoopsTest.hold"));
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
