package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import io.vedette.config.settings.Settings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A SQLite file. It keeps a write-ahead log, so that readers (a shell, a backup) and the writer do not wait for each
 * other, at synchronous level NORMAL: a transaction is safe from a crash of the process at once, from a crash of the
 * machine after the next checkpoint. The next run of a check finds out again what a power cut has lost; in
 * return not every one of many changes waits for the disk.
 */
public final class SqliteDatabase extends UrlDatabase {

    static final String PREFIX = "jdbc:sqlite:";

    /** How the finding of a check begins, as the driver's own. */
    private static final String DAMAGED = "[SQLITE_CORRUPT] quick_check:";

    /** How long to wait for another process that writes. */
    private static final int BUSY_MILLIS = 2_000;

    private static final int MOST_LINKS = 40;

    private final Path file;
    private final Set<String> given;
    private volatile Object fileKey;

    SqliteDatabase(Settings.Database settings) {
        super(settings);
        String rest = settings.url().substring(PREFIX.length());
        String path = rest.startsWith("file:") ? rest.substring("file:".length()) : rest;
        int options = path.indexOf('?');
        this.file = Path.of(options < 0 ? path : path.substring(0, options)).toAbsolutePath();
        this.given = options < 0
                ? Set.of()
                : Stream.of(path.substring(options + 1).split("&"))
                        .map(option -> option.split("=", 2)[0])
                        .collect(Collectors.toSet());
    }

    /** Returns whether the URL names a database that lives in memory. */
    public static boolean isInMemory(String url) {
        String rest = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "-";
        return rest.isEmpty() || rest.startsWith(":memory:") || rest.startsWith("file::memory:");
    }

    @Override
    public Presence enter() {
        try {
            prepare();
            Path real = realFile();
            return Presence.at(real.resolveSibling(real.getFileName() + ".lock"));
        } catch (Presence.InUse e) {
            throw new StoreRefused(shown() + " is used by another Vedette: " + e.getMessage()
                    + ". A SQLite file belongs to one process: end the other one, or set vedette.database.url to"
                    + " another file; for several nodes, to a PostgreSQL database");
        } catch (IOException e) {
            throw new StoreRefused(shown() + " cannot be used: " + meaning(e), e);
        }
    }

    /** The file that links lead to, so that the same file under another path has the same lock. */
    private Path realFile() throws IOException {
        Path path = file;
        for (int links = 0; Files.isSymbolicLink(path) && links < MOST_LINKS; links++) {
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder.toRealPath());
        return folder.toRealPath().resolve(path.getFileName());
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(file.getParent());
    }

    @Override
    void rehearse() throws SQLException {
        try (Connection connection = DriverManager.getConnection(PREFIX)) {
            greet(connection);
        }
        if (!Files.exists(file)) { // Its tables are to be made: one that has them needs nothing of that.
            migrations(PREFIX).info();
        }
    }

    @Override
    void greet(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The first statement that reads the file: fails if it is not a database at all.
            statement.executeQuery("PRAGMA schema_version").close();
            // A page that is damaged would be met some day, in the middle of something.
            try (ResultSet findings = statement.executeQuery("PRAGMA quick_check(1)")) {
                String finding = findings.next() ? findings.getString(1) : "nothing";
                if (!finding.equals("ok")) {
                    throw new SQLException(DAMAGED + " " + finding);
                }
            }
        }
        fileKey = key();
    }

    @Override
    void size(HikariConfig config) {
        // SQLite has one writer at a time; they wait for each other here, not at the file's lock.
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(5_000);
        config.setMaxLifetime(0);
    }

    /** Returns true: the one connection is the writers'. */
    @Override
    boolean hasReadersOfItsOwn() {
        return true;
    }

    @Override
    boolean isPostgres() {
        return false;
    }

    @Override
    String clustered() {
        return "WITHOUT ROWID";
    }

    @Override
    Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "NORMAL");
        properties.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
        properties.setProperty("foreign_keys", "true");
        // A transaction that begins as a reader may be refused when it comes to write.
        properties.setProperty("transaction_mode", "IMMEDIATE");
        // For the driver properties prevail, but what the URL says is an operator's wish.
        properties.keySet().removeAll(given);
        return properties;
    }

    @Override
    List<Library> drivers() {
        return List.of(Library.SQLITE);
    }

    @Override
    public boolean isInPlace() {
        return Objects.equals(fileKey, key());
    }

    @Override
    public String meaning(Exception e) {
        if (e instanceof FileAlreadyExistsException) {
            return "where its folder is to be, there is a file: move " + ((FileAlreadyExistsException) e).getFile()
                    + " away, or set vedette.database.url to another place";
        }
        if (e instanceof AccessDeniedException || Files.exists(file) && !Files.isWritable(file)) {
            return "no permission: let the user that runs Vedette write to " + file.getParent()
                    + " and the files in it, or set vedette.database.url to another place";
        }
        if (e instanceof FileSystemException) {
            return StoreFailed.oneLine(e) + "; set vedette.database.url to a place where files can be written";
        }
        String said = StoreFailed.oneLine(e);
        if (Files.isDirectory(file)) {
            return "it is a folder; set vedette.database.url to a file";
        }
        if (said.contains("NOTADB")) {
            return "the file is not a SQLite database, or its beginning is damaged; " + StoreFailed.RESTORE
                    + ", or set vedette.database.url to another file";
        }
        if (said.contains("SQLITE_CORRUPT")) {
            return "the file " + file + " is damaged ("
                    + said.replaceFirst(Pattern.quote(StoreFailed.TO_RESTORE) + "$", "") + "); " + StoreFailed.RESTORE;
        }
        if (said.contains("BUSY") || said.contains("LOCKED")) {
            return "another program keeps it locked; end that program, or set vedette.database.url to another file";
        }
        return said;
    }

    private Object key() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return e.getClass(); // Gone, or out of reach: in any case not the file that was opened.
        }
    }
}
