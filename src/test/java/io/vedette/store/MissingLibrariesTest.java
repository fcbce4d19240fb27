package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that lacks a library is told which one, as Maven calls it. */
class MissingLibrariesTest {

    @TempDir
    private Path folder;

    @Test
    void namesADriverThatIsMissing() throws Exception {
        assertThat(refusal(sqlite(), "org.sqlite."))
                .contains("needs org.xerial:sqlite-jdbc: add it to the dependencies");
    }

    @Test
    void namesThePoolThatIsMissing() throws Exception {
        assertThat(refusal(sqlite(), "com.zaxxer.hikari.")).contains("needs com.zaxxer:HikariCP");
    }

    @Test
    void namesAllThatIsMissingAtOnce() throws Exception {
        assertThat(refusal(sqlite(), "com.zaxxer.hikari.", "org.flywaydb."))
                .contains("needs com.zaxxer:HikariCP, org.flywaydb:flyway-core: add them");
    }

    @Test
    void namesTheMigrationsOfPostgresThatAreMissing() throws Exception {
        assertThat(refusal(Databases.emptyPostgres(), "org.flywaydb.database.postgresql."))
                .contains("needs org.flywaydb:flyway-database-postgresql");
    }

    private Settings.Database sqlite() {
        return Databases.sqlite(folder);
    }

    /** Opens the store where the class path lacks what begins so, and returns what is said. */
    private static String refusal(Settings.Database where, String... missing) throws Exception {
        try (Lacking classes = new Lacking(List.of(missing))) {
            Class<?> database = classes.loadClass("io.vedette.config.settings.Settings$Database");
            Object settings = database.getConstructor(String.class, Optional.class, Optional.class)
                    .newInstance(where.url(), where.username(), where.password());
            Object store = classes.loadClass("io.vedette.store.Stores")
                    .getMethod("of", database, Clock.class)
                    .invoke(null, settings, Clock.systemUTC());
            classes.loadClass("io.vedette.store.Store").getMethod("open").invoke(store);
            return "nothing";
        } catch (InvocationTargetException e) {
            assertThat(e.getCause().getClass().getSimpleName()).isEqualTo("StoreRefused");
            return e.getCause().getMessage();
        }
    }

    /** The class path of this test, without some packages; nothing is shared with the test but what Java brings. */
    private static final class Lacking extends URLClassLoader {

        private final List<String> missing;

        Lacking(List<String> missing) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .map(Lacking::url)
                    .toArray(URL[]::new);
        }

        private static URL url(Path entry) {
            try {
                return entry.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (missing.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }

        @Override
        public URL findResource(String name) {
            return missing.stream().anyMatch(one -> name.startsWith(one.replace('.', '/')))
                    ? null
                    : super.findResource(name);
        }
    }
}
