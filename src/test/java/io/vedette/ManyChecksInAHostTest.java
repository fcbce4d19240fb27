package io.vedette;

import static io.vedette.Checks.checks;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a context with ten thousand checks in Java takes to start; docs/benchmarks.md has the figures. */
@Tag("long")
class ManyChecksInAHostTest {

    private static final int CHECKS = 10_000;

    @Test
    void areStartedAddedAndRemoved() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                LocalServer server = LocalServer.answering(200, "Welcome")) {
            Vedette vedette = Vedette.of(context);
            Checks many = checks();
            for (int i = 0; i < CHECKS; i++) {
                many.tcp("check" + i).host("127.0.0.1").port(server.port()).every(Duration.ofMinutes(10));
            }
            long began = System.nanoTime();
            vedette.add(many);
            long added = System.nanoTime();
            context.start();
            long started = System.nanoTime();
            vedette.add(checks().tcp("one-more").host("127.0.0.1").port(server.port()));
            long oneMore = System.nanoTime();
            vedette.remove("check5000");
            long removed = System.nanoTime();

            System.out.printf(
                    "%d checks: added in %.1f s, started in %.1f s; one more in %.1f s, one removed in %.1f s%n",
                    CHECKS,
                    seconds(began, added),
                    seconds(added, started),
                    seconds(started, oneMore),
                    seconds(oneMore, removed));
            assertThat(vedette.checks()).hasSize(CHECKS);
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
