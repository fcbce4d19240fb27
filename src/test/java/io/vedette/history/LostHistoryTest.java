package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.Databases;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History when its database is away, and when its process was killed. */
class LostHistoryTest {

    private static final Settings.History LIMITS = Settings.History.STANDARD;

    @TempDir
    private Path folder;

    private final Instant now = Instant.now().minusSeconds(600);

    @Test
    void tellsFromMemoryWhileTheDatabaseIsAwayAndWritesItAllLater() {
        Settings.Database database = Databases.postgres();
        try (Store store = opened(database)) {
            store.recorder().result(result(0));
            Databases.shut(database);
            store.recorder().result(result(1));
            store.recorder().changed("a", begins());
            await().until(() -> {
                store.find("a");
                return !store.health().isGood();
            });

            assertThat(store.history().results("a", Instant.now(), 10)).hasSize(2);
            assertThat(store.history().uptime("a", Instant.now()))
                    .extracting(Uptime::down)
                    .containsExactly(2L, 2L, 2L, 2L);
            assertThat(store.history().buckets("a", now.minusSeconds(9_999), Instant.now()))
                    .isNotEmpty();
            assertThat(incidents(store)).hasSize(1);

            Databases.reopen(database);
            await().atMost(Duration.ofSeconds(60)).until(() -> store.health().isGood());
        }
        try (Store later = opened(database)) {
            assertThat(later.history().results("a", Instant.now(), 10)).hasSize(2);
            assertThat(later.history().uptime("a", Instant.now()))
                    .extracting(Uptime::down)
                    .containsExactly(2L, 2L, 2L, 2L);
            assertThat(incidents(later)).hasSize(1);
        }
    }

    /** As where a page of its tables is damaged, or the last of the disk is enough for states alone. */
    @Test
    void tellsInTheOwnHealthThatItAloneCannotBeWritten() {
        Settings.Database database = Databases.sqlite(folder);
        try (Store store = opened(database)) {
            execute(database, "ALTER TABLE vedette_journal RENAME TO away");
            store.recorder().result(result(0));

            await().until(() -> complaint(store).isPresent());
            assertThat(complaint(store).orElseThrow()).contains("cannot be written", "vedette_journal");
            assertThat(store.health().isGood()).isTrue();

            execute(database, "ALTER TABLE away RENAME TO vedette_journal");
            await().until(() -> complaint(store).isEmpty());
        }
    }

    private static Optional<String> complaint(Store store) {
        return store.tasks().stream().flatMap(task -> task.complaint().stream()).findFirst();
    }

    @Test
    void losesNothingThatWasWrittenBeforeTheKill() {
        Settings.Database database = Databases.sqlite(folder);
        Path image = folder.resolve("image.db");
        try (Store killed = opened(database)) {
            killed.recorder().result(result(0));
            killed.recorder().changed("a", begins());
            await().until(() -> count(database, "vedette_journal") == 1 && count(database, "vedette_incident") == 1);
            execute(database, "VACUUM INTO '" + image + "'"); // What a kill at this moment leaves behind.
        }

        try (Store later = opened(Databases.sqliteFile(image))) {
            assertThat(later.history().results("a", Instant.now(), 10)).hasSize(1);
            assertThat(later.history().uptime("a", Instant.now()).get(0).down()).isOne();
            assertThat(incidents(later)).hasSize(1);
        }
        try (Store again = opened(Databases.sqliteFile(image))) {
            assertThat(again.history().results("a", Instant.now(), 10)).hasSize(1);
            assertThat(again.history().uptime("a", Instant.now()).get(0).down()).isOne();
        }
    }

    @Test
    void keepsCountsOfTheOldestWhenTooManyWait() {
        LiveHistory live = new LiveHistory(100);
        int more = 10;
        for (int i = 0; i < LiveHistory.MOST_WAITING + more; i++) {
            live.result(result(0));
        }
        live.changed("a", begins());

        Unwritten work = live.take();
        live.giveBack(work);
        Unwritten again = live.take();

        assertThat(live.takeDropped()).isEqualTo(more);
        assertThat(again.results()).hasSize(LiveHistory.MOST_WAITING);
        assertThat(again.counts().get("a").days().values())
                .extracting(Counts::down)
                .containsExactly((long) more);
        assertThat(again.incidents()).hasSize(1);
    }

    private Result result(int second) {
        return new Result("a", now.plusSeconds(second), Status.ERROR, Duration.ofMillis(3), "stale", "late");
    }

    private Transition begins() {
        CheckState before = new CheckState(Health.OK, now, Health.PENDING, Optional.empty(), Optional.empty(), 0);
        Optional<Verdict> cause = Optional.of(Verdict.error(Reason.STALE, "late"));
        return new Transition(
                before, new CheckState(Health.ERROR, now, Health.OK, cause, Optional.empty(), 0), Transition.Why.TAKEN);
    }

    /** No state goes with this incident, so that only what was recorded tells of it. */
    private static List<Incident> incidents(Store store) {
        return store.history().incidents(Optional.of("a"), Optional.empty(), Instant.now(), 10);
    }

    private static Store opened(Settings.Database database) {
        Store store = Stores.of(database, LIMITS, Clock.systemUTC());
        store.open();
        return store;
    }

    private static long count(Settings.Database database, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private static void execute(Settings.Database database, String sql) {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
