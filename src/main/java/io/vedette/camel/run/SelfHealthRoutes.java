package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** The routes of Vedette's own health: one checks it, one calls another system while it is good. */
final class SelfHealthRoutes extends RouteBuilder {

    /** Who waits for the heartbeat counts in minutes. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** The address is in the header CamelHttpUri: an endpoint's own address is shown in logs, and this one may be secret. */
    private static final String CALL = "https://heartbeat?throwExceptionOnFailure=false&copyHeaders=false"
            + "&connectTimeout=10000&responseTimeout=10000"
            + "&httpClientConfigurer=#class:io.vedette.camel.TargetClient";

    private final SelfHealthMonitor health;
    private final OwnHeartbeat heartbeat;
    private final Duration period;
    private final Tasks tasks;

    /**
     * @param period the time between two heartbeats
     * @param base whose tasks its own are added to
     */
    SelfHealthRoutes(SelfHealthMonitor health, Duration period, Foundation base) {
        this.tasks = base.tasks();
        this.health = health;
        this.heartbeat = new OwnHeartbeat(base.settings(), health, base.secrets());
        this.period = period;
    }

    @Override
    public void configure() {
        Duration look = LOOK.compareTo(period) < 0 ? LOOK : period;
        Periodic looking = tasks.add(Periodic.of("health", look, Periodic.USUALLY, health::look));
        Periodic calling = tasks.add(Periodic.of("heartbeat", period, Periodic.USUALLY, () -> {}));
        from(timer("vedette-health", look))
                .routeId("vedette-health")
                .routeDescription("Checks the health of Vedette itself")
                .process(exchange -> looking.run());
        from(timer("vedette-heartbeat", period))
                .routeId("vedette-heartbeat")
                .routeDescription("Calls another system while Vedette itself is healthy")
                .process(exchange -> calling.run())
                .filter(heartbeat::isDue)
                .process(heartbeat::call)
                .doTry()
                .to(CALL)
                .id("call-heartbeat")
                .filter(heartbeat::wantsOtherMethod)
                .process(heartbeat::call)
                .to(CALL)
                .id("call-heartbeat-otherwise")
                .end()
                .process(heartbeat::answered)
                .endDoTry()
                .doCatch(Exception.class)
                .process(heartbeat::failed)
                .end();
    }

    /** Begins soon, however long the period is. */
    private static String timer(String name, Duration period) {
        return "timer:" + name + "?period=" + period.toMillis() + "&delay="
                + Math.min(period.toMillis(), SOON.toMillis());
    }
}
