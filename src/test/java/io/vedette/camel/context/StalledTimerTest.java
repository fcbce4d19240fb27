package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.evaluate.Watched;
import io.vedette.status.metrics.Totals;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The process stands still for a while: its timer does. */
class StalledTimerTest {

    private static final int CHECKS = 20;
    private static final Duration INTERVAL = Duration.ofMillis(200);

    @Test
    void makesUpNoRunThatWasMissed() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "ok");
                Embedded vedette = new Embedded(new MemoryStore()).with(checks(server))) {
            long begun = System.nanoTime();
            vedette.start();
            await().until(() -> IntStream.range(0, CHECKS)
                    .allMatch(i -> watched(vedette, i).counts().pings() > 0));

            CountDownLatch standing = new CountDownLatch(1);
            CountDownLatch on = new CountDownLatch(1);
            vedette.service().stages().schedules().timer().execute(() -> {
                standing.countDown();
                try {
                    on.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            standing.await();
            long stood = System.nanoTime();
            await().until(() ->
                    System.nanoTime() - stood > INTERVAL.multipliedBy(10).toNanos());
            int asked = server.asked().size();
            on.countDown();
            await().until(() -> server.asked().size() > asked + CHECKS);

            assertThat(IntStream.range(0, CHECKS)).allSatisfy(i -> {
                Watched.Counts counts = watched(vedette, i).counts();
                assertThat(counts.skipped()).isGreaterThanOrEqualTo(9);
                // Every run that was due was made or left out; none was made twice.
                long due = (System.nanoTime() - begun) / INTERVAL.toNanos() + 1;
                assertThat(counts.pings() + counts.skipped()).isLessThanOrEqualTo(due);
            });
            assertThat(vedette.service().stages().base().totals().skipped(Totals.Skip.MISSED))
                    .isGreaterThanOrEqualTo(9 * CHECKS);
        }
    }

    private static Watched watched(Embedded vedette, int i) {
        return vedette.watched("check-" + i);
    }

    private static RouteBuilder checks(LocalServer server) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < CHECKS; i++) {
                    from("vedette:schedule")
                            .routeId("check-" + i)
                            .to("vedette:probe?type=get")
                            .to("vedette:observe?rule=http&interval=" + INTERVAL.toMillis() + "ms&url="
                                    + server.url("/"));
                }
            }
        };
    }
}
