package io.vedette.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void letsGoWhoWaitsWhenItIsClosed() throws Exception {
        ExecutorService together = Executors.newFixedThreadPool(2);
        CountDownLatch end = new CountDownLatch(1);
        try (HikariDataSource one = new HikariDataSource()) {
            one.setJdbcUrl("jdbc:sqlite::memory:");
            one.setMaximumPoolSize(1);
            one.setConnectionTimeout(TimeUnit.HOURS.toMillis(1));
            SqlConnections few = new SqlConnections(one, 200);
            CountDownLatch held = new CountDownLatch(1);
            Future<Boolean> holds = together.submit(() -> few.reading(connection -> {
                held.countDown();
                return await(end);
            }));
            held.await();
            Future<String> waits = together.submit(() -> few.reading(connection -> "read"));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> one.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);

            few.close();
            end.countDown();

            assertThat(holds.get()).isTrue();
            assertThatThrownBy(waits::get).hasCauseInstanceOf(StoreFailed.class).hasMessageContaining("closed");
            assertThatThrownBy(() -> few.reading(connection -> "read")).hasMessageContaining("closed");
        } finally {
            end.countDown();
            together.shutdownNow();
        }
    }

    private static boolean await(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
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
