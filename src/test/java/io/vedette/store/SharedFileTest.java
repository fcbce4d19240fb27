package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file belongs to one process. */
class SharedFileTest {

    @TempDir
    private Path folder;

    private Process other;

    /** The other process: holds the file until its input ends. */
    public static void main(String[] file) throws IOException {
        try (Store store = Stores.of(Databases.sqliteFile(Path.of(file[0])), Clock.systemUTC())) {
            store.open();
            System.out.println("open");
            System.in.read();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (other != null) {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesASecondProcessAndNamesTheFirstByWhateverPathItComes() throws Exception {
        Path file = folder.resolve("data/vedette.db");
        hold(file);
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), Path.of("data/vedette.db"));
        Path folderLink = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("data"));

        for (Path path :
                new Path[] {file, link, folderLink.resolve("vedette.db"), folder.resolve("data/../data/./vedette.db")
                }) {
            assertThatThrownBy(() -> Stores.of(Databases.sqliteFile(path), Clock.systemUTC())
                            .open())
                    .isInstanceOf(StoreRefused.class)
                    .hasMessageContaining("is used by another Vedette: process " + other.pid() + " on ")
                    .hasMessageContaining("set vedette.database.url");
        }
    }

    @Test
    void takesTheFileOfAProcessThatWasKilled() throws Exception {
        Path file = folder.resolve("data/vedette.db");
        hold(file);
        other.destroyForcibly().waitFor();

        try (Store store = Stores.of(Databases.sqliteFile(file), Clock.systemUTC())) {
            store.open();
            assertThat(Files.readString(folder.resolve("data/vedette.db.lock")))
                    .startsWith("process " + ProcessHandle.current().pid() + " on ");
        }
    }

    @Test
    void keepsTheLockUntilTheLastStoreOfThisProcessIsClosed() throws Exception {
        Settings.Database database = Databases.sqlite(folder);
        Path lock = folder.resolve("data/vedette.db.lock");
        Store first = Stores.of(database, Clock.systemUTC());
        Store second = Stores.of(database, Clock.systemUTC());
        first.open();
        second.open();
        first.close();

        assertThat(Files.size(lock)).isPositive();
        assertThat(start(folder.resolve("data/vedette.db"))).isNull();
        second.close();
        assertThat(Files.size(lock)).isZero();
    }

    private void hold(Path file) throws IOException {
        assertThat(start(file)).isEqualTo("open");
    }

    /** What the other process says first; null when it was refused. */
    private String start(Path file) throws IOException {
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedFileTest.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line;
        BufferedReader out = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        do {
            line = out.readLine();
        } while (line != null && !line.equals("open"));
        return line;
    }
}
