package io.vedette.camel.run;

import io.vedette.camel.VedetteService;
import io.vedette.status.Reloads;
import io.vedette.status.metrics.MetricSources;
import io.vedette.status.metrics.Metrics;
import java.util.Optional;

/** What is measured of a service. Knows the libraries of metrics, which an application need not have. */
final class ServiceMetering {

    private ServiceMetering() {}

    /** Metrics for a Prometheus that asks for them. */
    static Metrics metrics(VedetteService service, String version, Reloads reloads) {
        return new Metrics(sources(service, version, Optional.of(reloads)));
    }

    static MetricSources sources(VedetteService service, String version, Optional<Reloads> reloads) {
        return new MetricSources(
                version,
                service.watchlist(),
                service.targets(),
                service.store(),
                service.mutes(),
                service.connectivity(),
                service.runner(),
                service.totals(),
                service.troubles(),
                service::taskStates,
                reloads,
                service.clock());
    }
}
