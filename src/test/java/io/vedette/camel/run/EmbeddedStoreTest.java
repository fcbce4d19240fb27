package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.camel.SettingsRefused;
import io.vedette.camel.VedetteHost;
import io.vedette.camel.VedetteService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an application has states kept: by a {@code DataSource} in its registry, or one that its host hands over. */
class EmbeddedStoreTest {

    @TempDir
    private Path folder;

    private final CamelContext context = new DefaultCamelContext();
    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:sqlite:" + folder.resolve("shop.db"));
        context.getRegistry().bind("shop", pool);
    }

    @AfterEach
    void close() {
        context.stop();
        assertThat(pool.isClosed()).isFalse();
        pool.close();
    }

    @Test
    void isTheOneThatIsNamed() throws Exception {
        set("vedette.database.datasource", "shop");

        VedetteService.of(context);

        assertThat(tables()).isTrue();
    }

    @Test
    void isTheOneOfTheHostUnlessAUrlIsSet() throws Exception {
        context.getRegistry().bind("host", new Host(Map.of(), pool));

        VedetteService.of(context);

        assertThat(tables()).isTrue();
    }

    @Test
    void isTheOneOfTheUrlThoughTheHostHasAnother() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("own.db");
        context.getRegistry().bind("host", new Host(Map.of("vedette.database.url", url), pool));

        VedetteService.of(context);

        assertThat(folder.resolve("own.db")).exists();
        assertThat(tables()).isFalse();
    }

    @Test
    void isMemoryWhereNoneIsAskedFor() throws Exception {
        VedetteService.of(context);

        assertThat(tables()).isFalse();
    }

    @Test
    void isRefusedWhereTheNameIsNobodys() {
        set("vedette.database.datasource", "shops");

        assertThatThrownBy(() -> VedetteService.of(context))
                .isInstanceOf(SettingsRefused.class)
                .hasMessage(
                        "properties: vedette.database.datasource: the application has no DataSource \"shops\"; those that it"
                                + " has: shop");
    }

    @Test
    void isRefusedWhereTwoAreNamed() {
        set("vedette.database.datasource", "shop");
        set("vedette.database.url", "jdbc:sqlite:" + folder.resolve("own.db"));

        assertThatThrownBy(() -> VedetteService.of(context))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("is given together with vedette.database.url; remove one of them");
    }

    private void set(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    /** Whether Vedette made its tables in the database of the application. */
    private boolean tables() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT name FROM sqlite_master WHERE name = 'vedette_check'")) {
            return found.next();
        }
    }

    private record Host(Map<String, String> settings, DataSource source) implements VedetteHost {

        private Host {
            settings = new HashMap<>(settings);
        }

        @Override
        public Optional<DataSource> dataSource() {
            return Optional.of(source);
        }
    }
}
