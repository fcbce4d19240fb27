package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.camel.AlertsConsumer;
import io.vedette.config.values.Causes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of alert routes that an application's own error handlers have taken care of: nobody was told all the same. */
class HandledAlertFailuresTest {

    private static final Digest DIGEST = Digest.of(List.of(Alerts.error("billing"), Alerts.error("stock")));

    private final Monitored app = new Monitored();
    private final AtomicBoolean broken = new AtomicBoolean(true);

    private record Handler(String name, Consumer<RouteBuilder> setup) {

        @Override
        public String toString() {
            return name;
        }
    }

    private record Way(String name, BiConsumer<RouteBuilder, RouteDefinition> steps) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> all() {
        List<Handler> handlers = List.of(
                new Handler(
                        "a dead letter channel",
                        builder -> builder.errorHandler(builder.deadLetterChannel("mock:dead"))),
                new Handler(
                        "a handled exception",
                        builder -> builder.onException(Exception.class)
                                .handled(true)
                                .to("mock:dead")),
                new Handler(
                        "an exception after which it goes on",
                        builder -> builder.onException(Exception.class).continued(true)),
                new Handler(
                        "redeliveries before a dead letter channel",
                        builder -> builder.errorHandler(builder.deadLetterChannel("mock:dead")
                                .maximumRedeliveries(2)
                                .redeliveryDelay(1))));
        List<Way> ways = List.of(
                new Way("the route itself", (builder, from) -> from.process(failing())),
                new Way("a route that it calls", (builder, from) -> from.to("direct:tell")),
                new Way("a route that is called by one that it calls", (builder, from) -> {
                    builder.from("direct:on").to("direct:tell");
                    from.to("direct:on");
                }),
                new Way(
                        "a branch of several",
                        (builder, from) -> from.multicast().to("direct:tell", "mock:other")),
                new Way(
                        "a branch of several at once",
                        (builder, from) -> from.multicast().parallelProcessing().to("mock:other", "direct:tell")),
                new Way(
                        "an alert of a split",
                        (builder, from) -> from.split()
                                .simple("${body.alerts}")
                                .to("direct:tell")
                                .end()),
                new Way(
                        "a step in an alert of a split",
                        (builder, from) -> from.split()
                                .simple("${body.alerts}")
                                .process(failing())
                                .end()),
                new Way(
                        "a list of recipients",
                        (builder, from) -> from.recipientList(builder.constant("direct:tell,mock:other"))),
                new Way("a queue that is waited for", (builder, from) -> {
                    builder.from("seda:tell").to("direct:tell");
                    from.to("seda:tell?waitForTaskToComplete=Always");
                }));
        return ways.stream().flatMap(way -> handlers.stream().map(handler -> Arguments.of(way, handler)));
    }

    private static org.apache.camel.Processor failing() {
        return exchange -> exchange.getContext()
                .getRegistry()
                .lookupByNameAndType("failing", org.apache.camel.Processor.class)
                .process(exchange);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @MethodSource("all")
    void areFailuresToTell(Way way, Handler handler) throws Exception {
        app.context().getRegistry().bind("failing", (org.apache.camel.Processor) this::fail);
        app.routes(builder -> {
            handler.setup().accept(builder);
            builder.from("direct:tell").process(this::fail);
            way.steps()
                    .accept(builder, builder.from("vedette:alerts?target=team").routeId("tell-team"));
        });
        app.start();

        assertThat(tell())
                .hasValueSatisfying(
                        failure -> assertThat(Causes.message(failure)).contains("nobody is in"));

        broken.set(false);
        assertThat(tell()).isEmpty();
    }

    private void fail(Exchange exchange) {
        if (broken.get()) {
            throw new IllegalStateException("nobody is in");
        }
    }

    private Optional<Exception> tell() {
        return ((AlertsConsumer) app.context().getRoute("tell-team").getConsumer()).handOver(DIGEST);
    }
}
