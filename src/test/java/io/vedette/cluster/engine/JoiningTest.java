package io.vedette.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.store.Databases;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that joins while the database by which nodes are found goes away. */
class JoiningTest {

    private final Settings.Database database = Databases.postgres();
    private final ClusterSettings settings = SettingsLoader.of(
                    Map.of(
                            "vedette.cluster", "true",
                            "vedette.cluster.bind", "127.0.0.1",
                            "vedette.cluster.port", "0",
                            "vedette.database.url", database.url()),
                    Path.of(""))
            .settings()
            .cluster();
    private final Store store = Stores.of(database, Clock.systemUTC());
    private InfinispanEngine first;
    private InfinispanEngine second;

    @BeforeEach
    void open() {
        store.open();
        DataSource source = store.connectionSource();
        first = (InfinispanEngine) Engines.of(settings, "a", source);
        second = (InfinispanEngine) Engines.of(settings, "b", lostAfterTheFirst(source));
    }

    @AfterEach
    void close() {
        second.close();
        first.close();
        store.close();
    }

    @Test
    void findsTheOthersWhereTheyWereLast() {
        first.start(() -> {});

        second.start(() -> {});

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(second.others()).containsOnlyKeys("a");
            assertThat(first.others()).containsOnlyKeys("b");
        });
    }

    /** Gives one connection, and then none. */
    private static DataSource lostAfterTheFirst(DataSource source) {
        AtomicInteger asked = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                JoiningTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && asked.incrementAndGet() > 1) {
                        throw new SQLException("the database is lost");
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
