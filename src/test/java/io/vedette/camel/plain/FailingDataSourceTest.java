package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import io.vedette.state.Health;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A data source of the application that fails in all ways while its routes run: they go on, alerts are sent, and later all is stored. */
class FailingDataSourceTest {

    private static final String JUDGE = "vedette:observe?rule=json&statusPath=$.state&notify=team";

    private final Monitored app = new Monitored().with("vedette.database.datasource", "ours");
    private final CountDownLatch freed = new CountDownLatch(1);
    private volatile Way way = Way.WELL;

    @TempDir
    private Path folder;

    /** How it gives no connection. */
    private enum Way {
        WELL,
        HANGS,
        THROWS,
        GIVES_NULL,
        REFUSES
    }

    @BeforeEach
    void start() throws Exception {
        SQLiteDataSource real = new SQLiteDataSource();
        real.setUrl("jdbc:sqlite:" + folder.resolve("ours.db"));
        app.context().getRegistry().bind("ours", DataSource.class, failing(real));
        app.telling().routes(FailingDataSourceTest::route);
        app.start();
        app.send("direct:stock", "{\"state\": \"ok\"}");
        assertThat(app.state("stock").health()).isEqualTo(Health.OK);
    }

    private static void route(RouteBuilder builder) {
        builder.from("direct:stock").routeId("stock").to(JUDGE);
    }

    @AfterEach
    void stop() {
        freed.countDown();
        app.close();
    }

    private DataSource failing(DataSource real) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        switch (way) {
                            case HANGS -> freed.await();
                            case THROWS -> throw new IllegalStateException("the pool is closed");
                            case GIVES_NULL -> {
                                return null;
                            }
                            case REFUSES -> throw new SQLException("refused for user=app password=swordfish2secret");
                            case WELL -> {}
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    @Timeout(60)
    void hangs() {
        goesOn(Way.HANGS);
    }

    @Test
    @Timeout(60)
    void throwsWhatIsNoFailureOfADatabase() {
        goesOn(Way.THROWS);
    }

    @Test
    @Timeout(60)
    void givesNoConnection() {
        goesOn(Way.GIVES_NULL);
    }

    @Test
    @Timeout(60)
    void refusesWithAPasswordInItsWords() {
        goesOn(Way.REFUSES);

        assertThat(app.service().stages().base().store().health().toString()).doesNotContain("swordfish2secret");
    }

    private void goesOn(Way failing) {
        way = failing;
        long began = System.nanoTime();

        assertThat(app.send("direct:stock", "{\"state\": \"bad\"}")).isEmpty();
        assertThat(app.send("direct:stock", "{\"state\": \"bad\"}")).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);
        await().atMost(Duration.ofSeconds(20)).until(() -> app.told().size() == 1);
        assertThat(app.service().stages().base().store().health().isGood()).isFalse();

        if (failing != Way.REFUSES) {
            way = Way.WELL;
            freed.countDown();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> app.service().stages().base().store().health().isGood());
            app.send("direct:stock", "{\"state\": \"ok\"}");
            await().atMost(Duration.ofSeconds(20)).until(() -> app.told().size() == 2);
            assertThat(Vedette.of(app.context()).check("stock").orElseThrow().status())
                    .isEqualTo(Health.OK);
        }
    }
}
