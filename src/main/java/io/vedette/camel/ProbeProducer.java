package io.vedette.camel;

import io.vedette.probe.Answer;
import io.vedette.watch.Watched;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Asks as the check's template says, on the pool of probes: the thread that brought the exchange, the scheduler's, is free
 * at once. The route goes on when there is an answer or the time is over. While a check's previous run goes on, a new one
 * ends here.
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
        try {
            watched = service.watchedBy(exchange, (VedetteEndpoint) getEndpoint());
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        long due = watched.takeDue();
        if (!watched.begin()) {
            exchange.setRouteStop(true);
            callback.done(true);
            return true;
        }
        ask(watched, due, watched.check().retries(), exchange, callback);
        return false;
    }

    private void ask(Watched watched, long due, int retries, Exchange exchange, AsyncCallback callback) {
        service.runner().run(watched.probe().orElseThrow(), watched.check().timeout(), due, observation -> {
            if (observation.answer() instanceof Answer.NotAsked ours) {
                watched.end();
                service.notAsked(watched.check().name(), ours.trouble(), exchange);
                callback.done(false);
                return;
            }
            if (service.settings().debug()) {
                ResponseLog.tell(watched.check().name(), observation, service.secrets()::mask);
            }
            if (retries > 0
                    && service.keeper().judge(watched, observation).status().isProblem()) {
                ask(watched, System.nanoTime(), retries - 1, exchange, callback);
                return;
            }
            watched.end();
            if (!service.isCurrent(watched)) {
                // Asked of a definition that has been replaced since: it says nothing about the new one.
                exchange.setRouteStop(true);
                callback.done(false);
                return;
            }
            exchange.getMessage().setBody(observation);
            callback.done(false);
        });
    }
}
