package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.Vedette;
import io.vedette.camel.VedetteService;
import io.vedette.state.Health;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** How Vedette comes into a context: once, whoever asks for it, and whole. */
@Timeout(60)
class SettingUpTest {

    private static final String JUDGE = "vedette:observe?rule=json&statusPath=$.state";

    private final Monitored app = new Monitored();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        answers.countDown();
        app.close();
    }

    @Test
    void isDoneOnceThoughAnotherThreadStartsTheContextMeanwhile() throws Exception {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("ours.db"));
        app.with("vedette.database.datasource", "ours")
                .context()
                .getRegistry()
                .bind("ours", DataSource.class, slow(database));
        app.routes(builder -> builder.from("direct:stock").routeId("stock").to(JUDGE));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Vedette> vedette = threads.submit(() -> Vedette.of(app.context()));
            asked.await();
            Future<Monitored> started = threads.submit(app::start);
            assertThatThrownBy(() -> started.get(300, TimeUnit.MILLISECONDS)).hasNoCause();
            answers.countDown();
            started.get();

            app.send("direct:stock", "{\"state\": \"bad\"}");

            assertThat(vedette.get().check("stock").orElseThrow().status()).isEqualTo(Health.ERROR);
            assertThat(app.context().getRegistry().findByType(VedetteService.class))
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The first one who asks it for a connection waits. */
    private DataSource slow(DataSource real) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        asked.countDown();
                        answers.await();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void isRefusedAgainWhereItWasRefused() throws Exception {
        app.with("vedette.templates", "nosuch")
                .routes(builder -> builder.from("direct:stock").routeId("stock").to(JUDGE));

        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> Vedette.of(app.context()))
                    .hasMessage("vedette.templates: Vedette has no template \"nosuch\"");
        }
        assertThatThrownBy(app::start).hasStackTraceContaining("vedette.templates: Vedette has no template \"nosuch\"");
        assertThat(app.context().getRegistry().findByType(VedetteService.class)).isEmpty();
    }
}
