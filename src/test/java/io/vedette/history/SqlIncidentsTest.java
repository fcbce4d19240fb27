package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.state.Health;
import io.vedette.store.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Incidents that two nodes write at the same time: the owner of their checks, and the one that notifies of them. */
class SqlIncidentsTest {

    private static final Map<String, Integer> IDS = Map.of("a", 1, "b", 2);

    private final Settings.Database database = Databases.postgres();

    @Test
    void areWrittenInOneOrderSoThatNeitherStopsTheOther() throws SQLException {
        try (Connection one = connection();
                Connection other = connection()) {
            SqlIncidents.put(one, List.of(incident("a")), IDS);
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(other));
            await().atMost(Duration.ofSeconds(60)).until(this::isSomebodyWaiting);

            SqlIncidents.put(one, List.of(incident("b")), IDS);
            one.commit();

            assertThat(written).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    private static Incident incident(String check) {
        return new Incident(
                check, check, Instant.EPOCH, Optional.empty(), Health.ERROR, "http-status", "status 500", List.of());
    }

    private static void write(Connection connection) {
        try {
            SqlIncidents.put(connection, List.of(incident("b"), incident("a")), IDS);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isSomebodyWaiting() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    private Connection connection() throws SQLException {
        Connection connection =
                DriverManager.getConnection(database.url(), database.username().orElseThrow(), "");
        connection.setAutoCommit(false);
        return connection;
    }
}
