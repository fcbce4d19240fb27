package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.state.Act;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people did is kept. */
class ActsTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private static Act act(int number, Act.Kind kind, String what) {
        return new Act(
                String.format("%013d-0000-x", AT.toEpochMilli() + number),
                AT.plusMillis(number),
                "ann",
                kind,
                what,
                "because");
    }

    @Test
    void ofMemoryAreTheNewestFirstAndNoOlderThanIncidents() {
        KeptActs acts = new KeptActs(Duration.ofMillis(2));
        for (int i = 0; i < 5; i++) {
            acts.add(act(i, Act.Kind.PAUSE, i % 2 == 0 ? "shop" : "till"));
        }

        assertThat(acts.latest(List.of(), "z", 10))
                .extracting(Act::at)
                .containsExactly(AT.plusMillis(4), AT.plusMillis(3), AT.plusMillis(2));
        assertThat(acts.latest(List.of("till"), "z", 10)).hasSize(1);
    }

    private Store opened() {
        return opened(Databases.sqlite(folder));
    }

    private static Store opened(Settings.Database database) {
        Store store = Stores.of(database, Clock.systemUTC());
        store.open();
        return store;
    }

    @Test
    void areStoredWhenTheDatabaseIsBack() throws Exception {
        Settings.Database standard = Databases.sqlite(folder);
        Settings.Database database =
                new Settings.Database(standard.url() + "?busy_timeout=50", Optional.empty(), Optional.empty());
        try (Store store = opened(database)) {
            store.add(act(1, Act.Kind.PAUSE, "shop"));
            try (Connection other = DriverManager.getConnection(database.url());
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN EXCLUSIVE");
                store.add(act(2, Act.Kind.RESUME, "shop"));
                assertThat(store.health().isGood()).isFalse();
                assertThat(store.acts(Optional.empty(), "z", 10))
                        .containsExactly(act(2, Act.Kind.RESUME, "shop"), act(1, Act.Kind.PAUSE, "shop"));
                lock.execute("ROLLBACK");
            }
            await().until(() -> store.health().isGood());
        }

        try (Store store = opened()) {
            assertThat(store.acts(Optional.empty(), "z", 10))
                    .containsExactly(act(2, Act.Kind.RESUME, "shop"), act(1, Act.Kind.PAUSE, "shop"));
        }
    }

    @Test
    void surviveARestartOnSqlite() throws Exception {
        try (Store store = opened()) {
            store.add(act(1, Act.Kind.ACKNOWLEDGE, "shop"));
            store.add(act(2, Act.Kind.TEST, "shop"));
            store.add(act(3, Act.Kind.SILENCE, "till"));
        }

        try (Store store = opened()) {
            List<Act> all = store.acts(Optional.empty(), "z", 10);
            assertThat(all)
                    .containsExactly(
                            act(3, Act.Kind.SILENCE, "till"),
                            act(2, Act.Kind.TEST, "shop"),
                            act(1, Act.Kind.ACKNOWLEDGE, "shop"));
            assertThat(store.acts(Optional.of("shop"), "z", 10)).containsExactly(act(1, Act.Kind.ACKNOWLEDGE, "shop"));
            assertThat(store.acts(Optional.empty(), all.get(1).id(), 10)).containsExactly(all.get(2));
            assertThat(store.acts(Optional.empty(), "z", 1)).containsExactly(all.get(0));
        }
    }
}
