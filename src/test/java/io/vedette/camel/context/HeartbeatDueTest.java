package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.rule.Reason;
import io.vedette.state.Health;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job whose period is far shorter than the interval of its check, an hour. */
class HeartbeatDueTest {

    private static final Duration DUE = Duration.ofMillis(1_200);

    private final List<Health> states = new CopyOnWriteArrayList<>();
    private Embedded vedette;

    @BeforeEach
    void watch() throws Exception {
        vedette = new Embedded(new MemoryStore()).with(new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:schedule")
                        .routeId("job")
                        .to("vedette:probe?type=heartbeat")
                        .to("vedette:observe?rule=heartbeat&period=1s&grace=200ms&interval=1h&retries=3");
            }
        });
        vedette.service()
                .stages()
                .evaluation()
                .evaluator()
                .onChange((check, transition) -> states.add(transition.after().health()));
    }

    @AfterEach
    void stop() {
        vedette.close();
    }

    @Test
    void isMissedWhenItsTimeIsOverAndCountsFromTheLastCall() {
        vedette.start();
        await().until(() -> states.equals(List.of(Health.OK)));
        call(Instant.now());

        await().until(() -> states.equals(List.of(Health.OK, Health.ERROR)));

        assertThat(vedette.watched("job").record().state().cause().orElseThrow().reason())
                .contains(Reason.MISSED);
        // At the start, when the first period is over, and when the one after the call is.
        assertThat(vedette.watched("job").counts().pings()).isBetween(2L, 3L);
    }

    @Test
    void isNotHiddenByTheLateCall() {
        vedette.start();
        await().until(() -> states.equals(List.of(Health.OK)));
        Instant begun = vedette.watched("job").since();

        // A call that comes just before anybody looks whether it is missing.
        call(begun.plus(DUE).plusMillis(5));

        await().until(() -> states.size() >= 3);
        assertThat(states).startsWith(Health.OK, Health.ERROR, Health.OK);
    }

    @Test
    void countsFromWhenCallsCanCome() {
        vedette.service().stages().probing().heartbeats().close();
        vedette.start();
        await().until(() -> states.equals(List.of(Health.OK)));
        await().during(DUE.multipliedBy(2)).until(() -> states.equals(List.of(Health.OK)));

        vedette.service().stages().probing().heartbeats().open(Instant.now());

        await().until(() -> states.equals(List.of(Health.OK, Health.ERROR)));
    }

    private void call(Instant at) {
        vedette.service().stages().probing().heartbeats().beat("job", at, false, "");
    }
}
