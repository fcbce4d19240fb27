package io.vedette.camel.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.camel.Stages;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.status.metrics.MetricBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** Keeps the meters of Vedette in the registry of the application that it is part of, where there is one. */
final class EmbeddedMetrics extends ServiceSupport {

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final CamelContext context;
    private final MetricBinder binder;
    private final Tasks tasks;
    private ScheduledExecutorService refresher;
    private Periodic task;

    private EmbeddedMetrics(CamelContext context, MetricBinder binder, Tasks tasks) {
        this.context = context;
        this.binder = binder;
        this.tasks = tasks;
    }

    /** Does nothing where the application has no Micrometer, or no registry of it in that of Camel. */
    static void addTo(CamelContext context, Stages stages) throws Exception {
        if (context.getClassResolver().resolveClass(MICROMETER) != null) {
            bind(context, stages);
        }
    }

    private static void bind(CamelContext context, Stages stages) throws Exception {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            MetricBinder binder = new MetricBinder(ServiceMetering.sources(stages, Optional.empty()));
            binder.bindTo(registry);
            context.addService(
                    new EmbeddedMetrics(context, binder, stages.base().tasks()));
        }
    }

    @Override
    protected void doStart() {
        refresher = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "vedette-metrics");
        task = tasks.add(Periodic.on(refresher, "metrics", Duration.ofSeconds(1), REFRESH, binder::refresh));
    }

    @Override
    protected void doStop() {
        task.close();
        tasks.remove(task);
        context.getExecutorServiceManager().shutdownNow(refresher);
        binder.unbind();
    }
}
