package io.vedette.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
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

        patiently().until(() -> begun.get() == 20);
    }

    @Test
    void runsWhatIsBeyondItsLimitWhenThreadsBecomeIdle() {
        pool = ProbePool.platform(4);
        IntStream.range(0, 4).forEach(task -> pool.execute(this::hang));
        IntStream.range(0, 100).forEach(task -> pool.execute(done::incrementAndGet));
        assertThat(done).hasValue(0);

        end.countDown();

        patiently().until(() -> done.get() == 100);
    }

    @Test
    void losesNoneOfManyTasksThatComeFromManySides() {
        pool = ProbePool.platform(4);

        IntStream.range(0, 20_000).parallel().forEach(task -> pool.execute(done::incrementAndGet));

        patiently().until(() -> done.get() == 20_000);
    }

    @Test
    void givesToOthersAtOnceWhatFindsNoThreadOfItsOwn() {
        ExecutorService beyond = Executors.newCachedThreadPool();
        pool = ProbePool.mixed(3, beyond);
        Set<String> hung = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10)
                .forEach(task -> pool.execute(() -> {
                    hung.add(Thread.currentThread().getName());
                    hang();
                }));

        patiently().until(() -> hung.size() == 10);
        assertThat(hung).filteredOn(name -> name.startsWith("vedette-probe-")).hasSize(3);
        pool.shutdownNow();
        assertThat(beyond.isShutdown()).isTrue();
    }

    @Test
    void comesBackToThreadsOfItsOwnOnceTheyAreIdle() throws Exception {
        pool = ProbePool.mixed(3, Executors.newCachedThreadPool());
        IntStream.range(0, 10).forEach(task -> pool.execute(this::hang));
        end.countDown();

        patiently()
                .until(() -> pool.submit(() -> Thread.currentThread().getName())
                        .get()
                        .startsWith("vedette-probe-"));
    }

    @Test
    void leavesThreadsIdleThatAMomentNeeded() throws Exception {
        pool = ProbePool.platform(100);
        Set<Thread> needed = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100)
                .forEach(task -> pool.execute(() -> {
                    needed.add(Thread.currentThread());
                    hang();
                }));
        patiently().until(() -> needed.size() == 100);
        end.countDown();
        patiently().until(() -> needed.stream().allMatch(ProbePoolTest::isIdle));
        Set<Thread> used = ConcurrentHashMap.newKeySet();

        for (int task = 0; task < 100; task++) {
            Thread latest = pool.submit(Thread::currentThread).get();
            used.add(latest);
            patiently().pollInterval(Duration.ofMillis(1)).until(() -> isIdle(latest));
        }

        assertThat(used).hasSize(1);
    }

    /** Waits in the pool's queue: nothing else has these threads wait for a time. */
    private static boolean isIdle(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** A busy machine takes its time. */
    private static ConditionFactory patiently() {
        return await().pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(1));
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
