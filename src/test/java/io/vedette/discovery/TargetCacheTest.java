package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCacheTest {

    private static final Source SOURCE =
            new Source(Source.Kind.FILE, "/targets.json", Map.of(), Source.Kind.FILE.every(), "shop.checks.yaml", 1);

    @TempDir
    Path folder;

    @Test
    void severalWritersLeaveTheLatestAnswer() throws Exception {
        TargetCache cache = new TargetCache(folder);
        AtomicInteger latest = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int i = 1; i <= 200; i++) {
                int answer = i;
                CountDownLatch both = new CountDownLatch(2);
                Future<?> older = writers.submit(() -> keep(cache, latest, both));
                Future<?> newer = writers.submit(() -> {
                    latest.set(answer);
                    keep(cache, latest, both);
                });
                older.get();
                newer.get();

                assertThat(cache.find(SOURCE)).contains(targets(answer));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void keepsNothingWhereNothingCountsAndForgetsWhatIsGone() {
        TargetCache cache = new TargetCache(folder);
        cache.keep(SOURCE, Optional::empty);
        assertThat(folder).isEmptyDirectory();

        cache.keep(SOURCE, () -> Optional.of(targets(1)));
        assertThat(folder).isNotEmptyDirectory();

        cache.forget(SOURCE.id());
        assertThat(folder).isEmptyDirectory();
        assertThat(cache.find(SOURCE)).isEmpty();
    }

    private static void keep(TargetCache cache, AtomicInteger latest, CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cache.keep(SOURCE, () -> Optional.of(targets(latest.get())));
    }

    /** So many that writing them takes its time. */
    private static List<Target> targets(int answer) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            targets.add(new Target(i + ":" + answer, Map.of()));
        }
        return targets;
    }
}
