package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.CheckTransition;
import io.vedette.Vedette;
import io.vedette.alert.Alert;
import io.vedette.camel.VedetteService;
import io.vedette.state.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.LifecycleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A context that its application stops and starts again, which Camel advises against and lets it do. */
class StartedAgainTest {

    private final Monitored app = new Monitored();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void goesOnAsBefore() throws Exception {
        List<CheckTransition> changes = new CopyOnWriteArrayList<>();
        List<Alert> alerts = new CopyOnWriteArrayList<>();
        Vedette vedette = Vedette.of(app.context());
        vedette.onTransition(changes::add);
        vedette.onAlert(alerts::add);
        app.telling()
                .routes(builder -> builder.from("direct:stock")
                        .routeId("stock")
                        .process(exchange -> {
                            if (exchange.getMessage().getBody(String.class).isEmpty()) {
                                throw new IllegalStateException("no route to stock");
                            }
                        })
                        .to("vedette:observe?rule=json&statusPath=$.state&notify=team"));
        app.start();
        app.send("direct:stock", "{\"state\": \"ok\"}");
        VedetteService first = app.service();
        List<LifecycleStrategy> followers = List.copyOf(app.context().getLifecycleStrategies());

        app.context().stop();
        app.context().start();
        app.send("direct:stock", "");

        assertThat(Vedette.of(app.context())).isSameAs(vedette);
        assertThat(app.service()).isNotSameAs(first);
        assertThat(vedette.check("stock").orElseThrow()).satisfies(check -> {
            assertThat(check.status()).isEqualTo(Health.ERROR);
            assertThat(check.message()).contains("no route to stock");
            assertThat(check.consecutiveFailures()).isEqualTo(1);
        });
        assertThat(vedette.targets()).hasSize(1);
        await().until(() -> app.told().size() == 1 && alerts.size() == 1);
        await().until(() ->
                changes.stream().filter(change -> change.to() == Health.ERROR).count() == 1);
        assertThat(app.context().getLifecycleStrategies()).hasSameSizeAs(followers);
        vedette.silence("stock", Duration.ofHours(1));
        assertThat(vedette.check("stock").orElseThrow().muted()).isTrue();
    }

    @Test
    void showsInTheMetricsOfTheApplicationWhatIsTrueNow() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        app.context().getRegistry().bind("meters", registry);
        app.routes(builder ->
                builder.from("direct:stock").routeId("stock").to("vedette:observe?rule=json&statusPath=$.state"));
        app.start();
        app.send("direct:stock", "{\"state\": \"bad\"}");
        await().until(() -> up(registry) == 0);

        app.context().stop();
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("vedette."));
        app.context().getRegistry().bind("meters", registry); // Camel forgets what was bound.
        app.context().start();
        app.send("direct:stock", "{\"state\": \"ok\"}");

        await().atMost(Duration.ofSeconds(30)).until(() -> up(registry) == 1);
        assertThat(registry.find("vedette.schedule.lag").functionTimer()).isNotNull();
    }

    private static double up(SimpleMeterRegistry registry) {
        Gauge gauge = registry.find("vedette.check.up").tag("check", "stock").gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void endsItsThreadsEachTime() throws Exception {
        Vedette.of(app.context());
        app.telling()
                .routes(builder -> builder.from("direct:stock").routeId("stock").to("vedette:observe"));
        app.start();
        app.context().stop();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vedette-standstill")));
    }
}
