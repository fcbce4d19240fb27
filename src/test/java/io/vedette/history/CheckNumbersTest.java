package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.store.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that begin together on one PostgreSQL, which is slow. */
class CheckNumbersTest {

    private static final int CHECKS = 240;

    /** A lock may be waited for as long as four batches take, and shorter than all checks of one node. */
    private static final String SLOW = """
            CREATE FUNCTION impatient() RETURNS trigger AS $$ BEGIN
              PERFORM set_config('lock_timeout', '1s', true); RETURN NULL; END $$ LANGUAGE plpgsql;
            CREATE FUNCTION slow() RETURNS trigger AS $$ BEGIN
              PERFORM pg_sleep(0.005); RETURN NEW; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER impatient BEFORE INSERT ON vedette_name FOR EACH STATEMENT EXECUTE FUNCTION impatient();
            CREATE TRIGGER impatient BEFORE INSERT ON vedette_value FOR EACH STATEMENT EXECUTE FUNCTION impatient();
            CREATE TRIGGER slow BEFORE INSERT ON vedette_name FOR EACH ROW EXECUTE FUNCTION slow();
            """;

    @Test
    void areAssignedByNodesThatDoNotWaitLongForEachOther() throws SQLException {
        Settings.Database settings = Databases.postgres();
        execute(settings, SLOW);
        List<CompletableFuture<Map<String, Integer>>> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            // Two of them have checks in common, as after a takeover.
            int first = Math.max(0, node - 1) * CHECKS / 2;
            nodes.add(CompletableFuture.supplyAsync(
                    () -> numbered(settings, first), task -> new Thread(task, "node").start()));
        }

        Map<String, Integer> all = new TreeMap<>();
        for (CompletableFuture<Map<String, Integer>> node : nodes) {
            node.join()
                    .forEach((check, number) -> assertThat(all.merge(check, number, (one, other) -> other))
                            .isEqualTo(number));
        }
        assertThat(all).hasSize(CHECKS * 3 / 2);
        assertThat(new TreeSet<>(all.values())).hasSize(CHECKS * 3 / 2);
    }

    private static Map<String, Integer> numbered(Settings.Database settings, int first) {
        SqlDatabase database = SqlDatabase.of(settings);
        database.open();
        try {
            TreeSet<String> checks = IntStream.range(first, first + CHECKS)
                    .mapToObj("check-%05d"::formatted)
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
            Map<String, Integer> numbers = new TreeMap<>();
            CheckNumbers.assign(database.connections(), checks, Instant.EPOCH, numbers::putAll);
            return numbers;
        } finally {
            database.close();
        }
    }

    private static void execute(Settings.Database settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.url(), settings.username().orElseThrow(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
