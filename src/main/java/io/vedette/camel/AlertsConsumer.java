package io.vedette.camel;

import io.vedette.alert.Digest;
import io.vedette.alert.TargetProtocol;
import io.vedette.process.OwnTrouble;
import io.vedette.target.TargetKind;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Hands over what waits for one target, one message at a time. The exchange's outcome is the acknowledgement: completed
 * is delivered, failed is tried again later.
 */
public final class AlertsConsumer extends ScheduledPollConsumer {

    /** Has JMS components send text: of a body that is not serializable they would send an empty message. */
    private static final String JMS_TYPE = "CamelJmsMessageType";

    private final Foundation base;
    private final Notifying notifying;
    private final RoutedTargets targets;
    private final Schedules schedules;
    private final String target;
    private final TargetKind kind;
    private Map<String, String> values;
    private TargetProtocol protocol;
    private final Runnable farewell = this::sayFarewell;

    AlertsConsumer(VedetteEndpoint endpoint, Processor processor, Stages stages) {
        super(endpoint, processor);
        this.base = stages.base();
        this.notifying = stages.notifying();
        this.targets = stages.routedTargets();
        this.schedules = stages.schedules();
        this.target = endpoint.getTarget();
        this.kind = endpoint.getKind();
    }

    public String target() {
        return target;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        targets.add(target);
    }

    /** Returns whose alerts it takes; empty where it takes none. */
    Optional<String> admitted() {
        return Optional.of(target).filter(targets::admits);
    }

    @Override
    protected int poll() {
        if (!targets.admits(target) || !schedules.areOn()) {
            return 0;
        }
        notifying.delivery().greetingFor(target).ifPresent(this::send);
        notifying.announcements().next(target).ifPresent(this::send);
        Optional<Digest> digest = notifying.delivery().next(target);
        digest.ifPresent(this::send);
        return digest.isPresent() ? 1 : 0;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        base.shutdownHooks().add(farewell);
    }

    @Override
    protected void doStop() throws Exception {
        base.shutdownHooks().remove(farewell);
        super.doStop();
    }

    private void sayFarewell() {
        notifying.delivery().farewellFor(target).ifPresent(this::send);
    }

    @Override
    protected void doShutdown() throws Exception {
        targets.remove(target);
        super.doShutdown();
    }

    private void send(Digest digest) {
        Optional<Exception> failure = handOver(digest);
        Optional<OwnTrouble> ours = failure.flatMap(OwnTrouble::of);
        if (ours.isPresent()) {
            base.troubles().note(ours.get(), "target " + target + " is not notified");
            notifying.delivery().postpone(target, digest);
            notifying.announcements().mark(target, digest, false);
            return;
        }
        base.totals().sent(target, digest, failure.isEmpty());
        notifying.delivery().mark(target, digest, failure);
        notifying.announcements().mark(target, digest, failure.isEmpty());
    }

    /** Returns the target's protocol, made again after its settings changed. */
    private synchronized TargetProtocol protocol() {
        Map<String, String> now = kind.values(base.settings().get().properties());
        if (!now.equals(values)) {
            protocol = kind.protocol(now, base.clock());
            values = now;
        }
        return protocol;
    }

    /**
     * Hands a message to the route and waits for the outcome, which nothing else decides: empty if it was delivered, else why
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
            exchange.getMessage().setHeader(JMS_TYPE, "Text");
            exchange.setVariable(TargetCall.VARIABLE, new TargetCall(digest, protocol(), base.secrets()));
            getProcessor().process(exchange);
        } catch (Exception | Error e) {
            // An Error too: Camel would look for alerts no more, and nobody would say so.
            exchange.setException(e);
        }
        Optional<Exception> failure = Optional.ofNullable(exchange.getException());
        releaseExchange(exchange, false);
        return failure;
    }
}
