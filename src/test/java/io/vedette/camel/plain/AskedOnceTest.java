package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.Vedette;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook that refuses for now: the outbox alone decides when it is asked again. */
class AskedOnceTest {

    private final Monitored app = new Monitored();

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void isAskedOnceForEachTry() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (LocalServer webhook = new LocalServer(request -> {
            asked.incrementAndGet();
            return LocalServer.Answered.of(503, "later").with("Retry-After", "0");
        })) {
            app.routes(builder -> {
                builder.from("direct:stock").routeId("stock").to("vedette:observe");
                builder.from("vedette:alerts?target=hook")
                        .routeId("tell-hook")
                        .setBody(builder.simple("${body.json}"))
                        .to(webhook.url("/hook") + "?httpMethod=POST");
            });
            app.start();
            app.send("direct:stock", "");

            await().until(() -> Vedette.of(app.context()).targets().get(0).failed() > 1);
            app.context().getRouteController().stopRoute("tell-hook");

            assertThat(asked)
                    .hasValue((int) Vedette.of(app.context()).targets().get(0).failed());
        }
    }
}
