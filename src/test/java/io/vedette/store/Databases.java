package io.vedette.store;

import io.vedette.config.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Databases for tests: SQLite files, and a real PostgreSQL that is started once for all tests and ends with them. */
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    public static Settings.Database sqlite(Path folder) {
        return sqliteFile(folder.resolve("data").resolve("vedette.db"));
    }

    public static Settings.Database sqliteFile(Path file) {
        return new Settings.Database("jdbc:sqlite:" + file, Optional.empty(), Optional.empty());
    }

    /** An empty PostgreSQL database; the test is skipped, with a notice, where the server cannot be started. */
    public static Settings.Database emptyPostgres() {
        return postgresLike("template1");
    }

    /** As {@link #emptyPostgres}, with the tables in it that a store makes: they are made once and copied. */
    public static Settings.Database postgres() {
        assumePostgres();
        Settings.Database database = postgresLike(Tables.MADE);
        execute(
                database,
                "REASSIGN OWNED BY " + Tables.MADE + " TO "
                        + database.username().orElseThrow());
        return database;
    }

    private static EmbeddedPostgres assumePostgres() {
        Assumptions.assumeTrue(Server.RUNNING.isPresent(), "no PostgreSQL here: " + Server.trouble);
        return Server.RUNNING.get();
    }

    /** @param template the database that it is a copy of; nobody may be in that */
    private static Settings.Database postgresLike(String template) {
        EmbeddedPostgres server = assumePostgres();
        String name = "test" + COUNT.incrementAndGet();
        command("CREATE DATABASE " + name + " TEMPLATE " + template);
        command("CREATE ROLE " + name + " LOGIN");
        command("ALTER DATABASE " + name + " OWNER TO " + name);
        return new Settings.Database(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, Optional.of(name), Optional.empty());
    }

    /** Ends all connections to a PostgreSQL database and lets its user make no new one. */
    public static void shut(Settings.Database database) {
        String user = database.username().orElseThrow();
        command("ALTER ROLE " + user + " NOLOGIN");
        command("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '" + user + "'");
    }

    /** Lets its user in again. */
    public static void reopen(Settings.Database database) {
        command("ALTER ROLE " + database.username().orElseThrow() + " LOGIN");
    }

    /** Gives its user a password; the server asks for it from now on. */
    static void askForPassword(Settings.Database database, String password) {
        String user = database.username().orElseThrow();
        command("CREATE ROLE asked");
        command("ALTER ROLE " + user + " PASSWORD '" + password + "'");
        command("GRANT asked TO " + user);
    }

    /** A connection that is not shut out. */
    static Connection administrator(Settings.Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), "postgres", "postgres");
    }

    private static void execute(Settings.Database database, String sql) {
        try (Connection connection = administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void command(String sql) {
        try (Connection connection =
                        Server.RUNNING.orElseThrow().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database that has been opened by a store once, and the role that its tables belong to. */
    private static final class Tables {

        static final String MADE = make();

        private static String make() {
            Settings.Database database = emptyPostgres();
            try (Store store = Stores.of(database, Clock.systemUTC())) {
                store.open();
            }
            return database.username().orElseThrow();
        }
    }

    private static final class Server {

        private static String trouble = "";
        static final Optional<EmbeddedPostgres> RUNNING = start();

        private static Path whoIsAsked() throws IOException {
            Path file = Files.createTempFile("pg_hba", ".conf");
            Files.writeString(file, """
                    local all all trust
                    host all +asked all scram-sha-256
                    host all all all trust
                    """);
            file.toFile().setReadable(true, false); // The server runs as another user where tests run as root.
            file.toFile().deleteOnExit();
            return file;
        }

        private static Optional<EmbeddedPostgres> start() {
            try {
                return Optional.of(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("hba_file", whoIsAsked().toString())
                        .start());
            } catch (IOException | RuntimeException e) {
                trouble = e.toString();
                System.err.println("Tests on PostgreSQL are skipped: it cannot be started here: " + e);
                return Optional.empty();
            }
        }
    }
}
