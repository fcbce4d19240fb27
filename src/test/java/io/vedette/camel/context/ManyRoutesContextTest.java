package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaving routes out of the look for clashes hides no clash, and no route from anybody else. */
class ManyRoutesContextTest {

    private static final String SHARED = "seda:shared?multipleConsumers=true";

    private final ManyRoutesContext context = new ManyRoutesContext();

    ManyRoutesContextTest() {
        context.build();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void startsRoutesThatShareAnEndpoint() throws Exception {
        add("one", SHARED);
        add("two", SHARED);
        context.start();
        add("three", SHARED);

        assertThat(context.getRoutes()).extracting(Route::getRouteId).containsExactly("one", "two", "three");
        assertThat(context.getRoutes())
                .allSatisfy(route -> assertThat(context.getRouteController().getRouteStatus(route.getRouteId()))
                        .matches(status -> status.isStarted()));
    }

    @Test
    void tellsOfTwoNewRoutesThatMayNotShareOne() throws Exception {
        add("shared", SHARED);
        add("one", "direct:same");
        add("two", "direct:same");

        assertThatThrownBy(context::start).hasStackTraceContaining("Multiple consumers for the same endpoint");
    }

    @Test
    void tellsOfANewRouteThatMayNotShareTheEndpointOfAnother() throws Exception {
        add("shared", SHARED);
        context.start();
        add("one", "direct:same");

        assertThatThrownBy(() -> add("two", "direct:same"))
                .hasStackTraceContaining("Multiple consumers for the same endpoint");
    }

    @Test
    void looksAgainWhenARouteTookThePlaceOfAnother() throws Exception {
        context.start();
        add("one", "direct:first");
        context.getRouteController().stopRoute("one");
        context.removeRoute("one");
        add("other", "direct:same");

        assertThatThrownBy(() -> add("third", "direct:same"))
                .hasStackTraceContaining("Multiple consumers for the same endpoint");
    }

    @Test
    void showsAllRoutesToOthersWhileItStarts() throws Exception {
        List<String> seen = new ArrayList<>();
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onServiceAdd(CamelContext started, org.apache.camel.Service service, Route route) {
                if (route != null && seen.isEmpty()) {
                    started.getRoutes().forEach(there -> seen.add(there.getRouteId()));
                }
            }
        });
        add("one", SHARED);
        add("two", "direct:two");

        context.start();

        assertThat(seen).contains("one");
    }

    private void add(String id, String from) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("log:" + id);
            }
        });
    }
}
