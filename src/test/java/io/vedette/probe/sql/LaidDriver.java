package io.vedette.probe.sql;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;

/** A driver out of target/drivers: no class path has it, as other tests look for what is missing there. */
final class LaidDriver implements Driver, AutoCloseable {

    private static final Path FOLDER = Path.of("target", "drivers");

    private final Driver driver;

    private LaidDriver(Driver driver) {
        this.driver = driver;
    }

    /** Registers it; the test is skipped, with a notice, where it was not fetched. */
    static LaidDriver of(String artifact, String type) throws Exception {
        Optional<Path> file = jar(artifact);
        if (file.isEmpty()) {
            System.err.println("Tests with " + artifact + " are skipped: mvn -f src/test/drivers/pom.xml package");
        }
        Assumptions.assumeTrue(file.isPresent(), "no " + artifact + " in " + FOLDER);
        URLClassLoader jar = new URLClassLoader(
                new URL[] {file.orElseThrow().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        LaidDriver laid = new LaidDriver(
                (Driver) jar.loadClass(type).getDeclaredConstructor().newInstance());
        DriverManager.registerDriver(laid);
        return laid;
    }

    private static Optional<Path> jar(String artifact) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(FOLDER, artifact + "-*.jar")) {
            Iterator<Path> all = jars.iterator();
            return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
        }
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return driver.connect(url, info);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("driver");
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this); // Its jar stays open: timers of drivers outlast their connections.
    }
}
