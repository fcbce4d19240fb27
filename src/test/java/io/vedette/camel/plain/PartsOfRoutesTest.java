package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.state.Health;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fails in a part of a route: each part of a message, each branch, each round of a loop is an observation of its own. */
class PartsOfRoutesTest {

    private static final String JUDGE = "vedette:observe?rule=json&condition=RAW(${body[state]} == 'ok')";
    private static final String OK = "{\"state\": \"ok\"}";

    private final Monitored app = new Monitored();

    @AfterEach
    void stop() {
        app.close();
    }

    private static void refuse(Exchange exchange) {
        throw new IllegalStateException("no route to stock");
    }

    /** Fails at the parts that say so. */
    private static void refuseSome(Exchange exchange) {
        if (exchange.getMessage().getBody(String.class).equals("bad")) {
            refuse(exchange);
        }
        exchange.getMessage().setBody(OK);
    }

    @Test
    void eachPartOfASplitIsAnObservation() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .split(builder.body().tokenize(","))
                .process(PartsOfRoutesTest::refuseSome)
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "good,bad");

        assertThat(app.observations("stock")).isEqualTo(2);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);

        app.send("direct:stock", "bad,bad,good");

        assertThat(app.observations("stock")).isEqualTo(5);
        assertThat(app.state("stock").health()).isEqualTo(Health.OK);
    }

    @Test
    void aSplitThatStopsAtAFailureIsNoObservationOnceMore() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .split(builder.body().tokenize(","))
                .stopOnException()
                .process(PartsOfRoutesTest::refuseSome)
                .to(JUDGE));
        app.start();

        assertThat(app.send("direct:stock", "good,bad,good")).isPresent();

        assertThat(app.observations("stock")).isEqualTo(2);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void aPartWhoseFailureIsHandledIsAnObservationTooAndTheHandlerStillWorks() throws Exception {
        AtomicInteger dead = new AtomicInteger();
        app.routes(builder -> {
            builder.errorHandler(builder.deadLetterChannel("direct:dead"));
            builder.from("direct:dead").process(exchange -> dead.incrementAndGet());
            builder.from("direct:stock")
                    .routeId("stock")
                    .split(builder.body().tokenize(","))
                    .parallelProcessing()
                    .process(PartsOfRoutesTest::refuseSome)
                    .to(JUDGE);
        });
        app.start();

        assertThat(app.send("direct:stock", "bad,bad,bad")).isEmpty();

        // One that was made earlier than another that is judged already changes nothing.
        assertThat(app.observations("stock") + app.watched("stock").counts().dropped())
                .isEqualTo(3);
        assertThat(dead).hasValue(3);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void aRoundOfALoopThatFailsIsAnObservationThoughTheOneBeforeWasOne() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .loop(3)
                .process(exchange -> {
                    boolean second = exchange.getProperty(ExchangePropertyKey.LOOP_INDEX, int.class) == 1;
                    exchange.getMessage().setBody(second ? "bad" : "good");
                    refuseSome(exchange);
                })
                .to(JUDGE)
                .end());
        app.start();

        app.send("direct:stock", "");

        assertThat(app.observations("stock")).isEqualTo(2);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void aBranchOfAMulticastThatFailsIsAnObservationOfItsOwnCheckAlone() throws Exception {
        app.routes(builder -> builder.from("direct:both")
                .routeId("both")
                .multicast()
                .pipeline()
                .process(PartsOfRoutesTest::refuse)
                .to("vedette:observe?check=left")
                .end()
                .pipeline()
                .setBody(builder.constant(OK))
                .to(JUDGE + "&check=right")
                .end()
                .end());
        app.start();

        app.send("direct:both", "");

        assertThat(app.observations("left")).isEqualTo(1);
        assertThat(app.state("left").health()).isEqualTo(Health.ERROR);
        assertThat(app.observations("right")).isEqualTo(1);
        assertThat(app.state("right").health()).isEqualTo(Health.OK);
    }

    @Test
    void aPartThatMayBeCaughtIsLeftToTheRoute() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .doTry()
                .split(builder.body().tokenize(","))
                .stopOnException()
                .process(PartsOfRoutesTest::refuse)
                .to(JUDGE)
                .end()
                .endDoTry()
                .doCatch(IllegalStateException.class)
                .setBody(builder.constant("caught"))
                .end());
        app.start();

        assertThat(app.send("direct:stock", "one,two")).isEmpty();

        assertThat(app.observations("stock")).isZero();
    }

    @Test
    void whatFailsBehindAnAggregationIsAnObservation() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .aggregate(builder.constant(true), (old, fresh) -> fresh)
                .completionSize(2)
                .process(PartsOfRoutesTest::refuse)
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "one");
        app.send("direct:stock", "two");

        await().until(() -> app.observations("stock") == 1);
        assertThat(app.verdict("stock").orElseThrow().message()).contains("no route to stock");
    }

    @Test
    void whatIsWellBehindAnAggregationIsJudged() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .aggregate(builder.constant(true), (old, fresh) -> fresh)
                .completionSize(2)
                .setBody(builder.constant(OK))
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "one");
        app.send("direct:stock", "two");

        await().until(() -> app.state("stock").health() == Health.OK);
        assertThat(app.observations("stock")).isEqualTo(1);
    }

    @Test
    void whatFailsBehindAResequencerIsAnObservationForEachMessage() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .resequence(builder.body())
                .batch()
                .timeout(50)
                .process(PartsOfRoutesTest::refuse)
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "one");
        app.send("direct:stock", "two");

        await().until(() -> app.observations("stock") == 2);
        assertThat(app.state("stock").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void whatFailsOnCompletionIsAnObservation() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .onCompletion()
                .process(PartsOfRoutesTest::refuse)
                .to(JUDGE + "&check=afterwards")
                .end()
                .setBody(builder.constant("done")));
        app.start();

        app.send("direct:stock", "");

        await().until(() -> app.observations("afterwards") == 1);
        assertThat(app.state("afterwards").health()).isEqualTo(Health.ERROR);
    }

    @Test
    void aRouteThatCallsItselfIsOneObservation() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .choice()
                .when(exchange -> exchange.getProperty("depth", 0, int.class) < 3)
                .process(exchange -> exchange.setProperty("depth", exchange.getProperty("depth", 0, int.class) + 1))
                .to("direct:stock")
                .otherwise()
                .process(PartsOfRoutesTest::refuse)
                .end()
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "");

        assertThat(app.observations("stock")).isEqualTo(1);
    }

    @Test
    void anErrorIsAnObservationAndStaysWhatItIs() throws Exception {
        List<Error> errors = List.of(new AssertionError("stock is gone"), new StackOverflowError("stock is gone"));
        for (Error error : errors) {
            try (Monitored one = new Monitored()) {
                one.routes(builder -> route(builder, error)).start();
                waitsForNoExchange(one);
                var template = one.context().createProducerTemplate();

                assertThatThrownBy(() -> template.sendBody("direct:stock", "")).isSameAs(error);

                assertThat(one.observations("stock")).isEqualTo(1);
                assertThat(one.verdict("stock").orElseThrow().message()).contains("stock is gone");
            }
        }
    }

    /** Camel counts an exchange that an {@link Error} left as in flight for ever, and stops with 45 s of patience. */
    private static void waitsForNoExchange(Monitored one) {
        one.context().getShutdownStrategy().setTimeout(1);
    }

    private static void route(RouteBuilder builder, Error error) {
        builder.from("direct:stock")
                .routeId("stock")
                .process(exchange -> {
                    throw error;
                })
                .to(JUDGE);
    }

    @Test
    void wantOfMemoryIsNoObservation() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("as if");
        app.routes(builder -> route(builder, error)).start();
        waitsForNoExchange(app);
        var template = app.context().createProducerTemplate();

        assertThatThrownBy(() -> template.sendBody("direct:stock", "")).isSameAs(error);

        assertThat(app.observations("stock")).isZero();
    }

    /** Kept as it is: what the route caught may be what it wants judged. */
    @Test
    void whatARouteCaughtBeforeItObservesIsJudged() throws Exception {
        app.routes(builder -> builder.from("direct:stock")
                .routeId("stock")
                .doTry()
                .process(PartsOfRoutesTest::refuse)
                .doCatch(IllegalStateException.class)
                .setBody(builder.constant(OK))
                .end()
                .to(JUDGE));
        app.start();

        app.send("direct:stock", "");

        assertThat(app.verdict("stock").orElseThrow().message()).contains("no route to stock");
    }
}
