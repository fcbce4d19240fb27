package io.vedette.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbePoolTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private ExecutorService pool;

    @AfterEach
    void close() {
        end.countDown();
        pool.shutdownNow();
    }

    @Test
    void growsBeforeATaskWaits() {
        pool = ProbePool.platform(20);
        AtomicInteger begun = new AtomicInteger();

        IntStream.range(0, 20)
                .forEach(task -> pool.execute(() -> {
                    begun.incrementAndGet();
                    hang();
                }));

        await().until(() -> begun.get() == 20);
    }

    @Test
    void runsWhatIsBeyondItsLimitWhenThreadsBecomeIdle() {
        pool = ProbePool.platform(4);
        IntStream.range(0, 4).forEach(task -> pool.execute(this::hang));
        IntStream.range(0, 100).forEach(task -> pool.execute(done::incrementAndGet));
        assertThat(done).hasValue(0);

        end.countDown();

        await().until(() -> done.get() == 100);
    }

    @Test
    void losesNoneOfManyTasksThatComeFromManySides() {
        pool = ProbePool.platform(4);

        IntStream.range(0, 20_000).parallel().forEach(task -> pool.execute(done::incrementAndGet));

        await().until(() -> done.get() == 20_000);
    }

    @Test
    void leavesThreadsIdleThatAMomentNeeded() throws Exception {
        pool = ProbePool.platform(100);
        IntStream.range(0, 100).forEach(task -> pool.execute(this::hang));
        end.countDown();
        idle();
        Set<Thread> used = ConcurrentHashMap.newKeySet();

        for (int task = 0; task < 300; task++) {
            pool.submit(() -> used.add(Thread.currentThread())).get();
        }

        assertThat(used).hasSizeLessThan(50);
    }

    private void idle() {
        await().until(() -> ((ThreadPoolExecutor) pool).getActiveCount() == 0);
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
