package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.contract.StoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract on a database, where the one who comes later is a store of its own. */
abstract class DatabaseStoreContract extends StoreContract {

    private static final List<String> TARGETS = List.of("hipchat", "sentry", "slack", "webhook");

    private final List<Store> open = new ArrayList<>();
    private Settings.Database database;

    abstract Settings.Database database();

    int checksOfAStorm() {
        return 1_000;
    }

    Store made(Settings.Database where, Clock clock) {
        return Stores.of(where, clock);
    }

    @BeforeEach
    void openStore() {
        database = database();
        later();
    }

    @AfterEach
    void wasNeverLost() {
        open.forEach(store -> assertThat(store.health()).isEqualTo(StoreHealth.GOOD));
        open.forEach(Store::close);
    }

    @Override
    protected Store store() {
        return open.get(0);
    }

    @Override
    protected Store later() {
        Store store = made(database, Clock.fixed(NOW, ZoneOffset.UTC));
        store.open();
        open.add(store);
        return store;
    }

    /**
     * A storm: all checks fail within a window, some while the targets are due already, as keepers go on to observe. Each
     * target that claims anything must get all of it at once, or the rest makes a second message.
     */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void givesEveryTargetAllOfAWindowThoughAllAreDueAtOnce() throws Exception {
        int checks = checksOfAStorm();
        for (int i = 0; i < checks; i++) {
            CheckRecord one = with("check " + i, "slack", NOW);
            Map<String, OutboxEntry> entries = new TreeMap<>();
            TARGETS.forEach(target -> entries.put(target, one.entry("slack")));
            store().commit(new CheckRecord(one.check(), 1, one.state(), entries));
        }
        AtomicBoolean claiming = new AtomicBoolean(true);
        CyclicBarrier together = new CyclicBarrier(TARGETS.size() + 1);
        ExecutorService pool = Executors.newFixedThreadPool(TARGETS.size() + 1);
        try {
            Future<Integer> observing = pool.submit(() -> {
                together.await();
                int seen = 0;
                // At least once: on a busy machine the claims may be over before this thread runs.
                for (int i = 0; claiming.get() || seen == 0; i = (i + 1) % checks) {
                    CheckRecord before = store().find("check " + i).orElseThrow();
                    seen += store().commit(before.next(before.state(), before.entries())) ? 1 : 0;
                }
                return seen;
            });
            List<Future<List<Integer>>> claims = TARGETS.stream()
                    .map(target -> pool.submit(() -> {
                        together.await();
                        return messages(target, checks);
                    }))
                    .toList();

            for (Future<List<Integer>> sizes : claims) {
                assertThat(sizes.get()).containsExactly(checks);
            }
            claiming.set(false);
            assertThat(observing.get()).isPositive();
        } finally {
            claiming.set(false);
            pool.shutdownNow();
        }
    }

    /** How many alerts the messages of a target hold, until nothing waits that nobody has in hand. */
    private List<Integer> messages(String target, int checks) {
        List<Integer> sizes = new ArrayList<>();
        for (int told = 0;
                told < checks;
                told = sizes.stream().mapToInt(Integer::intValue).sum()) {
            int size = store().claim(target, Duration.ZERO, checks, Duration.ofMinutes(5), NOW)
                    .size();
            if (size > 0) {
                sizes.add(size);
            }
        }
        return sizes;
    }
}
