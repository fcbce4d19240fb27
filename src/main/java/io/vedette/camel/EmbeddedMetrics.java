package io.vedette.camel;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.status.MetricBinder;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the meters of Vedette in the registry of the application that it is part of, where there is one. */
final class EmbeddedMetrics extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMetrics.class);
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";
    private static final long REFRESH_SECONDS = 10;

    private final CamelContext context;
    private final MetricBinder binder;
    private ScheduledExecutorService refresher;

    private EmbeddedMetrics(CamelContext context, MetricBinder binder) {
        this.context = context;
        this.binder = binder;
    }

    /** Does nothing where the application has no Micrometer, or no registry of it in that of Camel. */
    static void addTo(CamelContext context, VedetteService service) throws Exception {
        if (context.getClassResolver().resolveClass(MICROMETER) != null) {
            bind(context, service);
        }
    }

    private static void bind(CamelContext context, VedetteService service) throws Exception {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            MetricBinder binder =
                    new MetricBinder(ServiceMetering.sources(service, ServiceOperations.version(), Optional.empty()));
            binder.bindTo(registry);
            context.addService(new EmbeddedMetrics(context, binder));
        }
    }

    @Override
    protected void doStart() {
        refresher = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "vedette-metrics");
        refresher.scheduleWithFixedDelay(this::refresh, 1, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    private void refresh() {
        try {
            binder.refresh();
        } catch (RuntimeException e) {
            LOG.warn("the metrics could not be read; the next try is in {} s", REFRESH_SECONDS, e);
        }
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(refresher);
    }
}
