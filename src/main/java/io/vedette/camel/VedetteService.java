package io.vedette.camel;

import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.evaluate.Watchlist;
import io.vedette.process.Standstill;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.util.ServiceLoader;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** What the {@code vedette:} endpoints of one Camel context share, started and stopped with the context. */
public final class VedetteService extends ServiceSupport {

    private final Stages stages;
    private final ServiceThreads threads;

    /** @param judging the time that rules see; another one than {@code clock} only for trying rules */
    public VedetteService(Settings settings, Secrets secrets, Clock clock, Clock judging, Store store) {
        stages = Stages.of(settings, secrets, clock, judging, store);
        threads = new ServiceThreads(stages.base().tasks(), stages.schedules().timer());
    }

    /** Returns the service of a context: the one in its registry, else one made of its {@code vedette.*} properties. */
    public static VedetteService of(CamelContext context) {
        return SettingUp.alone(context, () -> boundOrMade(context));
    }

    private static VedetteService boundOrMade(CamelContext context) {
        VedetteService bound = context.getRegistry().findSingleByType(VedetteService.class);
        // Camel may leave what is bound where a context is stopped, and started again.
        return bound != null && !bound.isShutdown()
                ? bound
                : ServiceLoader.load(EmbeddedStart.class, EmbeddedStart.class.getClassLoader())
                        .findFirst()
                        .orElseThrow()
                        .start(context);
    }

    public Stages stages() {
        return stages;
    }

    /** Returns the settings that count now. */
    public Settings settings() {
        return stages.base().settings().get();
    }

    public Secrets secrets() {
        return stages.base().secrets();
    }

    /** Returns the checks that are watched. */
    public Watchlist watchlist() {
        return stages.evaluation().watchlist();
    }

    /** Returns who can be notified, and how each is doing. */
    public Targets targets() {
        return stages.notifying().targets();
    }

    /**
     * Waits for what is made beside the start.
     *
     * @throws RuntimeException when this Java offers no TLS
     */
    public void ready() {
        stages.probing().probes().ready();
    }

    @Override
    protected void doStart() {
        Standstill.watch(this);
        ready();
        stages.base().tasks().add(stages.probing().runner().task());
        stages.clustering().start();
        threads.start(
                () -> {
                    if (stages.schedules().areOn() && watchlist().size() > 0) {
                        stages.evaluation().clockwork().tick();
                    }
                },
                () -> {
                    stages.notifying().delivery().renew();
                    stages.clustering().renew();
                },
                stages.probing().probes()::closeIdle);
    }

    @Override
    protected void doShutdown() {
        threads.close();
        stages.clustering().close();
        stages.checks().calls().keep();
        stages.probing().close();
        stages.base().store().close();
        Standstill.unwatch(this);
    }
}
