package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.Vedette;
import io.vedette.config.settings.Settings;
import io.vedette.state.Health;
import io.vedette.store.Databases;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two applications that share their checks: what comes to one that does not decide about it. */
class AppsOfAClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger asked = new AtomicInteger();
    private final LocalServer shop = new LocalServer(request -> {
        asked.incrementAndGet();
        return Answered.of(200, "well");
    });
    private final Settings.Database database = Databases.postgres();
    private final List<Monitored> apps = List.of(app("a"), app("b"));

    AppsOfAClusterTest() throws IOException {}

    @AfterEach
    void stop() throws Exception {
        apps.forEach(Monitored::close);
        shop.close();
    }

    private Monitored app(String node) {
        Monitored app = new Monitored()
                .with("vedette.database.url", database.url())
                .with("vedette.cluster", "true")
                .with("vedette.cluster.node", node)
                .with("vedette.cluster.bind", "127.0.0.1")
                .with("vedette.cluster.port", "0");
        database.username().ifPresent(user -> app.with("vedette.database.username", user));
        return app;
    }

    @Test
    void isTakenByTheOtherOne() throws Exception {
        for (Monitored app : apps) {
            app.routes(builder -> {
                builder.from("direct:stock").routeId("stock").to("vedette:observe?rule=json&statusPath=$.state");
                builder.from("vedette:schedule")
                        .routeId("shop")
                        .to("vedette:probe?type=http")
                        .to("vedette:observe?rule=http&interval=20h&url=" + shop.url("/"));
            });
            app.start();
        }
        await().atMost(PATIENCE).until(() -> owners("stock") == 1 && owners("shop") == 1);

        without("stock").send("direct:stock", "{\"state\": \"down\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(apps).allMatch(app -> app.state("stock").health() == Health.ERROR));

        int before = asked.get();
        Vedette.of(without("shop").context()).run("shop");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(asked).hasValueGreaterThan(before));
    }

    private long owners(String check) {
        return apps.stream().filter(app -> owns(app, check)).count();
    }

    private Monitored without(String check) {
        return apps.stream().filter(app -> !owns(app, check)).findFirst().orElseThrow();
    }

    private static boolean owns(Monitored app, String check) {
        return app.service().stages().base().store().ownership().asks(check);
    }
}
