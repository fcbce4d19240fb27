package io.vedette.camel;

import io.vedette.evaluate.Watched;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.ProbeTask;
import io.vedette.probing.Run;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Verdict;
import io.vedette.status.metrics.Totals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Asks as the check's template says and judges the answer, both within the check's timeout, on the pool of probes: the thread
 * that brought the exchange, the scheduler's, is free at once. The route goes on when there is a verdict or the time is over.
 * A run begins here and ends when its exchange does, however that comes, and everybody who worked on it is back; while it
 * goes on a new one ends here.
 */
final class ProbeProducer extends DefaultAsyncProducer {

    private final VedetteService service;

    ProbeProducer(VedetteEndpoint endpoint) {
        super(endpoint);
        this.service = endpoint.service();
    }

    /** Each route has its own, which it stops itself: the context would keep a list of them that is slow to search. */
    @Override
    public boolean isSingleton() {
        return false;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Watched watched;
        Probe probe;
        try {
            watched = service.watchedBy(exchange, (VedetteEndpoint) getEndpoint());
            probe = watched.probe().orElseThrow();
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        long due = watched.takeDue();
        Optional<Run> run = watched.begin();
        if (run.isEmpty()) {
            service.totals().skipped(Totals.Skip.BUSY, 1);
            exchange.setRouteStop(true);
            callback.done(true);
            return true;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                run.get().release();
            }
        });
        new Asking(watched, probe, run.get(), exchange, callback)
                .begin(due, watched.check().retries());
        return false;
    }

    /** What a check's run does on the pool, once and for each retry. */
    private final class Asking implements ProbeTask {

        private final Watched watched;
        private final Probe probe;
        private final Run run;
        private final Exchange exchange;
        private final AsyncCallback callback;
        private volatile int retries;

        Asking(Watched watched, Probe probe, Run run, Exchange exchange, AsyncCallback callback) {
            this.watched = watched;
            this.probe = probe;
            this.run = run;
            this.exchange = exchange;
            this.callback = callback;
        }

        void begin(long due, int more) {
            retries = more;
            run.hold();
            try {
                service.runner().run(this, due);
            } catch (RejectedExecutionException e) {
                run.release();
                exchange.setException(e);
                callback.done(false);
            }
        }

        @Override
        public String name() {
            return watched.check().name();
        }

        @Override
        public Object owner() {
            return watched;
        }

        @Override
        public Probe probe() {
            return probe;
        }

        @Override
        public Duration timeout() {
            return watched.check().timeout();
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            if (service.settings().debug()) {
                ResponseLog.tell(watched.check().name(), observation, service.secrets()::mask);
            }
            return service.keeper().judge(watched, observation, progress);
        }

        @Override
        public boolean isBounded() {
            return watched.rule().isBounded();
        }

        @Override
        public void done(Observation observation, Verdict verdict, boolean hangs) {
            if (retries > 0 && !hangs && verdict.status().isProblem() && probe.isRepeatable()) {
                begin(System.nanoTime(), retries - 1);
                return;
            }
            if (service.isCurrent(watched)) {
                exchange.getMessage().setBody(observation);
                exchange.setProperty(Judged.PROPERTY, new Judged(watched, observation, verdict));
            } else {
                // Asked of a definition that has been replaced since: it says nothing about the new one.
                exchange.setRouteStop(true);
            }
            callback.done(false);
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            service.notAsked(name(), trouble, exchange);
            callback.done(false);
        }

        @Override
        public void leftOut(String why) {
            service.leftOut(watched);
            exchange.setRouteStop(true);
            callback.done(false);
        }

        @Override
        public void back() {
            run.release();
        }
    }
}
