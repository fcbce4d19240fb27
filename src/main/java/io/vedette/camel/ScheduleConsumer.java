package io.vedette.camel;

import io.vedette.check.Check;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.DueTick;
import io.vedette.probing.FirstRuns;
import io.vedette.probing.Runs;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.Standstill;
import io.vedette.selfhealth.OverdueChecks;
import io.vedette.status.metrics.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;

/**
 * Starts the runs of one check: every interval, the first run spread so that many checks share it evenly. One thread gives
 * the time to all checks and follows no wall clock: setting the clock neither stops nor floods the checks. It runs the
 * route up to its first step that hands over to other threads, as {@code vedette:probe} does at once.
 */
public final class ScheduleConsumer extends DefaultConsumer {

    /** What changes at a moment has changed just after it. */
    private static final long LATER = Duration.ofMillis(10).toNanos();

    private final Foundation base;
    private final Schedules schedules;
    private final WatchedChecks checks;
    private final Watchlist watchlist;
    private volatile Schedule schedule;

    ScheduleConsumer(RunEndpoint endpoint, Processor processor, Stages stages) {
        super(endpoint, processor);
        this.base = stages.base();
        this.schedules = stages.schedules();
        this.checks = stages.checks();
        this.watchlist = stages.evaluation().watchlist();
    }

    /** Returns what schedules a check; empty where nothing does, as for a check of an application's own route. */
    public static Optional<ScheduleConsumer> of(CamelContext context, String check) {
        return Optional.ofNullable(context.getRoute(check))
                .map(Route::getConsumer)
                .filter(ScheduleConsumer.class::isInstance)
                .map(ScheduleConsumer.class::cast);
    }

    /** When runs are due; replaced when the check's interval changes. */
    private final class Schedule implements Runs {

        private final Duration interval;
        /** The next tick; used only by the timer's thread, like the time when it is due. */
        private volatile Future<?> tick;

        private volatile long due;
        /** A run beside the schedule that is due before the next tick. */
        private volatile Future<?> between;
        /** Not a result of {@code schedule}: the first tick may come before that returns. */
        private volatile boolean over;

        /** Since when runs can be expected; reset after the process stood still. */
        private volatile long begun = System.nanoTime();

        Schedule(Watched watched) {
            interval = watched.check().interval();
            due = FirstRuns.slot(
                    System.nanoTime() + schedules.firstRuns().next(interval).toNanos());
            tick = at(due, this::tick);
            watched.runBy(this);
        }

        private Future<?> at(long nanos, Runnable run) {
            return schedules.timer().schedule(run, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void tick() {
            if (over) {
                return;
            }
            long scheduled = due;
            long now = System.nanoTime();
            DueTick what = DueTick.of(scheduled, interval.toNanos(), now);
            due = what.due();
            // First of all: whatever goes wrong in this run, the next one comes.
            tick = at(due, this::tick);
            switch (what.action()) {
                case RUN -> run(scheduled);
                case RUN_IN_TURN -> {
                    long turn = schedules.firstRuns().turn(now);
                    if (turn - due < 0) {
                        at(turn, () -> run(scheduled));
                    } else {
                        leaveOut(1, now);
                    }
                }
                case LEAVE_OUT -> leaveOut(what.missed(), now);
            }
        }

        private void run(long scheduled) {
            if (!over) {
                // Whatever goes wrong in one run, the next one comes: an exception or error would end the schedule.
                contained(() -> current().ifPresent(watched -> {
                    watched.schedule(scheduled);
                    ScheduleConsumer.this.run(watched);
                }));
            }
        }

        private void leaveOut(long runs, long now) {
            begun = now;
            current().ifPresent(watched -> {
                watched.skip(runs);
                base.totals().skipped(Totals.Skip.MISSED, runs);
            });
        }

        @Override
        public void now() {
            runNow();
        }

        @Override
        public void at(Instant moment) {
            Duration wait = Duration.between(base.clock().instant(), moment);
            long nanos = System.nanoTime()
                    + Math.max(0, wait.compareTo(interval) > 0 ? interval.toNanos() : wait.toNanos())
                    + LATER;
            if (over || nanos - due >= 0) {
                return; // The schedule comes first, and asks again.
            }
            Future<?> before = between;
            between = at(nanos, () -> {
                if (!over) {
                    runSoon();
                }
            });
            if (before != null) {
                before.cancel(false);
            }
        }

        @Override
        public void takeOver(Instant asked) {
            Duration wait = Duration.between(base.clock().instant(), asked.plus(interval));
            onTimer(() -> {
                long moment = schedules.firstRuns().takenOver(System.nanoTime(), wait);
                if (!over && moment - due < 0) {
                    tick.cancel(false);
                    due = moment;
                    tick = at(due, this::tick);
                }
            });
        }

        private void end() {
            over = true;
            tick.cancel(false);
            if (between != null) {
                between.cancel(false);
            }
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (schedules.areOn()) {
            schedule = new Schedule(checks.named(getRouteId()));
            schedules.add(this);
        }
    }

    @Override
    protected void doResume() throws Exception {
        reschedule();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        schedules.remove(this);
        stopTicks();
        super.doStop();
    }

    private void stopTicks() {
        Schedule old = schedule;
        schedule = null;
        if (old != null) {
            old.end();
        }
    }

    /** Restarts the schedule with the check's current interval. */
    public void reschedule() {
        if (schedule != null) {
            stopTicks();
            schedule = new Schedule(checks.named(getRouteId()));
        }
    }

    /** Returns the latest run of its check; empty while none is to run. */
    Optional<OverdueChecks.Run> latestRun() {
        Schedule now = schedule;
        return Optional.ofNullable(now)
                .flatMap(by -> current())
                .filter(watched -> watched.record().state().pause().isEmpty())
                .map(watched -> {
                    Check check = watched.check();
                    return new OverdueChecks.Run(
                            check.name(),
                            now.interval,
                            check.timeout().multipliedBy(check.retries() + 1L),
                            // Nobody runs while the whole process stands still.
                            Standstill.ofThisProcess().ranSince(later(watched.begun(), now.begun)));
                });
    }

    /** Starts a run beside the schedule on the node that asks the check, unless another one is under way. */
    public void runAnywhere() {
        Ownership ownership = base.store().ownership();
        if (ownership.asks(getRouteId())) {
            runNow();
        } else {
            ownership.tell(new Signal.Run(getRouteId()));
        }
    }

    /** Starts a run beside the schedule, unless another one is under way or another node asks the check. */
    public void runNow() {
        onTimer(() -> current().ifPresent(this::run));
    }

    /** Starts a run beside the schedule; where one is under way that may have begun too soon, after that one. */
    public void runSoon() {
        onTimer(() -> current().filter(watched -> !watched.runAfterwards()).ifPresent(this::run));
    }

    private void onTimer(Runnable run) {
        schedules.timer().execute(() -> contained(run));
    }

    private void contained(Runnable run) {
        Defects.contain(Loggers.CHECK, "check " + getRouteId() + ": a run failed", run);
    }

    /** Returns the check as it is defined now, which a reload may have changed since the last run; empty while another node asks it. */
    private Optional<Watched> current() {
        return isRunAllowed() && !isSuspended() && base.store().ownership().asks(getRouteId())
                ? watchlist.find(getRouteId())
                : Optional.empty();
    }

    /** Camel continues no run while routes stop: its next time comes after the start. */
    private boolean isEnd(Exception e) {
        boolean stops = !isRunAllowed()
                || isSuspended()
                || !getEndpoint().getCamelContext().getStatus().isStarted();
        return stops && e instanceof RejectedExecutionException;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
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
            getExceptionHandler().handleException("check " + watched.check().name() + ": a run failed", e);
        }
    }
}
