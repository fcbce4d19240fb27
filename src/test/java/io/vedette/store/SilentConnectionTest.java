package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.config.settings.Settings;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection of an application that is there, and on which no answer comes any more: nobody closed it, and it sets no limit itself. */
class SilentConnectionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HostPools pools = new HostPools();

    @AfterEach
    void close() {
        pools.close();
    }

    @Test
    void isGivenUpAndMemoryDecides() throws Exception {
        try (SlowLine line = new SlowLine(Databases.postgres(), Duration.ZERO)) {
            Store store = opened(pools.to(line.database(), false));
            CheckRecord first = record();
            assertThat(store.commit(first)).isTrue();

            line.swallow();

            assertTimeoutPreemptively(
                    Duration.ofSeconds(40),
                    () -> assertThat(store.commit(first.next(first.state(), Map.of())))
                            .isTrue());
            assertThat(store.health().isGood()).isFalse();
            line.close();
            store.close();
        }
    }

    @Test
    void goesBackToTheApplicationWithTheLimitThatItHad() throws Exception {
        List<Integer> limits = new CopyOnWriteArrayList<>();
        Store store = opened(noting(limits, pools.to(Databases.postgres(), true)));

        store.commit(record());
        store.find("a");
        store.close();

        assertThat(limits).isNotEmpty().containsOnly(0);
    }

    /** Notes the limit that each connection has when it comes back. */
    private static DataSource noting(List<Integer> limits, DataSource pool) {
        return proxy(DataSource.class, pool, returned -> {
            if (!(returned instanceof Connection connection)) {
                return returned;
            }
            return Proxy.newProxyInstance(
                    SilentConnectionTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            limits.add(connection.getNetworkTimeout());
                        }
                        return invoked(connection, method, arguments);
                    });
        });
    }

    private static <T> T proxy(Class<T> type, T real, UnaryOperator<Object> returned) {
        return type.cast(Proxy.newProxyInstance(
                SilentConnectionTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> returned.apply(invoked(real, method, arguments))));
    }

    private static Object invoked(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Store opened(DataSource pool) {
        Store store = Stores.ofHost("shop", pool, Settings.History.STANDARD, Clock.systemUTC());
        store.open();
        return store;
    }

    private static CheckRecord record() {
        return new CheckRecord(
                "a", 1, new CheckState(Health.ERROR, NOW, Health.OK, Optional.empty(), Optional.empty(), 0), Map.of());
    }
}
