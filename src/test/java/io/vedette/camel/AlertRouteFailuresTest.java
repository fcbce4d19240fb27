package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.config.values.Causes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Routes that could not tell their target, whatever error handlers hold in the application that they are a part of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertRouteFailuresTest {

    private static final String BROKEN = "{\"status\":\"broken\",\"lastrun\":\"2999-01-01T00:00:00Z\"}";
    private static final String TELL = "direct:tell";

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger vedette = (Logger) LoggerFactory.getLogger("vedette");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What an application has for failures, and how its route comes to the step that fails once for each target. */
    private record Setup(String target, Consumer<RouteBuilder> handler, Consumer<RouteDefinition> steps) {

        @Override
        public String toString() {
            return target;
        }
    }

    static List<Setup> setups() {
        Consumer<RouteDefinition> step = route -> route.to(TELL);
        Consumer<RouteBuilder> none = builder -> {};
        Consumer<RouteBuilder> dead = builder -> builder.errorHandler(builder.deadLetterChannel("mock:dead"));
        return List.of(
                new Setup("of-no-handler-of-its-own", none, step),
                new Setup("of-no-handler", builder -> builder.errorHandler(new NoErrorHandlerBuilder()), step),
                new Setup(
                        "of-one-that-tries-again-later",
                        builder -> builder.errorHandler(builder.defaultErrorHandler()
                                .maximumRedeliveries(9)
                                .redeliveryDelay(60_000)),
                        step),
                new Setup("of-a-dead-letter-channel", dead, step),
                new Setup(
                        "of-a-dead-letter-channel-that-tries-again-later",
                        builder -> builder.errorHandler(builder.deadLetterChannel("mock:dead")
                                .maximumRedeliveries(9)
                                .redeliveryDelay(60_000)),
                        step),
                new Setup(
                        "of-an-exception-that-is-handled",
                        builder -> builder.onException(Exception.class)
                                .handled(true)
                                .to("mock:dead"),
                        step),
                new Setup(
                        "of-an-exception-after-which-it-goes-on",
                        builder -> builder.onException(Exception.class).continued(true),
                        step),
                new Setup("of-several-steps", dead, route -> route.multicast().to("mock:other", TELL, "mock:another")),
                new Setup(
                        "of-steps-side-by-side",
                        dead,
                        route -> route.multicast().parallelProcessing().to(TELL, "mock:other")),
                new Setup(
                        "of-a-message-an-alert",
                        dead,
                        route -> route.split().simple("${body.alerts}").to(TELL).end()),
                new Setup(
                        "of-a-message-an-alert-and-no-handler",
                        none,
                        route -> route.split().simple("${body.alerts}").to(TELL).end()),
                new Setup("of-another-thread", dead, route -> route.threads(1).to(TELL)),
                new Setup(
                        "of-a-list-of-recipients",
                        dead,
                        route -> route.recipientList()
                                .constant(TELL + ",mock:other")
                                .end()),
                new Setup("of-a-queue", dead, route -> route.to("seda:tell?waitForTaskToComplete=Always")));
    }

    @BeforeAll
    void start() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
        for (Setup setup : setups()) {
            add(setup);
        }
        add(new Setup("that-has-more-to-tell", setups().get(3).handler(), route -> route.to(TELL)));
        add(new Setup(
                "that-catches-by-itself",
                builder -> {},
                route -> route.doTry()
                        .to(TELL)
                        .doCatch(IllegalStateException.class)
                        .to("mock:caught")
                        .end()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(TELL).routeId("tell").errorHandler(noErrorHandler()).process(exchange -> {
                    String target = exchange.getVariable("target", String.class);
                    if (refused.add(target)) {
                        throw new IllegalStateException("nobody is in");
                    }
                    told.add(target);
                });
                from("seda:tell").routeId("tell-later").to(TELL);
                from("direct:stock")
                        .routeId("stock")
                        .to("vedette:observe?rule=task&errorInterval=1h&notify=that-has-more-to-tell");
            }
        });
        context.start();
    }

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        vedette.setLevel(Level.WARN);
    }

    @AfterEach
    void listenNoMore() {
        vedette.setLevel(null);
        root.detachAppender(log);
    }

    @AfterAll
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void areFailuresThatTheOutboxAloneIsToldOf(Setup setup) {
        assertThat(handOver(setup.target()))
                .hasValueSatisfying(
                        failure -> assertThat(Causes.message(failure)).isEqualTo("nobody is in"));
        assertThat(told).doesNotContain(setup.target());
        assertThat(handOver(setup.target())).isEmpty();
        assertThat(told).containsOnlyOnce(setup.target());
        assertThat(log.list).isEmpty();
    }

    @Test
    void areOneLineInTheLogAndTriedAgain() {
        context.createProducerTemplate().requestBody("direct:stock", BROKEN);

        await().atMost(Duration.ofSeconds(20)).until(() -> told.contains("that-has-more-to-tell"));
        assertThat(log.list)
                .filteredOn(event -> !event.getLoggerName().equals("vedette.check"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getThrowableProxy()).isNull();
                    assertThat(event.getFormattedMessage())
                            .isEqualTo("target that-has-more-to-tell: 1 alert not delivered, will be tried again:"
                                    + " nobody is in");
                });
    }

    @Test
    void areErrorsToo() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=that-breaks-once")
                        .routeId("that-breaks-once")
                        .process(exchange -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new StackOverflowError();
                            }
                        });
            }
        });

        assertThat(handOver("that-breaks-once")).isPresent();
        assertThat(handOver("that-breaks-once")).isEmpty();
    }

    @Test
    void areNoneWhereTheRouteItselfCatchesThem() {
        assertThat(handOver("that-catches-by-itself")).isEmpty();
        assertThat(context.getEndpoint("mock:caught", MockEndpoint.class).getReceivedCounter())
                .isEqualTo(1);
    }

    private Optional<Exception> handOver(String target) {
        AlertsConsumer consumer = (AlertsConsumer) context.getRoute(target).getConsumer();
        return consumer.handOver(Digest.of(List.of(Alerts.error("a"))));
    }

    private void add(Setup setup) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                setup.handler().accept(this);
                setup.steps()
                        .accept(from("vedette:alerts?target=" + setup.target())
                                .routeId(setup.target())
                                .setVariable("target", constant(setup.target())));
            }
        });
    }
}
