package io.vedette.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Nodes that start at the same time on a PostgreSQL that is still empty. */
class FirstStartTest {

    private static final int NODES = 5;
    private static final Executor THREADS = task -> new Thread(task, "node").start();

    @RepeatedTest(3)
    void makesTheTablesOnceAndRefusesNone() {
        Settings.Database settings = Databases.emptyPostgres();
        CyclicBarrier together = new CyclicBarrier(NODES);

        List<CompletableFuture<Void>> nodes = IntStream.range(0, NODES)
                .mapToObj(node -> CompletableFuture.runAsync(() -> open(settings, together), THREADS))
                .toList();

        assertThat(nodes).allSatisfy(node -> node.join());
    }

    private static void open(Settings.Database settings, CyclicBarrier together) {
        SqlDatabase database = SqlDatabase.of(settings);
        try {
            together.await();
            database.open();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            database.close();
        }
    }
}
