package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.LastNotified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the database fails while it is used. */
class LostDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final List<Store> open = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        open.forEach(Store::close);
    }

    @Test
    void goesOnFromMemoryWhileTheFileIsLocked() throws Exception {
        Settings.Database database = impatient();
        Store store = opened(database);
        CheckRecord first = record("a");
        store.commit(first);

        try (Connection other = DriverManager.getConnection(database.url());
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(store.commit(first.next(first.state(), waiting("a")))).isTrue();
            assertThat(store.commit(record("b"))).isTrue();
            assertThat(store.commit(first.next(first.state(), Map.of()))).isFalse();
            assertThat(store.claim("slack", Duration.ZERO, 10, LEASE, NOW))
                    .extracting(Alert::check)
                    .containsExactly("a");
            assertThat(store.claim("slack", Duration.ZERO, 10, LEASE, NOW)).isEmpty();
            assertThat(store.waiting("slack")).isOne();
            assertThat(store.health().isGood()).isFalse();
            assertThat(store.health().error()).contains("locked");
            lock.execute("ROLLBACK");
        }

        await().until(() -> store.health().isGood());
        Store later = opened(database);
        assertThat(later.find("b").orElseThrow().state()).isEqualTo(record("b").state());
        assertThat(later.find("a").orElseThrow().entry("slack").isClaimed(NOW)).isTrue();
        assertThat(store.commit(next(store, "a", Map.of()))).isTrue();
    }

    /** All that is derived of a key is right again once the database is back, without a restart. */
    @Test
    void sharesWhatTheDatabaseSaysOnceItIsBack() throws Exception {
        Settings.Database database = impatient();
        opened(database).shared("known", () -> "theirs");
        Store store = opened(database);

        try (Connection other = DriverManager.getConnection(database.url());
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(store.shared("known", () -> "stand-in")).isEqualTo("stand-in");
            assertThat(store.shared("known", () -> "other")).isEqualTo("stand-in");
            assertThat(store.shared("new", () -> "mine")).isEqualTo("mine");
            lock.execute("ROLLBACK");
        }

        await().until(() -> store.health().isGood());
        assertThat(store.shared("known", () -> "other")).isEqualTo("theirs");
        assertThat(store.shared("new", () -> "other"))
                .as("what was derived of it stays right")
                .isEqualTo("mine");
        assertThat(opened(database).shared("new", () -> "other")).isEqualTo("mine");
    }

    /** What is told of it is the lock, and not that there is nothing to commit. */
    @Test
    void aTransactionThatCouldNotBeginHarmsNobodyElse() throws Exception {
        Settings.Database given = impatient();
        SqlDatabase database = SqlDatabase.of(given);
        database.open();
        try (Connection other = DriverManager.getConnection(given.url());
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.connections().inTransaction(Connection::getCatalog))
                        .hasMessageContaining("locked");
                assertThat(database.connections().<Boolean>reading(Connection::getAutoCommit))
                        .isTrue();
            }
            lock.execute("ROLLBACK");
        } finally {
            database.close();
        }
    }

    @Test
    void waitsForOthersAsLongAsTheUrlSays() {
        SqlDatabase database = SqlDatabase.of(impatient());
        database.open();
        try {
            assertThat(database.connections().<Integer>reading(connection -> pragma(connection, "busy_timeout")))
                    .isEqualTo(50);
            assertThat(database.connections().<Integer>reading(connection -> pragma(connection, "foreign_keys")))
                    .isOne();
        } finally {
            database.close();
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void goesOnFromMemoryWhenThereIsNoSpaceLeft() {
        Settings.Database standard = Databases.sqlite(folder);
        Store store = opened(
                new Settings.Database(standard.url() + "?max_page_count=100", Optional.empty(), Optional.empty()));

        int checks = 0;
        while (store.health().isGood() && checks < 10_000) {
            store.commit(record("check-" + checks++));
        }

        assertThat(store.health().error()).contains("full");
        assertThat(store.find("check-" + (checks - 1))).isPresent();
        assertThat(store.commit(record("one more"))).isTrue();
    }

    /** A real SQLITE_FULL; the pages that another program gives back are the space that an operator makes. */
    @Test
    void healsWithoutARestartWhenThereIsSpaceAgain() throws Exception {
        Settings.Database standard = Databases.sqlite(folder);
        Store store = opened(
                new Settings.Database(standard.url() + "?max_page_count=60", Optional.empty(), Optional.empty()));
        try (Connection other = DriverManager.getConnection(standard.url());
                Statement fill = other.createStatement()) {
            fill.execute("CREATE TABLE filler (text TEXT)");
            fill.execute("INSERT INTO filler VALUES (hex(zeroblob(40000)))");
        }
        int checks = 0;
        while (store.health().isGood() && checks < 10_000) {
            store.commit(record("check-" + checks++));
        }
        assertThat(store.health().error()).contains("full");
        String last = "check-" + (checks - 1);
        assertThat(store.commit(next(store, last, waiting(last)))).isTrue();
        assertThat(store.claim("slack", Duration.ZERO, 10, LEASE, NOW)).hasSize(1);
        LastNotified told = new LastNotified(Health.ERROR, Optional.of(NOW));
        store.commit(next(store, last, Map.of("slack", new OutboxEntry(told, Optional.empty(), Optional.empty()))));
        assertThat(store.health().isGood()).isFalse();

        try (Connection other = DriverManager.getConnection(standard.url());
                Statement clear = other.createStatement()) {
            clear.execute("DROP TABLE filler");
        }

        await().until(() -> store.health().isGood());
        Store later = opened(standard);
        assertThat(later.find(last).orElseThrow().entry("slack").lastNotified()).isEqualTo(told);
        for (int i = 0; i < checks; i++) {
            assertThat(later.find("check-" + i)).isPresent();
        }
    }

    @Test
    void writesEverythingAnewWhenTheFileWasTakenAway() throws IOException {
        Settings.Database database = Databases.sqlite(folder);
        Store store = opened(database);
        store.commit(record("a"));
        store.commit(next(store, "a", waiting("a")));

        try (var files = Files.list(folder.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        await().until(() -> Files.exists(folder.resolve("data").resolve("vedette.db"))
                && store.health().isGood());
        assertThat(opened(database).find("a").orElseThrow().entries()).isEqualTo(waiting("a"));
    }

    @Test
    void goesOnFromMemoryWhileTheServerIsGone() throws SQLException {
        Settings.Database database = Databases.postgres();
        Store store = opened(database);
        store.commit(record("a"));

        Databases.shut(database);
        assertThat(store.commit(next(store, "a", waiting("a")))).isTrue();
        assertThat(store.health().isGood()).isFalse();
        assertThat(store.health().unsaved()).isLessThanOrEqualTo(1);
        assertThat(store.claim("slack", Duration.ZERO, 10, LEASE, NOW)).hasSize(1);
        Databases.reopen(database);

        await().until(() -> store.health().isGood());
        assertThat(opened(database).find("a").orElseThrow().entry("slack").isClaimed(NOW))
                .isTrue();
    }

    /** One by one each of them would be sent at least three times, and waited for. */
    @Test
    void storesManyChecksInFewExchangesWhenASlowServerIsBack() throws Exception {
        Settings.Database database = Databases.postgres();
        int checks = 150;
        try (SlowLine line = new SlowLine(database, Duration.ofMillis(5))) {
            Store store = opened(line.database());
            store.commit(record("taken"));
            Databases.shut(database);
            for (int i = 0; i < checks; i++) {
                store.commit(record("check-" + i));
                store.commit(next(store, "check-" + i, waiting("check-" + i)));
            }
            assertThat(store.health().isGood()).isFalse();
            LastNotified told = new LastNotified(Health.ERROR, Optional.of(NOW));
            store.commit(
                    next(store, "taken", Map.of("slack", new OutboxEntry(told, Optional.empty(), Optional.empty()))));
            try (Connection other = Databases.administrator(database);
                    Statement update = other.createStatement()) {
                update.execute("UPDATE vedette_check SET version = 9, writer = 'another' WHERE name = 'taken'");
            }
            int before = line.sent();
            Databases.reopen(database);

            await().until(() -> store.health().isGood());
            assertThat(line.sent() - before).isLessThan(checks);
            Store later = opened(database);
            for (int i = 0; i < checks; i++) {
                assertThat(later.find("check-" + i).orElseThrow().entries()).isEqualTo(waiting("check-" + i));
            }
            CheckRecord taken = later.find("taken").orElseThrow();
            assertThat(taken.version())
                    .as("on top of what another process stored")
                    .isEqualTo(10);
            assertThat(taken.entry("slack").lastNotified()).isEqualTo(told);
        }
    }

    @Test
    void leavesWhatAnotherProcessStoredAndAddsWhatItTold() throws SQLException {
        Settings.Database database = Databases.postgres();
        Store mine = opened(database);
        mine.commit(record("a"));
        mine.commit(next(mine, "a", waiting("a")));
        LastNotified told = new LastNotified(Health.ERROR, Optional.of(NOW));

        Databases.shut(database);
        mine.commit(next(mine, "a", Map.of("slack", new OutboxEntry(told, Optional.empty(), Optional.empty()))));
        CheckState theirs = new CheckState(
                Health.DEGRADED, NOW.plusSeconds(9), Health.ERROR, Optional.empty(), Optional.empty(), 0);
        try (Connection other = Databases.administrator(database);
                Statement update = other.createStatement()) {
            update.execute("UPDATE vedette_check SET version = version + 5, writer = 'another', health = 'DEGRADED',"
                    + " since = since + 9000, problem_since = since + 9000, previous = 'ERROR', cause = NULL");
        }
        Databases.reopen(database);

        await().until(() -> mine.health().isGood());
        CheckRecord stored = opened(database).find("a").orElseThrow();
        assertThat(stored.state()).isEqualTo(theirs);
        assertThat(stored.entry("slack").lastNotified()).isEqualTo(told);
        assertThat(mine.find("a")).contains(stored);
    }

    @Test
    void releasesTheClaimsOfADeadProcess() throws IOException {
        Settings.Database database = Databases.sqlite(folder);
        Store dead = opened(database);
        dead.commit(record("a"));
        dead.commit(next(dead, "a", waiting("a")));
        dead.claim("slack", Duration.ZERO, 10, LEASE, NOW);
        dead.close();

        assertThat(opened(database).claim("slack", Duration.ZERO, 10, LEASE, NOW))
                .hasSize(1);
    }

    @Test
    void leavesTheClaimsOfALivingProcess() {
        Settings.Database database = Databases.sqlite(folder);
        Store living = opened(database);
        living.commit(record("a"));
        living.commit(next(living, "a", waiting("a")));
        living.claim("slack", Duration.ZERO, 10, LEASE, NOW);

        assertThat(opened(database).claim("slack", Duration.ZERO, 10, LEASE, NOW))
                .isEmpty();
    }

    private Settings.Database impatient() {
        Settings.Database standard = Databases.sqlite(folder);
        return new Settings.Database(standard.url() + "?busy_timeout=50", Optional.empty(), Optional.empty());
    }

    private Store opened(Settings.Database database) {
        Store store = Stores.of(database, Clock.systemUTC());
        store.open();
        open.add(store);
        return store;
    }

    private static CheckRecord next(Store store, String check, Map<String, OutboxEntry> entries) {
        CheckRecord stored = store.find(check).orElseThrow();
        return stored.next(stored.state(), entries);
    }

    private static CheckRecord record(String check) {
        return new CheckRecord(
                check,
                1,
                new CheckState(Health.ERROR, NOW, Health.OK, Optional.empty(), Optional.empty(), 0),
                Map.of());
    }

    private static Map<String, OutboxEntry> waiting(String check) {
        return Map.of(
                "slack",
                OutboxEntry.EMPTY.waitingFor(new Alert(
                        "1",
                        AlertKind.PROBLEM,
                        check,
                        "",
                        List.of(),
                        "",
                        Health.OK,
                        Health.ERROR,
                        "status",
                        "failed",
                        "",
                        "",
                        NOW,
                        NOW,
                        List.of(),
                        1)));
    }
}
