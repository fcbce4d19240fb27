package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.LocalServer;
import io.vedette.Vedette;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.camel.VedetteService;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vedette inside an application that has a Camel context of its own. */
class EmbeddingTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<Digest> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    EmbeddingTest() {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void takesSecretsFromAVaultOfTheApplication() throws Exception {
        context.getPropertiesComponent().addPropertiesFunction(new PropertiesFunction() {
            @Override
            public String getName() {
                return "hashicorp";
            }

            @Override
            public String apply(String secret) {
                return "value of " + secret;
            }
        });
        context.getPropertiesComponent().addInitialProperty("vedette.greeting", "{{hashicorp:secret:db#password}}");
        observe("vedette:observe?rule=task");
        context.start();

        assertThat(service().settings().greeting()).contains("value of secret:db#password");
        assertThat(service().secrets().mask("it is value of secret:db#password"))
                .isEqualTo("it is ***");
    }

    @Test
    void judgesWhateverAnotherEndpointAnswers() throws Exception {
        observe("vedette:observe?rule=task&errorInterval=1h");
        context.start();

        assertThat(judge("ok").status()).isEqualTo(Status.OK);
        assertThat(judge("broken").message()).contains("broken");
        assertThat(service()
                        .watchlist()
                        .find("stock")
                        .orElseThrow()
                        .record()
                        .state()
                        .health())
                .isEqualTo(Health.ERROR);
        await().until(() -> told.size() == 1);
        assertThat(told.get(0).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.check()).isEqualTo("stock");
            assertThat(alert.kind()).isEqualTo(AlertKind.PROBLEM);
        });
    }

    @Test
    void judgesTheRowsOfAQueryAsTheJsonTheyWouldBe() throws Exception {
        context.addRoutes(telling());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:failed-jobs")
                        .routeId("failed-jobs")
                        .to("vedette:observe?rule=json&condition=RAW(${body[0][N]} < 2)");
            }
        });
        context.start();

        assertThat(ask("direct:failed-jobs", List.of(Map.of("N", 1))).status()).isEqualTo(Status.OK);
        assertThat(ask("direct:failed-jobs", List.of(Map.of("N", 2))).message()).contains("body[0][N] is 2");
        assertThat(ask("direct:failed-jobs", new Object[] {Map.of("N", 1)}).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void judgesANumberByItself() throws Exception {
        observe("vedette:observe?rule=json&condition=RAW(simple:${body} < 2)");
        context.start();

        assertThat(ask("direct:stock", 1).status()).isEqualTo(Status.OK);
        assertThat(ask("direct:stock", 2).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void judgesAMapWithDatesInIt() throws Exception {
        observe("vedette:observe?rule=task");
        context.start();
        Instant now = Instant.now();

        for (Object fresh : List.of(now, now.atOffset(ZoneOffset.ofHours(2)), Timestamp.from(now))) {
            assertThat(ask("direct:stock", Map.of("status", "ok", "lastrun", fresh)))
                    .extracting(Verdict::status, Verdict::message)
                    .containsExactly(Status.OK, "");
        }
        assertThat(ask("direct:stock", Map.of("status", "ok", "lastrun", now.minus(Duration.ofHours(1))))
                        .reason())
                .contains(Reason.STALE);
    }

    @Test
    void judgesTheAgeOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("export.csv"), "a,b");
        context.addRoutes(telling());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:export")
                        .routeId("export")
                        .process(exchange -> exchange.getMessage()
                                .setBody(Map.of(
                                        "changed",
                                        Files.getLastModifiedTime(file).toMillis())))
                        .to("vedette:observe?rule=json&lastRunPath=$.changed&maxAge=26h");
            }
        });
        context.start();

        assertThat(ask("direct:export", "").status()).isEqualTo(Status.OK);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(27))));
        assertThat(ask("direct:export", "").reason()).contains(Reason.STALE);
    }

    @Test
    void watchesEachCheckThatOneRouteObserves() throws Exception {
        context.addRoutes(telling());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock")
                        .routeId("stock")
                        .choice()
                        .when(simple("${header.house} == 'north'"))
                        .to("vedette:observe?check=north&rule=task")
                        .otherwise()
                        .to("vedette:observe?check=south&rule=task");
            }
        });
        context.start();

        assertThat(service().watchlist().all())
                .extracting(one -> one.check().name())
                .containsExactly("north", "south");
        context.createProducerTemplate().requestBodyAndHeader("direct:stock", body("broken"), "house", "north");
        assertThat(stateOf("north").health()).isEqualTo(Health.ERROR);
        assertThat(stateOf("south").health()).isEqualTo(Health.PENDING);

        context.getRouteController().stopRoute("stock");
        context.removeRoute("stock");
        assertThat(service().watchlist().all()).isEmpty();
    }

    @Test
    void takesUpACheckThatOnlyAMessageNames() throws Exception {
        context.addRoutes(telling());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:any").toD("vedette:observe?check=${header.job}&rule=task");
            }
        });
        context.start();

        context.createProducerTemplate().requestBodyAndHeader("direct:any", body("broken"), "job", "night");
        ask("vedette:observe?check=morning&rule=task", body("broken"));

        assertThat(stateOf("night").health()).isEqualTo(Health.ERROR);
        assertThat(stateOf("morning").health()).isEqualTo(Health.ERROR);
        assertThatThrownBy(() -> ask("vedette:observe?rule=task", body("ok")))
                .hasStackTraceContaining("needs the option check");
        assertThatThrownBy(() -> context.createProducerTemplate()
                        .requestBodyAndHeader("direct:any", body("ok"), "job", "x".repeat(501)))
                .hasStackTraceContaining("must be one line of at most 500 characters");
        assertThatThrownBy(() -> ask("vedette:observe?check=x&rule=tusk", body("ok")))
                .hasStackTraceContaining("did you mean \"task\"");
    }

    @Test
    void namesACheckAfterTheRouteThatTheStepStandsInNotAfterItsCaller() throws Exception {
        observe("vedette:observe?rule=task");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caller").routeId("caller").to("direct:stock");
            }
        });
        context.start();

        ask("direct:caller", body("broken"));

        assertThat(service().watchlist().all())
                .extracting(one -> one.check().name())
                .containsExactly("stock");
        assertThat(state().health()).isEqualTo(Health.ERROR);
    }

    @Test
    void saysSoWhenSomebodyChangesTheBodyMeanwhile() throws Exception {
        observe("vedette:observe?rule=task");
        context.start();

        Verdict verdict = ask("direct:stock", new AbstractMap<String, Object>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new ConcurrentModificationException();
            }
        });

        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(state().health()).isEqualTo(Health.ERROR);
    }

    @Test
    void saysSoWhenABodyIsNothingToJudge() throws Exception {
        observe("vedette:observe?rule=task");
        context.start();

        Verdict verdict = ask("direct:stock", new Object() {
            @SuppressWarnings("unused")
            public Object getValue() {
                throw new IllegalStateException("no");
            }
        });

        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(verdict.message()).contains("cannot be judged: it is neither text nor JSON");
        assertThat(state().health()).isEqualTo(Health.ERROR);
    }

    @Test
    void countsAFileThatIsGoneAsOutOfReach(@TempDir Path folder) throws Exception {
        observe("vedette:observe?rule=task");
        context.start();

        assertThat(ask("direct:stock", folder.resolve("gone.json").toFile()).reason())
                .contains(Reason.UNREACHABLE);
        assertThat(state().health()).isEqualTo(Health.ERROR);
    }

    @Test
    void measuresIntoTheRegistryOfTheApplication() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        observe("vedette:observe?rule=task&errorInterval=1h");
        context.start();
        judge("broken");

        await().atMost(Duration.ofMinutes(1))
                .until(() -> registry.find("vedette.check.up").tag("check", "stock").gauges().stream()
                        .anyMatch(gauge -> gauge.value() == 0));
        assertThat(registry.get("vedette.probes")
                        .tag("status", "error")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void putsNoBeanForNotifyRoutesIntoTheRegistryOfTheApplication() throws Exception {
        observe("vedette:observe?rule=task");
        context.start();

        assertThat(List.of(
                        "targetAddress", "replyReader", "httpTarget", "slackTarget", "hipchatTarget", "sentryTarget"))
                .allSatisfy(name ->
                        assertThat(context.getRegistry().lookupByName(name)).isNull());
    }

    @Test
    void showsItsHealthBesideTheApplicationsOwn() throws Exception {
        observe("vedette:observe?rule=task&errorInterval=1h");
        context.start();

        assertThat(HealthCheckHelper.invoke(context, check -> Map.of(), check -> !check.isReadiness(), "full"))
                .extracting(result -> result.getCheck().getId() + " " + result.getState())
                .contains("vedette-checks UP", "vedette-store UP", "vedette-outbox UP");
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .extracting(result -> result.getCheck().getGroup())
                .doesNotContain("vedette");
    }

    @Test
    void callsElsewhereWhileAllIsWell() throws Exception {
        try (LocalServer elsewhere = LocalServer.answering(200, "")) {
            context.getPropertiesComponent().addInitialProperty("vedette.heartbeat.url", elsewhere.url("/ping"));
            observe("vedette:observe?rule=task&errorInterval=1h");
            context.start();

            await().atMost(Duration.ofMinutes(1)).until(() -> !elsewhere.asked().isEmpty());
        }
    }

    @Test
    void watchesACheckNoMoreWhoseRouteIsRemoved() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:depot").routeId("a-route").to("vedette:observe?rule=task&check=depot");
            }
        });
        context.start();
        assertThat(service().watchlist().find("depot")).isPresent();

        context.getRouteController().stopRoute("a-route");
        context.removeRoute("a-route");

        assertThat(service().watchlist().find("depot")).isEmpty();
    }

    @Test
    void countsAnExceptionOfTheSourceAsOutOfReach() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock")
                        .routeId("stock")
                        .doTry()
                        .throwException(new java.net.ConnectException("no route to stock"))
                        .doCatch(Exception.class)
                        .to("vedette:observe?rule=task")
                        .end();
            }
        });
        context.start();

        Verdict verdict = context.createProducerTemplate().requestBody("direct:stock", "", Verdict.class);

        assertThat(verdict.reasonCode()).isEqualTo("unreachable");
        assertThat(verdict.message()).contains("no route to stock");
    }

    @Test
    void triesAgainWhatARouteFailedToTell() throws Exception {
        refusals.set(1);
        observe("vedette:observe?rule=task");
        context.start();

        judge("broken");

        await().atMost(Duration.ofSeconds(10)).until(() -> told.size() == 1);
        assertThat(refusals).hasValue(-1);
        judge("ok");
        await().until(() -> told.size() == 2);
        assertThat(told.get(1).alerts().get(0).kind()).isEqualTo(AlertKind.RECOVERY);
    }

    @Test
    void knowsInALaterContextWhatWasTold(@TempDir Path folder) throws Exception {
        String database = "jdbc:sqlite:" + folder.resolve("app.db");
        context.getPropertiesComponent().addInitialProperty("vedette.database.url", database);
        observe("vedette:observe?rule=task");
        context.start();
        judge("broken");
        await().until(() -> told.size() == 1);
        await().until(() -> service().stages().base().store().waiting("team") == 0);
        Instant since = state().since();
        context.stop();

        try (CamelContext later = new DefaultCamelContext()) {
            later.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
            later.getPropertiesComponent().addInitialProperty("vedette.database.url", database);
            later.addRoutes(telling());
            later.addRoutes(observing("vedette:observe?rule=task"));
            later.start();
            VedetteService restarted = later.getRegistry().findSingleByType(VedetteService.class);
            CheckState kept =
                    restarted.watchlist().find("stock").orElseThrow().record().state();
            assertThat(kept.health()).isEqualTo(Health.ERROR);
            assertThat(kept.since()).isEqualTo(since.truncatedTo(ChronoUnit.MILLIS));

            later.createProducerTemplate().requestBody("direct:stock", body("broken"), Verdict.class);
            later.createProducerTemplate().requestBody("direct:stock", body("ok"), Verdict.class);

            await().until(() -> told.size() == 2);
            assertThat(told.get(1).alerts())
                    .singleElement()
                    .extracting(Alert::kind)
                    .isEqualTo(AlertKind.RECOVERY);
        }
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() throws Exception {
        observe("vedette:observe?rule=task&erorInterval=1h");

        assertThatThrownBy(context::start)
                .hasStackTraceContaining("check stock")
                .hasStackTraceContaining("erorInterval")
                .hasStackTraceContaining("did you mean \"errorInterval\"");
    }

    @Test
    void refusesARuleThatItDoesNotKnow() throws Exception {
        observe("vedette:observe?rule=tusk");

        assertThatThrownBy(context::start)
                .hasStackTraceContaining("\"tusk\" is not a rule")
                .hasStackTraceContaining("did you mean \"task\"");
    }

    @Test
    void refusesAPropertyThatIsWrong() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.interval", "soon");
        observe("vedette:observe?rule=task");

        assertThatThrownBy(context::start).hasStackTraceContaining("vedette.interval");
    }

    @Test
    void runsItsTemplatesAsCamelRunsAny() throws Exception {
        try (LocalServer task = new LocalServer(asked -> LocalServer.Answered.of(200, body("broken")))) {
            context.addRoutes(Vedette.templates("task"));
            context.addRoutes(telling());
            context.start();
            for (String name : List.of("first", "second")) {
                TemplatedRouteBuilder.builder(context, "task")
                        .routeId(name)
                        .parameters(Map.of("url", task.url("/" + name), "interval", "200ms"))
                        .add();
            }

            await().until(() ->
                    told.stream().mapToInt(digest -> digest.alerts().size()).sum() == 2);
            assertThat(service().watchlist().all())
                    .extracting(one -> one.check().name())
                    .containsExactly("first", "second");

            context.getRouteController().stopRoute("first");
            context.removeRoute("first");
            assertThat(service().watchlist().find("first")).isEmpty();
        }
    }

    private void observe(String uri) throws Exception {
        context.addRoutes(telling());
        context.addRoutes(observing(uri));
    }

    private static RouteBuilder observing(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to(uri);
            }
        };
    }

    private RouteBuilder telling() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=team").routeId("tell-team").process(exchange -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new IllegalStateException("the team is out");
                    }
                    told.add(exchange.getMessage().getBody(Digest.class));
                });
            }
        };
    }

    private Verdict judge(String status) {
        return ask("direct:stock", body(status));
    }

    private Verdict ask(String uri, Object body) {
        return context.createProducerTemplate().requestBody(uri, body, Verdict.class);
    }

    private CheckState state() {
        return stateOf("stock");
    }

    private CheckState stateOf(String check) {
        return service().watchlist().find(check).orElseThrow().record().state();
    }

    private VedetteService service() {
        return context.getRegistry().findSingleByType(VedetteService.class);
    }

    private static String body(String status) {
        return "{\"status\":\"" + status + "\",\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60}";
    }
}
