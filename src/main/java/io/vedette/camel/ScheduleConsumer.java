package io.vedette.camel;

import io.vedette.watch.Watched;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Starts the runs of one check: every interval, the first run spread so that many checks share it evenly. One thread gives
 * the time to all checks and follows no wall clock: setting the clock neither stops nor floods the checks. It runs the
 * route up to its first step that hands over to other threads, as {@code vedette:probe} does at once.
 */
final class ScheduleConsumer extends DefaultConsumer {

    private final VedetteService service;
    private Future<?> ticks;
    /** When the next run is due; only the timer's thread goes on with it. */
    private long due;

    ScheduleConsumer(VedetteEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.service = endpoint.service();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (service.schedules()) {
            Watched watched = service.watched(getRouteId());
            watched.runBy(this::runNow);
            Duration interval = watched.check().interval();
            long first = service.firstRuns().next(interval).toNanos();
            due = System.nanoTime() + first;
            ticks = service.timer()
                    .scheduleAtFixedRate(() -> tick(watched), first, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (ticks != null) {
            ticks.cancel(false);
            ticks = null;
        }
        super.doStop();
    }

    /** A run beside the schedule; left out while another one goes on. */
    void runNow() {
        service.timer().execute(() -> run(service.watched(getRouteId()), System.nanoTime()));
    }

    private void tick(Watched watched) {
        long scheduled = due;
        due += watched.check().interval().toNanos();
        run(watched, scheduled);
    }

    private void run(Watched watched, long scheduled) {
        if (!isRunAllowed() || isSuspended()) {
            return;
        }
        watched.schedule(scheduled);
        try {
            Exchange exchange = createExchange(false);
            AsyncProcessor route = getAsyncProcessor();
            route.process(exchange, doneSync -> {
                if (exchange.getException() != null) {
                    getExceptionHandler()
                            .handleException(
                                    "check " + watched.check().name() + ": its route failed",
                                    exchange,
                                    exchange.getException());
                }
                releaseExchange(exchange, false);
            });
        } catch (RuntimeException e) {
            // Whatever goes wrong in one run, the next one comes: an exception would end the schedule.
            getExceptionHandler().handleException("check " + watched.check().name() + ": a run failed", e);
        }
    }
}
