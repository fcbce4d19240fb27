package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

class SqlConnectionsTest {

    private int refusals;
    private Runnable meanwhile = () -> {};
    private final SqlConnections connections = new SqlConnections(new CrowdedSource());

    @Test
    void waitsWhileOthersGetOnWithTheirWork() {
        refusals = 3;
        meanwhile = () -> connections.inTransaction(Connection::getCatalog);

        String read = connections.reading(connection -> "read");

        assertThat(read).isEqualTo("read");
        assertThat(refusals).isZero();
    }

    @Test
    void waitsNoMoreWhenNobodyGetsOn() {
        refusals = 1;

        assertThatThrownBy(() -> connections.reading(connection -> "read"))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("none became free");
    }

    @Test
    void countsNoWorkThatFails() {
        refusals = 1;
        meanwhile = () -> assertThatThrownBy(() -> connections.inTransaction(connection -> {
                    throw new SQLException("disk full");
                }))
                .isInstanceOf(StoreFailed.class);

        assertThatThrownBy(() -> connections.reading(connection -> "read")).hasMessageContaining("none became free");
    }

    /** Has no connection free at times, while others work with theirs. */
    private final class CrowdedSource extends SQLiteDataSource {

        CrowdedSource() {
            setUrl("jdbc:sqlite::memory:");
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refusals > 0) {
                int left = refusals - 1;
                refusals = 0; // Those others have theirs.
                meanwhile.run();
                refusals = left;
                throw new SQLTransientConnectionException("none became free");
            }
            return super.getConnection();
        }
    }
}
