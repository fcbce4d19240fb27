package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends DatabaseStoreContract {

    private static final List<String> TARGETS = List.of("hipchat", "sentry", "slack", "webhook");
    private static final int CHECKS = 90;

    @TempDir
    private Path folder;

    @Override
    Settings.Database database() {
        return Databases.sqlite(folder);
    }

    @Test
    void givesEveryTargetAllOfAWindowThoughAllAreDueAtOnce() throws Exception {
        for (int i = 0; i < CHECKS; i++) {
            CheckRecord one = with("check " + i, "slack", NOW);
            Map<String, Ledger> ledgers = new TreeMap<>();
            TARGETS.forEach(target -> ledgers.put(target, one.ledger("slack")));
            store().commit(new CheckRecord(one.check(), 1, one.state(), ledgers));
        }
        CyclicBarrier together = new CyclicBarrier(TARGETS.size());
        ExecutorService pool = Executors.newFixedThreadPool(TARGETS.size());

        List<Future<Integer>> claimed = pool.invokeAll(TARGETS.stream()
                .<java.util.concurrent.Callable<Integer>>map(target -> () -> {
                    together.await();
                    return claim(target, NOW).size();
                })
                .toList());
        pool.shutdown();

        for (Future<Integer> one : claimed) {
            assertThat(one.get()).isEqualTo(CHECKS);
        }
    }
}
