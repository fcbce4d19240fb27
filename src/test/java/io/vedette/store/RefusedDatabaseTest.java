package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be used at the start is refused in one line that says what to do. */
class RefusedDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void tellsThatAFileIsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "This is no database. ".repeat(100));

        assertThat(refusal(Databases.sqliteFile(file)))
                .contains("notes.txt", "is not a SQLite database", "set vedette.database.url");
        assertThat(file).hasContent("This is no database. ".repeat(100));
    }

    @Test
    void tellsThatTheFolderIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThat(refusal(Databases.sqliteFile(file.resolve("vedette.db"))))
                .contains(file.toString(), "there is a file", "vedette.database.url");
    }

    @Test
    void tellsThatTheFileIsAFolder() throws IOException {
        assertThat(refusal(Databases.sqliteFile(Files.createDirectory(folder.resolve("d")))))
                .contains("it is a folder");
    }

    @Test
    void isClosedWithoutTroubleWhereAStartEndedBeforeItWasOpened() {
        Store store = Stores.of(Databases.sqlite(folder), Clock.systemUTC());

        assertThat(store.calls().keep(List.of(), Instant.now())).isFalse();
        store.close();
    }

    @Test
    void tellsThatANewerVersionWroteIt() throws SQLException {
        Settings.Database database = Databases.sqlite(folder);
        Store store = Stores.of(database, Clock.systemUTC());
        store.open();
        store.close();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO vedette_schema SELECT 99, '99', 'later', type, 'V99__later.sql', 1,"
                    + " installed_by, installed_on, 1, success FROM vedette_schema WHERE version = '1'");
        }

        assertThat(refusal(database)).contains("newer Vedette", "version 99");
    }

    @Test
    void tellsThatThePasswordIsWrong() {
        Settings.Database right = Databases.emptyPostgres();
        Databases.askForPassword(right, "right-one");

        assertThat(refusal(new Settings.Database(right.url(), right.username(), Optional.of("a-wrong-one"))))
                .contains("password authentication failed", "vedette.database.password")
                .doesNotContain("a-wrong-one");
    }

    @Test
    void tellsThatTheDatabaseIsMissing() {
        Settings.Database there = Databases.emptyPostgres();

        assertThat(refusal(new Settings.Database(there.url() + "-not", there.username(), Optional.empty())))
                .contains("does not exist", "create it");
    }

    @Test
    void tellsThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(refusal(new Settings.Database(
                        "jdbc:postgresql://127.0.0.1:" + port + "/vedette?password=secret-word",
                        Optional.of("u"),
                        Optional.empty())))
                .contains("refused", "start the server")
                .doesNotContain("secret-word");
    }

    @Test
    void sharesASchemaWithAnApplication() throws SQLException {
        Settings.Database database = Databases.emptyPostgres();
        try (Connection connection = Databases.administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT)");
        }

        Store store = Stores.of(database, Clock.systemUTC());
        store.open();

        assertThat(store.find("a")).isEmpty();
        store.close();
    }

    @Test
    void keepsADatabaseInMemoryInMemory() {
        assertThat(Stores.of(
                        new Settings.Database("jdbc:sqlite::memory:", Optional.empty(), Optional.empty()),
                        Clock.systemUTC()))
                .isInstanceOf(MemoryStore.class);
    }

    private static String refusal(Settings.Database database) {
        Store store = Stores.of(database, Clock.systemUTC());
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(store::open).isInstanceOf(StoreRefused.class).satisfies(e -> message.append(e.getMessage()));
        assertThat(message.toString()).doesNotContain("\n");
        return message.toString();
    }
}
