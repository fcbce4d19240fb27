package io.vedette.camel;

import io.vedette.alert.Digest;
import io.vedette.process.OwnTrouble;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Hands over what waits for one target, one message at a time. The exchange's outcome is the acknowledgement: completed
 * is delivered, failed is tried again later.
 */
public final class AlertsConsumer extends ScheduledPollConsumer {

    private final VedetteService service;
    private final String target;
    private final Runnable farewell = this::sayFarewell;

    AlertsConsumer(VedetteEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.service = endpoint.service();
        this.target = endpoint.getTarget();
    }

    public String target() {
        return target;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (service.admits(target)) {
            service.targets().add(target);
        }
    }

    /** Whose alerts it takes, where it takes any. */
    public Optional<String> admitted() {
        return Optional.of(target).filter(service::admits);
    }

    @Override
    protected int poll() {
        if (!service.admits(target) || !service.schedules()) {
            return 0;
        }
        service.delivery().greetingFor(target).ifPresent(this::send);
        service.announcements().next(target).ifPresent(this::send);
        Optional<Digest> digest = service.delivery().next(target);
        digest.ifPresent(this::send);
        return digest.isPresent() ? 1 : 0;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        service.lastTasks().add(farewell);
    }

    @Override
    protected void doStop() throws Exception {
        service.lastTasks().remove(farewell);
        super.doStop();
    }

    private void sayFarewell() {
        service.delivery().farewellFor(target).ifPresent(this::send);
    }

    @Override
    protected void doShutdown() throws Exception {
        if (!service.keepsTargets()) {
            service.targets().remove(target);
        }
        super.doShutdown();
    }

    private void send(Digest digest) {
        Optional<Exception> failure = handOver(digest);
        Optional<OwnTrouble> ours = failure.flatMap(OwnTrouble::of);
        if (ours.isPresent()) {
            service.troubles().note(ours.get(), "target " + target + " is not notified");
            service.delivery().postpone(target, digest);
            service.announcements().settle(target, digest, false);
            return;
        }
        service.totals().settled(target, digest, failure.isEmpty());
        service.delivery().settle(target, digest, failure);
        service.announcements().settle(target, digest, failure.isEmpty());
    }

    /**
     * Hands a message to the route and waits for the outcome, which nothing else decides: empty when it was told, else why
     * not. A failure counts whatever error handler holds in the route: the exchange is marked from the beginning as one
     * whose failure is taken care of, as it is by the outbox, so that nobody logs it with a trace, tries again on this thread
     * or hands it to a dead letter channel, which would make a success of it. What a route catches with {@code doTry} is its
     * own decision.
     */
    public Optional<Exception> handOver(Digest digest) {
        Exchange exchange = createExchange(false);
        exchange.getExchangeExtension().setFailureHandled(true);
        exchange.getExchangeExtension().setErrorHandlerHandled(false);
        try {
            exchange.getMessage().setBody(digest);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Optional<Exception> failure = Optional.ofNullable(exchange.getException());
        releaseExchange(exchange, false);
        return failure;
    }
}
