package io.vedette.camel;

import static io.vedette.camel.VedetteEndpointBuilderFactory.vedette;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.Generated;
import io.vedette.Vedette;
import io.vedette.alert.Digest;
import io.vedette.state.Health;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Vedette's endpoints in Camel's endpoint DSL. */
class EndpointDslTest {

    @Test
    void buildersAreThoseOfTheCatalogEntry() throws Exception {
        Path entry = Path.of("src/generated/resources/META-INF/io/vedette/camel/vedette.json");
        Map<String, String> file = Map.of(
                "java/io/vedette/camel/VedetteEndpointBuilderFactory.java",
                DslSource.of(new ObjectMapper().readTree(entry.toFile())));

        assertThat(Generated.kept(file)).isEqualTo(file);
    }

    @Test
    void runsRoutesThatAreWrittenInIt() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from(direct("jobs"))
                            .routeId("failed-jobs")
                            .to(vedette("observe")
                                    .rule("json")
                                    .condition("RAW(failed < 2)")
                                    .notify("ops"));
                    from(vedette("alerts").target("ops"))
                            .process(exchange -> told.add(
                                    exchange.getMessage().getBody(Digest.class).text()));
                }
            });
            context.start();

            // Watched from the start on, not only from the first message.
            assertThat(Vedette.of(context).check("failed-jobs").orElseThrow().health())
                    .isEqualTo(Health.PENDING);
            context.createProducerTemplate().sendBody("direct:jobs", "{\"failed\": 3}");
            await().until(() -> told.size() == 1);
            assertThat(told.get(0)).contains("failed-jobs", "failed is 3");
        }
    }
}
