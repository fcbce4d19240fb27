package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.Stages;
import io.vedette.status.api.HeartbeatSecrets;
import io.vedette.status.api.Heartbeats;
import org.apache.camel.CamelContext;

/** Takes the calls of watched jobs, in whatever server. */
final class WatchedJobs {

    private WatchedJobs() {}

    static Heartbeats of(CamelContext context, Stages stages) {
        Foundation base = stages.base();
        Heartbeats heartbeats = new Heartbeats(
                stages.evaluation().watchlist(),
                stages.probing().heartbeats(),
                HeartbeatSecrets.of(base.store()),
                base.masking(),
                base.clock(),
                check -> ScheduleConsumer.of(context, check).ifPresent(ScheduleConsumer::runSoon),
                base.store().ownership()::tell);
        stages.evaluation().clockwork().onTick(heartbeats::look);
        return heartbeats;
    }
}
