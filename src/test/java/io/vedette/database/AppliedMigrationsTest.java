package io.vedette.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedMigrationsTest {

    private static final String TABLE = "vedette_schema";

    @TempDir
    private Path folder;

    @Test
    void knowsAllThatThereAre() throws Exception {
        Path migrations = Path.of(AppliedMigrationsTest.class
                .getResource("/io/vedette/migrations")
                .toURI());
        try (Stream<Path> files = Files.list(migrations)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1")))
                    .containsExactlyInAnyOrderElementsOf(AppliedMigrations.ALL);
        }
    }

    @Test
    void areThereOnceTheTablesWereMade() throws Exception {
        for (Settings.Database settings : List.of(Databases.sqlite(folder), Databases.emptyPostgres())) {
            SqlDatabase database = SqlDatabase.of(settings);
            assertThat(applied(database)).isFalse();
            database.open();
            assertThat(applied(database)).isTrue();
            database.close();
        }
    }

    /** Each is for the library to judge: it migrates, or refuses in its own words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM vedette_schema WHERE version = '9'",
                "DELETE FROM vedette_schema WHERE version = '4'",
                "DELETE FROM vedette_schema",
                "DROP TABLE vedette_schema",
                "UPDATE vedette_schema SET success = 0 WHERE version = '2'",
                "UPDATE vedette_schema SET version = '99' WHERE version = '9'",
                "INSERT INTO vedette_schema SELECT 99, '99', 'later', type, 'V99__later.sql', 1, installed_by,"
                        + " installed_on, 1, success FROM vedette_schema WHERE version = '1'"
            })
    void areNotThereWhereAnythingElseIsNoted(String change) throws Exception {
        SqlDatabase database = SqlDatabase.of(Databases.sqlite(folder));
        database.open();
        database.close();
        try (Connection connection = connected(database);
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        assertThat(applied(database)).isFalse();
    }

    private static boolean applied(SqlDatabase database) throws Exception {
        try (Connection connection = connected(database)) {
            return AppliedMigrations.are(connection, TABLE);
        }
    }

    private static Connection connected(SqlDatabase database) throws SQLException, IOException {
        database.prepare();
        return database.connect();
    }
}
