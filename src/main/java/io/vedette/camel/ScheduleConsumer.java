package io.vedette.camel;

import io.vedette.check.Check;
import io.vedette.watch.OverdueChecks;
import io.vedette.watch.Watched;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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

    /** Runs begin at multiples of this: of many checks those that share one wake the timer's thread once. */
    private static final long SLOT = Duration.ofMillis(10).toNanos();

    private final VedetteService service;
    private volatile Schedule schedule;

    ScheduleConsumer(VedetteEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.service = endpoint.service();
    }

    /** When runs are due; another one takes its place when the check's interval changes. */
    private final class Schedule {

        private final Duration interval;
        private final Future<?> ticks;
        /** When the next run is due; only the timer's thread goes on with it. */
        private long due;
        /** Not told by {@code schedule}: the first tick may come before that is set. */
        private volatile boolean over;

        private final long begun = System.nanoTime();

        Schedule(Watched watched) {
            watched.runBy(ScheduleConsumer.this::runNow);
            interval = watched.check().interval();
            long now = System.nanoTime();
            due = nextSlot(now + service.firstRuns().next(interval).toNanos());
            ticks = service.timer()
                    .scheduleAtFixedRate(this::tick, due - now, interval.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void tick() {
            long scheduled = due;
            due += interval.toNanos();
            if (!over) {
                current().ifPresent(watched -> {
                    watched.schedule(scheduled);
                    run(watched);
                });
            }
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (service.schedules()) {
            schedule = new Schedule(service.watched(getRouteId()));
            service.schedulers().add(this);
        }
    }

    @Override
    protected void doResume() throws Exception {
        reschedule();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        service.schedulers().remove(this);
        stopTicks();
        super.doStop();
    }

    private void stopTicks() {
        Schedule old = schedule;
        schedule = null;
        if (old != null) {
            old.over = true;
            old.ticks.cancel(false);
        }
    }

    /** Begins the schedule anew, by the interval that the check has now. */
    void reschedule() {
        if (schedule != null) {
            stopTicks();
            schedule = new Schedule(service.watched(getRouteId()));
        }
    }

    /** The latest run of its check; empty while none is to run. */
    Optional<OverdueChecks.Run> latestRun() {
        Schedule now = schedule;
        return Optional.ofNullable(now)
                .flatMap(by -> current())
                .filter(watched -> watched.record().state().pause().isEmpty())
                .map(watched -> {
                    long nanos = System.nanoTime();
                    Check check = watched.check();
                    return new OverdueChecks.Run(
                            check.name(),
                            now.interval,
                            check.timeout().multipliedBy(check.retries() + 1L),
                            Duration.ofNanos(Math.min(nanos - watched.begun(), nanos - now.begun)));
                });
    }

    /** A run beside the schedule; left out while another one goes on. */
    void runNow() {
        service.timer().execute(() -> current().ifPresent(this::run));
    }

    /** The check as it is defined now, which a reload may have changed since the last run. */
    private Optional<Watched> current() {
        return isRunAllowed() && !isSuspended() ? service.watchlist().find(getRouteId()) : Optional.empty();
    }

    /** Camel lets no run go on while routes stop: its next time comes after the start. */
    private boolean isEnd(Exception e) {
        boolean stops = !isRunAllowed()
                || isSuspended()
                || !getEndpoint().getCamelContext().getStatus().isStarted();
        return stops && e instanceof RejectedExecutionException;
    }

    private static long nextSlot(long nanos) {
        return nanos + Math.floorMod(-nanos, SLOT);
    }

    private void run(Watched watched) {
        try {
            Exchange exchange = createExchange(false);
            AsyncProcessor route = getAsyncProcessor();
            route.process(exchange, doneSync -> {
                if (exchange.getException() != null && !isEnd(exchange.getException())) {
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
