package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import io.vedette.state.CheckState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A SQLite file that is damaged is refused at the start, and lost while it is used; both say what to do. */
class DamagedDatabaseTest {

    private static final int CHECKS = 300;

    @TempDir
    private Path folder;

    private Store store;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the header , 0    , 100  , -1",
        "every page , 100  , 99999999, -1",
        "one page   , 20480, 4096 , -1",
        "cut short  , 0    , 0    , 40000",
        "cut to bits, 0    , 0    , 37",
    })
    void isRefusedWithAdvice(String what, long from, long bytes, long length) throws IOException {
        Settings.Database database = filled();
        Path file = folder.resolve("data/vedette.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            garbage(channel, from, Math.min(bytes, channel.size() - from));
            if (length >= 0) {
                channel.truncate(length);
            }
        }

        assertThatThrownBy(() -> Stores.of(database, Clock.systemUTC()).open())
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("vedette.db")
                .hasMessageContaining("damaged")
                .hasMessageContaining("restore it from a backup")
                .hasMessageContaining("move it away")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(1_000));
    }

    @Test
    void passesOverALogThatIsDamaged() throws IOException {
        Settings.Database database = filled();
        Files.write(
                folder.resolve("data/vedette.db-wal"),
                "no log of SQLite".repeat(1_000).getBytes());
        Files.write(folder.resolve("data/vedette.db-shm"), new byte[] {1, 2, 3});

        store = Stores.of(database, Clock.systemUTC());
        store.open();

        assertThat(store.find(name(7))).isPresent();
    }

    @Test
    void goesOnFromMemoryWithAdviceWhenItIsDamagedWhileUsed() throws IOException {
        filled();
        Path file = folder.resolve("data/vedette.db");
        // What is kept in the cache is read from no disk.
        store = Stores.of(Databases.sqliteFile(Path.of(file + "?cache_size=1")), Clock.systemUTC());
        store.open();

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            garbage(channel, 0, channel.size());
        }
        await().until(() -> {
            for (int i = 0; i < CHECKS; i++) {
                store.find(name(i));
                store.find(name(i)); // The first question is answered by what was read at the start.
            }
            return !store.health().isGood();
        });

        assertThat(store.health().error()).contains("restore it from a backup", "move it away");
        assertThat(store.find(name(7))).isPresent();

        for (String end : new String[] {"", "-wal", "-shm"}) {
            Path part = file.resolveSibling(file.getFileName() + end);
            if (Files.exists(part)) {
                Files.move(part, folder.resolve("old" + end), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        await().until(() -> store.health().isGood());
        assertThat(store.find(name(7))).isPresent();
    }

    private Settings.Database filled() {
        Settings.Database database = Databases.sqlite(folder);
        try (Store filling = Stores.of(database, Clock.systemUTC())) {
            filling.open();
            for (int i = 0; i < CHECKS; i++) {
                filling.commit(new CheckRecord(name(i), 1, CheckState.pending(Instant.EPOCH), Map.of()));
            }
        }
        return database;
    }

    private static String name(int i) {
        return "check-" + i + "-" + "x".repeat(200);
    }

    private static void garbage(FileChannel channel, long from, long bytes) throws IOException {
        byte[] noise = new byte[(int) bytes];
        new Random(7).nextBytes(noise);
        channel.write(ByteBuffer.wrap(noise), from);
    }
}
