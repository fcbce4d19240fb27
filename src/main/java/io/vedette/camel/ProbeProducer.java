package io.vedette.camel;

import io.vedette.evaluate.Watched;
import io.vedette.probe.Probe;
import io.vedette.probing.Run;
import io.vedette.status.metrics.Totals;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Asks as the check's template says and judges the answer, both within the check's timeout, on the pool of probes: the thread
 * that brought the exchange, the scheduler's, is free at once. The route continues when there is a verdict or the time is over.
 * A run starts here and ends when its exchange has ended, in whatever way, and all threads that worked on it are free; until then a
 * new run ends here.
 */
final class ProbeProducer extends DefaultAsyncProducer {

    private final Stages stages;

    ProbeProducer(RunEndpoint endpoint, Stages stages) {
        super(endpoint);
        this.stages = stages;
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
            watched = stages.checks().of(exchange, (RunEndpoint) getEndpoint());
            probe = watched.probe().orElseThrow();
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        long due = watched.takeDue();
        Optional<Run> run = watched.begin();
        if (run.isEmpty()) {
            stages.base().totals().skipped(Totals.Skip.BUSY, 1);
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
        new ProbeRun(stages, watched, probe, run.get(), exchange, callback)
                .begin(due, watched.check().retries());
        return false;
    }
}
