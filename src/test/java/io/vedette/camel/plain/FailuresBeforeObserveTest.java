package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.camel.VedetteService;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.ExchangeFactory;
import org.apache.camel.spi.InternalProcessor;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes of an application's own that fail before they come to {@code vedette:observe}. */
class FailuresBeforeObserveTest {

    private final Monitored app = new Monitored();

    /** What an application has for failures. */
    private record Handler(String name, boolean handles, Consumer<RouteBuilder> setup) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Handler> handlers() {
        return List.of(
                new Handler("none of its own", false, builder -> {}),
                new Handler("none at all", false, builder -> builder.errorHandler(new NoErrorHandlerBuilder())),
                new Handler(
                        "redeliveries",
                        false,
                        builder -> builder.errorHandler(builder.defaultErrorHandler()
                                .maximumRedeliveries(2)
                                .redeliveryDelay(1))),
                new Handler(
                        "dead letter channel",
                        true,
                        builder -> builder.errorHandler(builder.deadLetterChannel("mock:dead"))),
                new Handler(
                        "handled exception",
                        true,
                        builder -> builder.onException(Exception.class)
                                .handled(true)
                                .to("mock:dead")),
                new Handler(
                        "exception that is not handled",
                        false,
                        builder -> builder.onException(Exception.class).to("mock:dead")));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void areObservationsOfTheCheckWhateverHandlesThem(Handler handler) throws Exception {
        app.telling().routes(builder -> {
            handler.setup().accept(builder);
            builder.from("direct:stock")
                    .routeId("stock")
                    .process(FailuresBeforeObserveTest::refuse)
                    .to("vedette:observe?rule=task&errorInterval=1h");
        });
        app.start();

        assertThat(app.send("direct:stock", "").isPresent()).isNotEqualTo(handler.handles());

        assertThat(app.verdict("stock")).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).contains(Reason.UNREACHABLE);
            assertThat(verdict.message()).contains("no route to stock");
        });
        assertThat(app.observations("stock")).isEqualTo(1);
        await().until(() -> app.told().size() == 1);
        assertThat(app.context().getEndpoint("mock:dead", MockEndpoint.class).getReceivedCounter())
                .isEqualTo(
                        handler.name().contains("exception") || handler.name().contains("dead") ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void areJudgedByTheAnswerThatTheyTellOf(Handler handler) throws Exception {
        try (LocalServer backend = LocalServer.answering(500, "{\"status\":\"down\"}")) {
            app.routes(builder -> {
                handler.setup().accept(builder);
                builder.from("direct:stock")
                        .routeId("stock")
                        .to(backend.url("/task"))
                        .to("vedette:observe?rule=json&statusPath=$.status");
            });
            app.start();

            app.send("direct:stock", null);

            assertThat(app.verdict("stock")).hasValueSatisfying(verdict -> {
                assertThat(verdict.reason()).contains(Reason.HTTP_STATUS);
                assertThat(verdict.message()).contains("500").contains("down");
            });
        }
    }

    @Test
    void areOverWithTheNextGoodMessage() throws Exception {
        app.telling()
                .routes(builder -> builder.from("direct:stock")
                        .routeId("stock")
                        .filter(builder.body().isEqualTo("bad"))
                        .throwException(new ConnectException("no route to stock"))
                        .end()
                        .to("vedette:observe?rule=http&errorInterval=1h"));
        app.start();

        app.send("direct:stock", "bad");
        app.send("direct:stock", "good");

        assertThat(app.state("stock").health()).isEqualTo(Health.OK);
        assertThat(app.observations("stock")).isEqualTo(2);
    }

    @Test
    void areThoseOfASplitterToo() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .split(builder.body())
                .process(FailuresBeforeObserveTest::refuse)
                .end()
                .to("vedette:observe?rule=task"));
        app.start();

        app.send("direct:stock", List.of("a"));

        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void areThoseOfAnExpressionOfTheSplitterToo() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .split(builder.method(FailuresBeforeObserveTest.class, "broken"))
                .to("vedette:observe?rule=task")
                .end());
        app.start();

        app.send("direct:stock", "a");

        assertThat(app.verdict("stock").orElseThrow().message()).contains("cannot be split");
    }

    /** For {@code split}. */
    public static Object broken() throws IOException {
        throw new IOException("cannot be split");
    }

    @Test
    void areThoseOfASourceThatSendsThemThroughTheErrorHandler() throws Exception {
        app.routes(builder -> builder.from("direct:stock?bridgeErrorHandler=true")
                .routeId("stock")
                .to("vedette:observe?rule=task"));
        app.start();

        DefaultConsumer source =
                (DefaultConsumer) app.context().getRoute("stock").getConsumer();
        source.getExceptionHandler().handleException(new IOException("the source is gone"));

        assertThat(app.verdict("stock").orElseThrow().message()).contains("the source is gone");
    }

    @Test
    void areThoseOfARouteThatIsCalledOnTheWay() throws Exception {
        app.routes(builder -> {
            builder.from("direct:ask").routeId("ask").process(FailuresBeforeObserveTest::refuse);
            builder.from("direct:stock").routeId("stock").to("direct:ask").to("vedette:observe?rule=task");
        });
        app.start();

        app.send("direct:stock", "");

        assertThat(app.verdict("stock").orElseThrow().message()).contains("no route to stock");
    }

    @Test
    void areOfTheCheckThatTheCalledRouteObservesAlone() throws Exception {
        app.routes(builder -> {
            builder.from("direct:inner")
                    .routeId("inner")
                    .process(FailuresBeforeObserveTest::refuse)
                    .to("vedette:observe?rule=task");
            builder.from("direct:outer")
                    .routeId("outer")
                    .to("vedette:observe?rule=http")
                    .to("direct:inner");
        });
        app.start();

        app.send("direct:outer", "fine");

        assertThat(app.state("inner").health()).isEqualTo(Health.ERROR);
        assertThat(app.state("outer").health()).isEqualTo(Health.OK);
        assertThat(app.observations("outer")).isEqualTo(1);
    }

    @Test
    void areNoneOfAfterIt() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .to("vedette:observe?rule=http")
                .process(FailuresBeforeObserveTest::refuse));
        app.start();

        app.send("direct:stock", "fine");

        assertThat(app.state("stock").health()).isEqualTo(Health.OK);
        assertThat(app.observations("stock")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void areOfTheChecksThatWereStillToCome(Handler handler) throws Exception {
        app.routes(builder -> {
            handler.setup().accept(builder);
            builder.from("direct:stock")
                    .routeId("stock")
                    .to("vedette:observe?check=first&rule=http")
                    .process(FailuresBeforeObserveTest::refuse)
                    .to("vedette:observe?check=second&rule=http")
                    .to("vedette:observe?check=third&rule=http");
        });
        app.start();

        app.send("direct:stock", "fine");

        assertThat(app.state("first").health()).isEqualTo(Health.OK);
        assertThat(app.state("second").health()).isEqualTo(Health.ERROR);
        assertThat(app.state("third").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void areOfTheBranchThatWasTakenAlone() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .choice()
                .when(builder.body().isEqualTo("north"))
                .process(FailuresBeforeObserveTest::refuse)
                .to("vedette:observe?check=north&rule=http")
                .otherwise()
                .to("vedette:observe?check=south&rule=http")
                .end()
                .to("vedette:observe?check=both&rule=http"));
        app.start();

        app.send("direct:stock", "north");

        assertThat(app.state("north").health()).isEqualTo(Health.ERROR);
        assertThat(app.state("south").health()).isEqualTo(Health.PENDING);
        assertThat(app.state("both").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void areObservedOnceWhereTheRouteCatchesAndObservesThem() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .doTry()
                .process(FailuresBeforeObserveTest::refuse)
                .to("vedette:observe?rule=task")
                .doCatch(Exception.class)
                .to("vedette:observe?rule=task")
                .end());
        app.start();

        app.send("direct:stock", "");

        assertThat(app.observations("stock")).isEqualTo(1);
        assertThat(app.verdict("stock").orElseThrow().reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void areTheRoutesOwnMatterWhereItCatchesThem() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .doTry()
                .process(FailuresBeforeObserveTest::refuse)
                .to("vedette:observe?rule=task")
                .doCatch(Exception.class)
                .to("mock:caught")
                .end());
        app.start();

        app.send("direct:stock", "");

        assertThat(app.observations("stock")).isZero();
    }

    @Test
    void areNoneWhereTheStepSucceedsWhenItIsTriedAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .errorHandler(
                        builder.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                .process(exchange -> {
                    if (tries.incrementAndGet() < 3) {
                        refuse(exchange);
                    }
                    exchange.getMessage().setBody("fine");
                })
                .to("vedette:observe?rule=http"));
        app.start();

        app.send("direct:stock", "");

        assertThat(tries).hasValue(3);
        assertThat(app.observations("stock")).isEqualTo(1);
        assertThat(app.verdict("stock").orElseThrow().status()).isEqualTo(Status.OK);
    }

    @Test
    void areThoseThatTheRouteCatchesThoughAStepBeforeSucceededInTheEnd() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .errorHandler(
                        builder.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                .process(exchange -> {
                    if (tries.incrementAndGet() == 1) {
                        refuse(exchange);
                    }
                })
                .doTry()
                .process(FailuresBeforeObserveTest::refuse)
                .doCatch(ConnectException.class)
                .to("vedette:observe?rule=http")
                .end());
        app.start();

        app.send("direct:stock", "fine");

        assertThat(app.observations("stock")).isEqualTo(1);
        assertThat(app.verdict("stock").orElseThrow().status()).isEqualTo(Status.ERROR);
    }

    @Test
    void areObservedWhereExchangesArePooled() throws Exception {
        Class<ExchangeFactory> pooled = app.context()
                .getClassResolver()
                .resolveMandatoryClass("org.apache.camel.impl.engine.PooledExchangeFactory", ExchangeFactory.class);
        app.context()
                .getCamelContextExtension()
                .setExchangeFactory(app.context().getInjector().newInstance(pooled));
        app.routes(builder -> builder.from("timer:stock?period=50")
                .routeId("stock")
                .process(FailuresBeforeObserveTest::refuse)
                .to("vedette:observe?rule=task"));
        app.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> app.observations("stock") > 3);
        assertThat(app.verdict("stock").orElseThrow().message()).contains("no route to stock");
    }

    @Test
    void areThoseOfATemplateOfAnOperatorsOwn(@TempDir Path folder) throws Exception {
        try (LocalServer backend = LocalServer.answering(500, "out of order");
                Standalone vedette = Installation.empty(folder)
                        .file(
                                "routes/own.yaml",
                                "- routeTemplate:",
                                "    id: own",
                                "    parameters: [ { name: url } ]",
                                "    route:",
                                "      from:",
                                "        uri: timer:own",
                                "        steps:",
                                "          - to: { uri: '{{url}}' }",
                                "          - to: { uri: 'vedette:observe?rule=http' }",
                                "- templatedRoute:",
                                "    routeTemplateRef: own",
                                "    routeId: stock",
                                "    parameters: [ { name: url, value: '" + backend.url("/") + "' } ]")
                        .start()) {
            Watchlist watchlist = vedette.context()
                    .getRegistry()
                    .findSingleByType(VedetteService.class)
                    .watchlist();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> watchlist.find("stock").orElseThrow().latest().isPresent());

            assertThat(watchlist
                            .find("stock")
                            .flatMap(Watched::latest)
                            .flatMap(latest -> latest.verdict().reason()))
                    .contains(Reason.HTTP_STATUS);
        }
    }

    @Test
    void areObservedOnceWhereTheRouteWasStoppedMeanwhile() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .process(FailuresBeforeObserveTest::refuse)
                .to("vedette:observe?rule=task"));
        app.start();
        app.context().getRouteController().stopRoute("stock");
        app.context().getRouteController().startRoute("stock");

        app.send("direct:stock", "");

        assertThat(app.observations("stock")).isEqualTo(1);
    }

    @Test
    void areOfTheCheckThatAPlaceholderNames() throws Exception {
        app.with("job", "night")
                .routes(builder -> builder.from("direct:stock")
                        .routeId("stock")
                        .process(FailuresBeforeObserveTest::refuse)
                        .to("vedette:observe?check={{job}}&rule=task"));
        app.start();

        app.send("direct:stock", "");

        assertThat(app.observations("night")).isEqualTo(1);
    }

    @Test
    void costNothingWhereARouteObservesNothing() throws Exception {
        app.routes(builder -> {
            builder.from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
            builder.from("direct:other").routeId("other").to("mock:other");
        });
        app.start();

        assertThat(isFollowed("stock")).isTrue();
        assertThat(isFollowed("other")).isFalse();
    }

    private boolean isFollowed(String route) {
        InternalProcessor processor =
                (InternalProcessor) app.context().getRoute(route).getProcessor();
        return processor.getAdvice(io.vedette.camel.UnseenFailures.class) != null;
    }

    private static void refuse(Exchange exchange) throws ConnectException {
        throw new ConnectException("no route to stock");
    }
}
