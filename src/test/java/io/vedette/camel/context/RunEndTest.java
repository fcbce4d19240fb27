package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.alert.Alert;
import io.vedette.evaluate.Watched;
import io.vedette.state.Act;
import io.vedette.state.Health;
import io.vedette.state.SilenceRule;
import io.vedette.store.CheckRecord;
import io.vedette.store.KeptCalls;
import io.vedette.store.KeptSessions;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run ends when its verdict is stored, or its exchange does without one, whatever the route does with it. */
class RunEndTest {

    private static final String OBSERVE = "vedette:observe?rule=http&interval=100ms&timeout=5s&url=";

    private final HoldingStore store = new HoldingStore();
    private LocalServer server;
    private Embedded vedette;

    @BeforeEach
    void serve() throws Exception {
        server = LocalServer.answering(200, "ok");
        vedette = new Embedded(store);
    }

    @AfterEach
    void stop() {
        store.go.countDown();
        vedette.close();
        server.close();
    }

    /** What may come between a probe and its verdict. */
    enum Between {
        NOTHING,
        EXCEPTION {
            @Override
            ProcessorDefinition<?> add(ProcessorDefinition<?> route) {
                return route.throwException(new IllegalStateException("a step failed"));
            }
        },
        STOP {
            @Override
            ProcessorDefinition<?> add(ProcessorDefinition<?> route) {
                return route.stop();
            }
        },
        OBSERVED_ELSEWHERE {
            @Override
            ProcessorDefinition<?> add(ProcessorDefinition<?> route) {
                return route.to("seda:elsewhere").stop();
            }
        },
        ANOTHER_THREAD {
            @Override
            ProcessorDefinition<?> add(ProcessorDefinition<?> route) {
                return route.delay(1).asyncDelayed().end();
            }
        };

        ProcessorDefinition<?> add(ProcessorDefinition<?> route) {
            return route;
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheNextRun(Between between) throws Exception {
        store.go.countDown();
        vedette.with(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        between.add(from("vedette:schedule").routeId("shop").to("vedette:probe?type=get"))
                                .to(OBSERVE + server.url("/"));
                        // A fixed address would define the check anew.
                        from("seda:elsewhere").routeId("elsewhere").toD("vedette:observe?check=${header.none}shop");
                    }
                })
                .start();

        await().until(() -> server.asked().size() > 3);
    }

    @Test
    void goesOnWhenTheStoreThrows() throws Exception {
        store.go.countDown();
        store.failures.set(3);
        run();

        await().until(() -> server.asked().size() > 5);
        await().until(() -> vedette.watched("shop").record().state().health() == Health.OK);
    }

    @Test
    void leavesRunsOutUntilTheVerdictIsStored() throws Exception {
        run();
        await().until(() -> store.held.get() > 0);

        await().until(() -> vedette.watched("shop").counts().skipped() > 3);

        assertThat(server.asked()).hasSize(1);
        store.go.countDown();
        await().until(() -> server.asked().size() > 2);
    }

    @Test
    void isAskedAtOnceWhenItIsDefinedAnewWhileARunIsUnderWay() throws Exception {
        run();
        await().until(() -> store.held.get() > 0);
        Watched before = vedette.watched("shop");

        CountDownLatch removed = new CountDownLatch(1);
        Thread reload = new Thread(() -> {
            try {
                vedette.context().getRouteController().stopRoute("shop", 50, TimeUnit.MILLISECONDS);
                vedette.context().removeRoute("shop");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                removed.countDown();
            }
        });
        reload.start();
        removed.await();
        store.go.countDown();
        int asked = server.asked().size();
        run();

        await().until(() -> server.asked().size() > asked + 2);
        assertThat(vedette.watched("shop")).isNotSameAs(before);
        await().until(() -> before.begin().isPresent());
    }

    private void run() throws Exception {
        vedette.with(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("vedette:schedule")
                                .routeId("shop")
                                .to("vedette:probe?type=get")
                                .to(OBSERVE + server.url("/"));
                    }
                })
                .start();
    }

    /** Stores nothing until it may. */
    private static final class HoldingStore implements Store {

        private final Store store = new MemoryStore();
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public boolean commit(CheckRecord after) {
            held.incrementAndGet();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the disk is full");
            }
            return store.commit(after);
        }

        @Override
        public Optional<CheckRecord> find(String check) {
            return store.find(check);
        }

        @Override
        public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
            return store.claim(target, window, most, lease, now);
        }

        @Override
        public List<SilenceRule> silences() {
            return store.silences();
        }

        @Override
        public void put(SilenceRule silence) {
            store.put(silence);
        }

        @Override
        public void removeSilence(String id) {
            store.removeSilence(id);
        }

        @Override
        public void add(Act act) {
            store.add(act);
        }

        @Override
        public List<Act> acts(Collection<String> checks, String before, int most) {
            return store.acts(checks, before, most);
        }

        @Override
        public KeptCalls calls() {
            return store.calls();
        }

        @Override
        public KeptSessions sessions() {
            return store.sessions();
        }

        @Override
        public String shared(String name, Supplier<String> first) {
            return store.shared(name, first);
        }

        @Override
        public Optional<Instant> oldestWaiting(String target) {
            return store.oldestWaiting(target);
        }

        @Override
        public int waiting(String target) {
            return store.waiting(target);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
