package io.vedette;

import static io.vedette.Checks.checks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application cannot mean by what it gives to the API: it is refused with the name of the argument. */
class VedetteArgumentsTest {

    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static Vedette vedette;

    @BeforeAll
    static void start() throws Exception {
        vedette = Vedette.of(CONTEXT);
        CONTEXT.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe");
            }
        });
        CONTEXT.start();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    static Stream<Arguments> areRefusedWithTheirNames() {
        return Stream.of(
                call("context", () -> Vedette.of(null)),
                call("name", () -> vedette.check(null)),
                call("check", () -> vedette.run(null)),
                call("check", () -> vedette.pause(null)),
                call("check", () -> vedette.resume(null)),
                call("check", () -> vedette.unsilence(null)),
                call("check", () -> vedette.acknowledge(null, "", "")),
                call("check", () -> vedette.remove(null)),
                call("listener", () -> vedette.onTransition(null)),
                call("listener", () -> vedette.onAlert(null)),
                call("checks", () -> vedette.add(null)),
                call("ids", () -> Vedette.templates((String[]) null)),
                call("ids", () -> Vedette.templates((String) null)),
                call("time", () -> vedette.pause("stock", null, "", "")),
                call("time", () -> vedette.pause("stock", ENDLESS, "", "")),
                call("time", () -> vedette.silence("stock", null)),
                call("time", () -> vedette.silence("stock", ENDLESS)),
                call("time", () -> vedette.silence("stock", Duration.ofDays(365L * 300_000))),
                call("time", () -> vedette.silence("stock", Duration.ZERO)),
                call("time", () -> vedette.silence("stock", Duration.ofSeconds(-1))),
                call("interval", () -> checks().http("shop").every(null)),
                call("interval", () -> checks().http("shop").every(ENDLESS)),
                call("time", () -> checks().http("shop").errorInterval(null)),
                call("time", () -> checks().http("shop").timeout(ENDLESS)),
                call("maxResponseTime", () -> checks().http("shop").maxResponseTime(null)),
                call("within", () -> checks().http("shop").flapping(3, null)),
                call("target", () -> checks().http("shop").notify((String) null)),
                call("parameter", () -> checks().http("shop").parameter(null, "x")));
    }

    private static Arguments call(String argument, ThrowingCallable call) {
        return Arguments.of(argument, call);
    }

    @ParameterizedTest
    @MethodSource
    void areRefusedWithTheirNames(String argument, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(argument + ": ");
    }

    @Test
    void reasonAndNameMayBeLeftOut() {
        vedette.pause("stock", Duration.ofHours(1), null, null);
        vedette.silence("stock", Duration.ofHours(1), null, null);

        assertThat(vedette.check("stock").orElseThrow().muted()).isTrue();
        vedette.resume("stock");
        vedette.unsilence("stock");
    }
}
