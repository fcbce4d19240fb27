package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.CheckStatus;
import io.vedette.LocalServer;
import io.vedette.TargetStatus;
import io.vedette.Vedette;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What an application says of its checks, and is told where it cannot be so. */
class HostChecksTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void doesNotStartWhereNobodyTakesTheAlertsOfATarget() throws Exception {
        context.addRoutes(observing("first", "vedette:observe?notify=tema,ops"));
        context.addRoutes(observing("second", "vedette:observe?notify=nobody"));
        context.addRoutes(taking("team"));

        assertThatThrownBy(context::start)
                .hasStackTraceContaining(
                        "check first: notify: \"tema\" is not a target: no route takes alerts for it by"
                                + " vedette:alerts?target=tema, did you mean \"team\"?")
                .hasStackTraceContaining("check first: notify: \"ops\" is not a target")
                .hasStackTraceContaining("check second: notify: \"nobody\" is not a target");
    }

    @Test
    void startsWhicheverStandsFirst() throws Exception {
        context.addRoutes(observing("first", "vedette:observe?notify=team"));
        context.addRoutes(taking("team"));
        context.start();

        assertThat(Vedette.of(context).checks()).extracting(CheckStatus::name).containsExactly("first");
    }

    @Test
    void startsUnderOnlyLogWhoeverIsNamed() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.only-log", "true");
        context.addRoutes(observing("first", "vedette:observe?notify=team"));
        context.start();

        assertThat(context.isStarted()).isTrue();
    }

    @Test
    void saysOnceInARunningContextThatNobodyTakesThemYet() throws Exception {
        Logger alerts = (Logger) LoggerFactory.getLogger("vedette.alert");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        alerts.setLevel(Level.WARN);
        alerts.addAppender(log);
        try {
            context.start();
            context.addRoutes(observing("first", "vedette:observe?notify=team"));
            await().until(() -> !log.list.isEmpty());
            context.addRoutes(observing("second", "vedette:observe?notify=nobody"));
            await().until(() -> log.list.size() > 1);
            context.addRoutes(taking("team"));
        } finally {
            alerts.detachAppender(log);
            alerts.setLevel(null);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "check first: notify: \"team\" is not a target: no route takes alerts for it by"
                                + " vedette:alerts?target=team; nobody is notified there until a route does",
                        "check second: notify: \"nobody\" is not a target: no route takes alerts for it by"
                                + " vedette:alerts?target=nobody; nobody is notified there until a route does");
        assertThat(Vedette.of(context).targets()).extracting(TargetStatus::name).containsExactly("team");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval=60s | interval: has no effect here: the route",
                "retries=3    | retries: has no effect here: the route decides what is tried again",
                "headers=a:b  | headers: is not a parameter of this template",
            })
    void refusesWhatHasNoEffect(String option, String message) throws Exception {
        context.addRoutes(observing("jobs", "vedette:observe?rule=task&" + option));

        assertThatThrownBy(context::start).hasStackTraceContaining("check jobs: " + message);
    }

    @Test
    void refusesItAlsoWhereAMessageNamesTheCheck() throws Exception {
        context.start();

        assertThatThrownBy(() ->
                        context.createProducerTemplate().sendBody("vedette:observe?check=jobs&interval=60s", "{}"))
                .hasStackTraceContaining("interval: has no effect here");
    }

    @Test
    void takesTemplatesOfTheApplicationThatRunAsItsOwnDo() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "Welcome")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routeTemplate("page")
                            .templateParameter("url")
                            .templateParameter("interval", "200ms")
                            .from("vedette:schedule")
                            .to("vedette:probe?type=http")
                            .to("vedette:observe?rule=http&contains=Welcome");
                    routeTemplate("queue")
                            .templateParameter("queue")
                            .templateParameter("team")
                            .from("direct:{{queue}}")
                            .to("vedette:observe?rule=task&check=queue-{{queue}}&notify={{team}}&group={{?house}}");
                }
            });
            context.addRoutes(taking("ops"));
            TemplatedRouteBuilder.builder(context, "page")
                    .routeId("shop")
                    .parameter("url", server.url("/"))
                    .add();
            TemplatedRouteBuilder.builder(context, "queue")
                    .routeId("a-queue")
                    .parameters(Map.of("queue", "orders", "team", "ops"))
                    .add();
            context.start();

            assertThat(Vedette.of(context).checks())
                    .extracting(CheckStatus::name, CheckStatus::group)
                    .containsExactly(tuple("queue-orders", ""), tuple("shop", ""));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Vedette.of(context)
                            .check("shop")
                            .orElseThrow()
                            .lastCheck()
                            .isPresent());
        }
    }

    private static RouteBuilder observing(String id, String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + id).routeId(id).to(uri);
            }
        };
    }

    private static RouteBuilder taking(String target) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=" + target)
                        .routeId("tell-" + target)
                        .to("log:" + target);
            }
        };
    }
}
