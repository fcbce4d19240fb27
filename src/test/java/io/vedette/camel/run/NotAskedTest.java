package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.alert.Digest;
import io.vedette.camel.VedetteService;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.status.source.Reloads;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble of our own is no verdict on whoever was to be asked or told. */
class NotAskedTest {

    @TempDir
    private Path folder;

    @Test
    void leavesTheStateOfARoutesCheckAndTellsTheOwnHealth() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            AtomicInteger runs = new AtomicInteger();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stock")
                            .routeId("stock")
                            .doTry()
                            .process(exchange -> {
                                if (runs.incrementAndGet() > 1) {
                                    throw new SocketException("Too many open files");
                                }
                            })
                            .doCatch(Exception.class)
                            .end()
                            .to("vedette:observe?rule=http");
                }
            });
            context.start();
            VedetteService service = context.getRegistry().findSingleByType(VedetteService.class);
            context.createProducerTemplate().sendBody("direct:stock", "fine");
            service = service == null ? VedetteService.of(context) : service;
            assertThat(health(service, "stock")).isEqualTo(Health.OK);

            for (int i = 0; i < 3; i++) {
                context.createProducerTemplate().sendBody("direct:stock", "fine");
            }

            assertThat(health(service, "stock")).isEqualTo(Health.OK);
            assertThat(service.stages().base().totals().verdicts(Status.ERROR)).isZero();
            assertThat(service.stages().base().troubles().count(OwnTrouble.Kind.DESCRIPTORS))
                    .isEqualTo(3);
            assertThat(service.stages().base().troubles().look().message())
                    .contains("no file descriptor left")
                    .contains("3 times");
        }
    }

    @Test
    void keepsAnAlertThatCouldNotBeSentAndBlamesNoTarget() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
            AtomicInteger tries = new AtomicInteger();
            List<Digest> told = new CopyOnWriteArrayList<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stock").routeId("stock").to("vedette:observe?rule=http");
                    from("vedette:alerts?target=ops&delay=20").process(exchange -> {
                        if (tries.incrementAndGet() == 1) {
                            throw new SocketException("Too many open files");
                        }
                        told.add(exchange.getMessage().getBody(Digest.class));
                    });
                }
            });
            context.start();
            VedetteService service = VedetteService.of(context);

            context.createProducerTemplate().sendBodyAndHeader("direct:stock", "", "CamelHttpResponseCode", 500);

            await().until(() ->
                    tries.get() == 1 && service.stages().base().troubles().count(OwnTrouble.Kind.DESCRIPTORS) == 1);
            assertThat(service.targets().all()).singleElement().satisfies(target -> {
                assertThat(target.failuresInARow()).isZero();
                assertThat(target.error()).isEmpty();
            });
            await().until(() -> told.size() == 1);
            assertThat(told.get(0).alerts()).hasSize(1);
            assertThat(service.stages().base().totals().failed("ops")).isZero();
        }
    }

    @Test
    void isUnknownToTheCommandThatTriesChecks() throws Exception {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/stock.yaml"), """
                - routeTemplate:
                    id: full
                    route:
                      routeConfigurationId: vedette-check
                      from:
                        uri: vedette:schedule
                        steps:
                          - throwException:
                              exceptionType: java.net.SocketException
                              message: Too many open files
                          - to:
                              uri: vedette:observe
                              parameters: { rule: http }
                - templatedRoute:
                    routeTemplateRef: full
                    routeId: stock
                """);
        try (Standalone vedette = Installation.empty(folder).standalone(Standalone.Mode.TRIAL)) {
            vedette.start();

            TrialResults tried = vedette.tryOut(List.of("stock"));

            assertThat(tried.verdicts()).isEmpty();
            assertThat(tried.notAsked().get("stock")).startsWith("not asked: this process has no file descriptor left");
        }
    }

    @Test
    void takesSettingsThatCannotBeReadForNoChange() throws Exception {
        Installation installation = Installation.empty(folder)
                .file("application.properties", "vedette.timeout=7s", "vedette.history.results=50")
                .file("routes/none.yaml", "[]");
        try (Standalone vedette = installation.start()) {
            Files.write(folder.resolve("application.properties"), new byte[] {(byte) 0xff});

            Reloads.Outcome outcome = vedette.reloads().reload();

            assertThat(outcome.result()).isEqualTo(Reloads.Result.REJECTED);
            assertThat(outcome.needRestart()).isEmpty();
            assertThat(outcome.problems())
                    .anySatisfy(problem -> assertThat(problem.message()).contains("is not UTF-8"));
        }
    }

    private static Health health(VedetteService service, String check) {
        return service.watchlist().find(check).orElseThrow().record().state().health();
    }
}
