package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import io.vedette.state.Health;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several routes that observe one check, or take the alerts of one target. */
class SharedChecksTest {

    private static final String JUDGE = "vedette:observe?check=stock&rule=json&statusPath=$.state&notify=team";
    private static final String BAD = "{\"state\": \"bad\"}";

    private final Monitored app = new Monitored();

    @AfterEach
    void stop() {
        app.close();
    }

    private void remove(String route) throws Exception {
        app.context().getRouteController().stopRoute(route);
        app.context().removeRoute(route);
    }

    private static void route(RouteBuilder builder, String id, String observe) {
        builder.from("direct:" + id).routeId(id).to(observe);
    }

    @Test
    void aCheckStaysForAsLongAsARouteObservesIt() throws Exception {
        app.telling().routes(builder -> {
            route(builder, "one", JUDGE);
            route(builder, "other", JUDGE);
            route(builder, "third", "vedette:observe?check=stock");
        });
        app.start();
        app.send("direct:one", BAD);

        remove("one");
        app.send("direct:third", BAD);

        assertThat(app.observations("stock")).isEqualTo(2);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);

        remove("other");
        remove("third");

        assertThat(Vedette.of(app.context()).check("stock")).isEmpty();
    }

    @Test
    void routesThatSayOtherwiseWhatACheckIsAreRefusedByName() throws Exception {
        app.telling().routes(builder -> route(builder, "one", JUDGE));
        app.start();

        assertThatThrownBy(() -> app.routes(
                        builder -> route(builder, "other", "vedette:observe?check=stock&rule=http&failureThreshold=5")))
                .hasStackTraceContaining(
                        "check stock: the routes \"one\" and \"other\" both observe it, with other options (")
                .hasStackTraceContaining("failureThreshold")
                .hasStackTraceContaining("rule");
        app.send("direct:one", BAD);
        assertThat(app.observations("stock")).isEqualTo(1);
    }

    @Test
    void aTargetStaysForAsLongAsARouteTakesItsAlerts() throws Exception {
        app.telling().routes(builder -> {
            builder.from("vedette:alerts?target=team&delay=100")
                    .routeId("second")
                    .process(this::take);
            route(builder, "one", JUDGE);
        });
        app.start();

        remove("tell-team");
        assertThat(Vedette.of(app.context()).targets()).hasSize(1);
        app.send("direct:one", BAD);

        await().until(() -> taken > 0);
        remove("second");
        assertThat(Vedette.of(app.context()).targets()).isEmpty();
    }

    private volatile int taken;

    private void take(Exchange exchange) {
        taken = taken + 1;
    }
}
