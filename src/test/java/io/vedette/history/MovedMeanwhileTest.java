package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.rule.Status;
import io.vedette.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that counts what another one writes, which moves it from its journal to the buckets at its own time. */
class MovedMeanwhileTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:30:00Z");
    private static final Duration DAY = History.WINDOWS.get(0);

    private final TestClock clock = new TestClock().set(NOW);
    private final Settings.Database settings = Databases.postgres();
    private final Node writer = new Node("writer");
    private final Node reader = new Node("reader");

    private final class Node {

        private final SqlDatabase database = SqlDatabase.of(settings);
        private final LiveHistory live = new LiveHistory(100);
        private final HistoryTables tables;

        Node(String name) {
            database.open();
            tables = new HistoryTables(database, name, Settings.History.STANDARD, clock, live, Map::of);
            tables.open(false);
            tables.refresh(NOW, true);
        }

        long counted() {
            int first = HistoryTables.firstHour(DAY, NOW);
            Uptime uptime = live.uptime(List.of("shop"), DAY, first).get("shop");
            return uptime == null ? 0 : uptime.up() + uptime.down();
        }
    }

    @AfterEach
    void close() {
        writer.database.close();
        reader.database.close();
    }

    @Test
    void countsEachResultOnceWheneverItMoves() {
        write(10);
        reader.tables.refresh(NOW, true);
        writer.tables.rollUpAll();
        assertThat(reader.tables.readOthers()).as("what is shown").hasSize(10);
        assertThat(reader.counted()).isEqualTo(10);

        write(5);
        assertThat(reader.tables.readOthers()).hasSize(5);
        writer.tables.rollUpAll();
        assertThat(reader.counted()).isEqualTo(15);
        reader.tables.refresh(NOW, true);
        assertThat(reader.tables.readOthers()).isEmpty();
        assertThat(reader.counted()).isEqualTo(15);
        assertThat(writer.counted()).isEqualTo(15);
    }

    private void write(int results) {
        for (int i = 0; i < results; i++) {
            clock.forward(Duration.ofSeconds(1));
            writer.live.result(new Result("shop", clock.instant(), Status.OK, Duration.ofMillis(5), "", ""));
        }
        writer.tables.flush();
    }
}
