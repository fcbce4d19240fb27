package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Reason;
import io.vedette.state.Health;
import io.vedette.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of an application's own whose source brings no message any more. */
class SilentSourcesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestClock clock = new TestClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final VedetteService service;

    SilentSourcesTest() throws Exception {
        Loaded loaded = SettingsLoader.of(Map.of(), Path.of(""));
        service = new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, new MemoryStore());
        context.addService(service);
        context.getRegistry().bind("vedetteService", service);
        RouteInstaller.on(context, service.stages());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void areMissedAfterTheTimeThatIsGiven() throws Exception {
        start("direct:stock", "vedette:observe?rule=http&expectEvery=5m");
        send();
        clock.forward(Duration.ofMinutes(4));
        tick();
        assertThat(health()).isEqualTo(Health.OK);

        clock.forward(Duration.ofMinutes(2));
        await().atMost(SOON).until(() -> health() == Health.ERROR);
        assertThat(watched().latest().orElseThrow().verdict().reason()).contains(Reason.MISSED);
        assertThat(watched().latest().orElseThrow().verdict().message())
                .isEqualTo("no message for 6m, one is expected at least every 5m");

        send();
        assertThat(health()).isEqualTo(Health.OK);
    }

    @Test
    void areNoLongerPendingWhereNoMessageEverCame() throws Exception {
        start("direct:stock", "vedette:observe?rule=http&expectEvery=5m");
        assertThat(health()).isEqualTo(Health.PENDING);

        clock.forward(Duration.ofMinutes(6));

        await().atMost(SOON).until(() -> health() == Health.ERROR);
        // A moment later than the state.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watched().latest())
                        .hasValueSatisfying(latest ->
                                assertThat(latest.verdict().message()).startsWith("no message has come since")));
    }

    @ParameterizedTest
    @CsvSource({
        "timer:stock?period=60000&delay=86400000, PT24H3M",
        "timer:stock?period=1h&delay=1h, PT3H",
        "timer:stock?fixedRate=true&period=10s&delay=1d, PT24H1M10S",
        "timer:stock?period=1d&delay=1d, PT49H",
        "timer:stock?period={{every}}&delay=1d, PT24H3M",
        "{{source}}, PT24H3M",
    })
    void areMissedByThePeriodOfTheirTimer(String source, Duration expected) throws Exception {
        context.getPropertiesComponent().addInitialProperty("every", "60s");
        context.getPropertiesComponent().addInitialProperty("source", "timer:stock?period=60s&delay=1d");
        start(source, "vedette:observe?rule=http");

        clock.forward(expected.minusSeconds(1));
        tick();
        assertThat(health()).isEqualTo(Health.PENDING);

        clock.forward(Duration.ofSeconds(2));
        await().atMost(SOON).until(() -> health() == Health.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "timer:stock?period=60000&delay=86400000, &expectEvery=off",
        "timer:stock?period=60000&delay=86400000, &expectEvery=0",
        "timer:stock?delay=86400000&repeatCount=1,",
        "direct:stock,",
    })
    void areNotMissedWhereNothingSaysHowOftenTheySpeak(String source, String option) throws Exception {
        start(source, "vedette:observe?rule=http" + (option == null ? "" : option));

        clock.forward(Duration.ofDays(30));
        tick();

        assertThat(health()).isEqualTo(Health.PENDING);
    }

    @Test
    void areMissedWhereTheirRouteHangs() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:stock?period=60000&delay=1")
                        .routeId("stock")
                        .process(exchange -> {
                            hangs.countDown();
                            end.await();
                        })
                        .to("vedette:observe?rule=http");
            }
        });
        context.start();
        try {
            assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();
            clock.forward(Duration.ofMinutes(4));

            await().atMost(SOON).until(() -> health() == Health.ERROR);
        } finally {
            end.countDown();
        }
    }

    @Test
    void areNotMissedWhileTheirRouteIsStopped() throws Exception {
        start("direct:stock", "vedette:observe?rule=http&expectEvery=5m");
        send();
        context.getRouteController().stopRoute("stock");
        clock.forward(Duration.ofHours(1));
        tick();
        assertThat(health()).isEqualTo(Health.OK);

        context.getRouteController().startRoute("stock");
        clock.forward(Duration.ofMinutes(6));
        await().atMost(SOON).until(() -> health() == Health.ERROR);
    }

    @Test
    void areHeardWhereTheirRouteFails() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock")
                        .routeId("stock")
                        .throwException(new IllegalStateException("broken"))
                        .to("vedette:observe?rule=http&expectEvery=5m");
            }
        });
        context.start();
        clock.forward(Duration.ofMinutes(4));
        context.createProducerTemplate().send("direct:stock", exchange -> {});
        clock.forward(Duration.ofMinutes(4));
        tick();

        assertThat(watched().latest().orElseThrow().verdict().reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void areSaidToBeMissedAsOftenAsAFailingCheckWouldBe() throws Exception {
        start("direct:stock", "vedette:observe?rule=http&expectEvery=5m&failureThreshold=2");
        clock.forward(Duration.ofMinutes(6));
        await().atMost(SOON).until(() -> watched().counts().pings() == 1);
        assertThat(health()).isEqualTo(Health.PENDING);

        clock.forward(Duration.ofSeconds(61));
        await().atMost(SOON).until(() -> health() == Health.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "10ms", "-1"})
    void mustBeExpectedInATimeThatCanBeTold(String every) throws Exception {
        assertThatThrownBy(() -> start("direct:stock", "vedette:observe?rule=http&expectEvery=" + every))
                .hasStackTraceContaining("check stock: expectEvery: ");
    }

    @Test
    void haveNoIntervalThatVedetteCouldKeep() throws Exception {
        assertThatThrownBy(() -> start("timer:stock", "vedette:observe?rule=http&interval=10s"))
                .hasStackTraceContaining("check stock: interval: has no effect here")
                .hasStackTraceContaining("expectEvery");
    }

    @Test
    void areTakenForAMisspellingWhereTheOptionIsOne() throws Exception {
        assertThatThrownBy(() -> start("timer:stock", "vedette:observe?rule=http&expectEvry=10s"))
                .hasStackTraceContaining("did you mean \"expectEvery\"");
    }

    private void start(String source, String observe) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(source).routeId("stock").to(observe);
            }
        });
        context.start();
    }

    private void send() {
        context.createProducerTemplate().sendBody("direct:stock", "fine");
    }

    /** Besides the one every second, so that what does not happen has had its time. */
    private void tick() {
        service.stages().evaluation().clockwork().tick();
    }

    private Health health() {
        return watched().record().state().health();
    }

    private Watched watched() {
        return service.watchlist().find("stock").orElseThrow();
    }
}
