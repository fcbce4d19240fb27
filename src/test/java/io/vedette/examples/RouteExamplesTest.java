package io.vedette.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import io.vedette.state.Health;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of the documentation run in a bare context and in Camel Main. */
class RouteExamplesTest {

    private static final ConnectionFactory BROKER =
            new ActiveMQConnectionFactory("vm://route-examples?broker.persistent=false&broker.useJmx=false");

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void runInABareContext() throws Exception {
        Path file = old();
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
            context.getRegistry().bind("broker", BROKER);
            context.addRoutes(new RouteExamples(file));
            context.addRoutes(listening());
            context.start();

            assertTold(context);
        }
    }

    @Test
    void runInCamelMain() throws Exception {
        Main main = new Main();
        try {
            main.addInitialProperty("vedette.group-window", "0s");
            main.bind("broker", BROKER);
            main.configure().addRoutesBuilder(new RouteExamples(old()));
            main.configure().addRoutesBuilder(listening());
            main.start();

            assertTold(main.getCamelContext());
        } finally {
            main.stop();
        }
    }

    @Test
    void theKameletTakesTheAlertsOfItsTarget() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            context, "classpath:io/vedette/examples/kamelet.yaml"));
            context.start();

            assertThat(Vedette.of(context).targets())
                    .extracting(target -> target.name())
                    .contains("ops");
        }
    }

    private Path old() throws Exception {
        Path file = Files.writeString(folder.resolve("export.csv"), "a,b");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(27))));
    }

    private RouteBuilder listening() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:alerts")
                        .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            }
        };
    }

    private void assertTold(CamelContext context) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());
        assertThat(told.get(0)).contains("export is in error");
        assertThat(Vedette.of(context).check("export").orElseThrow().status()).isEqualTo(Health.ERROR);
    }
}
