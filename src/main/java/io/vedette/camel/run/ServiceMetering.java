package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.status.metrics.MetricSources;
import io.vedette.status.metrics.Metrics;
import io.vedette.status.source.Reloads;
import java.util.Optional;

/** What is measured of a service. Knows the libraries of metrics, which an application need not have. */
final class ServiceMetering {

    private ServiceMetering() {}

    /** Returns metrics for a Prometheus that asks for them. */
    static Metrics metrics(Stages stages, Reloads reloads) {
        return new Metrics(sources(stages, Optional.of(reloads)));
    }

    static MetricSources sources(Stages stages, Optional<Reloads> reloads) {
        Foundation base = stages.base();
        return new MetricSources(
                BuildVersion.read(),
                stages.evaluation().watchlist(),
                stages.notifying().targets(),
                base.store(),
                stages.evaluation().mutes(),
                stages.evaluation().connectivity(),
                stages.probing().runner(),
                base.totals(),
                base.troubles(),
                base::taskStates,
                reloads,
                stages.probing().discovery()::states,
                base.clock());
    }
}
