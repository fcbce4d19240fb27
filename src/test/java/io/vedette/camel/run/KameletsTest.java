package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.Vedette;
import io.vedette.state.Health;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Kamelets of the library, run by Camel's own component for them. */
class KameletsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void observeAndTellOfWhatChanged() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:jobs")
                        .to("kamelet:vedette-observe-sink?check=failed-jobs&rule=json&condition=RAW(failed <"
                                + " 2)&notify=ops&group=night");
                from("direct:mails").to("kamelet:vedette-observe-sink?check=mails");
                from("kamelet:vedette-alerts-source?target=ops")
                        .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        Vedette vedette = Vedette.of(context);
        assertThat(vedette.checks())
                .extracting(check -> check.name() + " " + check.group() + " " + check.health())
                .containsExactly("failed-jobs night PENDING", "mails  PENDING");

        context.createProducerTemplate().sendBody("direct:jobs", "{\"failed\": 3}");

        await().until(() -> told.size() == 1);
        JsonNode alert = new ObjectMapper().readTree(told.get(0)).findValue("check");
        assertThat(alert.asText()).isEqualTo("failed-jobs");
        assertThat(vedette.check("failed-jobs").orElseThrow().health()).isEqualTo(Health.ERROR);
    }

    @Test
    void sayWhatIsMissing() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:jobs").to("kamelet:vedette-observe-sink");
            }
        });

        assertThatThrownBy(context::start).hasStackTraceContaining("check");
    }
}
