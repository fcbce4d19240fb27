package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.http.BindAddress;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.reload.FolderWatch;
import io.vedette.camel.reload.Reloader;
import io.vedette.status.api.Events;
import io.vedette.status.source.Reloads;
import java.time.Duration;
import org.apache.camel.CamelContext;

/** What a process that runs does beside its checks: answers, watches its folder and its own health. */
final class Serving implements AutoCloseable {

    private final CamelContext context;
    private final Stages stages;
    private final Reloader reloader;
    private final Events events;
    private final SelfHealthMonitor health;
    private final HttpFrontend front;

    /** @param address of Camel's HTTP server */
    Serving(BindAddress address, CamelContext context, Stages stages, Reloader reloader, Events events) {
        this.context = context;
        this.stages = stages;
        this.reloader = reloader;
        this.events = events;
        this.health = new SelfHealthMonitor(context, stages, events::health);
        this.front = new HttpFrontend(
                address, context, stages.base(), StatusParts.of(context, stages, reloader, health), events);
    }

    /**
     * Adds what it needs to a context that is not started yet.
     *
     * @param heartbeatPeriod the time between two calls of {@code vedette.heartbeat.url}
     */
    void prepare(Duration heartbeatPeriod) throws Exception {
        stages.clustering().tells(BuildVersion.read(), reloader::fingerprint);
        front.prepare();
        context.addRoutes(new SelfHealthRoutes(health, heartbeatPeriod, stages.base()));
    }

    /** Follows what happens from the start on; calls of jobs wait until the checks run. */
    void follow() {
        stages.evaluation().evaluator().onChange(events::changed);
        stages.evaluation().mutes().acts().onAct(events::did);
        reloader.onOutcome(outcome -> events.reloaded(LoadedConfiguration.shown(outcome)));
        stages.probing().heartbeats().close();
    }

    /** Answers, and watches the folder, once the context is started. */
    void open() {
        front.serve(stages.notifying().targets());
        stages.probing().heartbeats().open(stages.base().clock().instant());
        FolderWatch.start(reloader, stages.base());
        stages.base().tasks().add(stages.probing().discovery().task());
        stages.probing().discovery().start();
    }

    Reloads reloads() {
        return reloader;
    }

    EventStream stream() {
        return front.stream();
    }

    @Override
    public void close() {
        front.close();
    }
}
