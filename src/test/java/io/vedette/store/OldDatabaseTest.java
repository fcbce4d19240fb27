package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Pause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that an older version wrote is brought up to date, whatever that version left in it. */
class OldDatabaseTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "PostgreSQL"})
    void pausedChecksBecomeWhatTheyWereAndIncidentsOneAtATime(String kind) throws SQLException {
        Settings.Database database = kind.equals("SQLite") ? Databases.sqlite(folder) : Databases.emptyPostgres();
        folder.resolve("data").toFile().mkdirs();
        Flyway now = SqlDatabase.of(database).migrations(database.url());
        Flyway.configure(getClass().getClassLoader())
                .configuration(now.getConfiguration())
                .target("5")
                .load()
                .migrate();
        execute(
                database,
                check("paused-in-error", "PAUSED", 5_000, "ERROR"),
                check("paused-well", "PAUSED", 5_000, "OK"),
                check("paused-unknown", "PAUSED", 5_000, "PENDING"),
                check("failing", "ERROR", 9_000, "DEGRADED"),
                check("well", "OK", 9_000, "ERROR"),
                "INSERT INTO vedette_name VALUES (1, 'paused-in-error', 0), (2, 'failing', 0), (3, 'well', 0)",
                incident(1, 100, "200"),
                incident(1, 1_000, "5000"),
                incident(2, 1_000, "NULL"), // Five open ones at once.
                incident(2, 2_000, "NULL"),
                incident(2, 3_000, "2500"), // One that ended before it began.
                incident(2, 6_000, "NULL"),
                incident(2, 8_000, "NULL"),
                incident(3, 4_000, "7000"), // One that reaches into the next.
                incident(3, 6_000, "NULL"));

        try (Store store = Stores.of(database, Clock.systemUTC())) {
            store.open();

            CheckState inError = store.find("paused-in-error").orElseThrow().state();
            assertThat(inError.health()).isEqualTo(Health.ERROR);
            assertThat(inError.shown()).isEqualTo(Health.PAUSED);
            assertThat(inError.since()).isEqualTo(Instant.ofEpochMilli(1_000));
            assertThat(inError.problemSince()).contains(Instant.ofEpochMilli(1_000));
            assertThat(inError.pause()).contains(Pause.from(Instant.ofEpochMilli(5_000)));
            assertThat(store.find("paused-well").orElseThrow().state().health()).isEqualTo(Health.OK);
            assertThat(store.find("paused-unknown").orElseThrow().state().health())
                    .isEqualTo(Health.PENDING);
            assertThat(store.find("failing").orElseThrow().state().problemSince())
                    .contains(Instant.ofEpochMilli(8_000));
            assertThat(times(store, "paused-in-error")).containsExactly("1000-", "100-200");
            assertThat(times(store, "failing"))
                    .containsExactly("8000-", "6000-8000", "3000-3000", "2000-3000", "1000-2000");
            assertThat(times(store, "well")).containsExactly("6000-9000", "4000-6000");
        }
        assertThatThrownBy(() -> execute(database, incident(2, 9_999, "NULL")))
                .as("the database keeps it so")
                .isInstanceOf(SQLException.class);
    }

    private static List<String> times(Store store, String check) {
        return store.history().incidents(Optional.of(check), Optional.empty(), Instant.MAX, 99).stream()
                .map(one -> one.from().toEpochMilli() + "-"
                        + one.to()
                                .map(Instant::toEpochMilli)
                                .map(String::valueOf)
                                .orElse(""))
                .toList();
    }

    private static String check(String name, String health, long since, String previous) {
        return "INSERT INTO vedette_check (name, version, writer, health, since, previous, counted) VALUES ('" + name
                + "', 3, 'w', '" + health + "', " + since + ", '" + previous + "', 0)";
    }

    private static String incident(int check, long began, String ended) {
        return "INSERT INTO vedette_incident VALUES (" + check + ", " + began + ", " + ended
                + ", 'ERROR', 'status', 'down')";
    }

    private static void execute(Settings.Database database, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.url(),
                        database.username().orElse(null),
                        database.password().orElse(null));
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
