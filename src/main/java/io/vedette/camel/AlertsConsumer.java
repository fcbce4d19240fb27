package io.vedette.camel;

import io.vedette.alert.Digest;
import io.vedette.alert.TargetProtocol;
import io.vedette.alert.Words;
import io.vedette.camel.load.TargetParameters;
import io.vedette.camel.load.TargetPlan;
import io.vedette.config.values.Parameters;
import io.vedette.process.OwnTrouble;
import io.vedette.target.TargetKind;
import io.vedette.target.TargetOptions;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

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
    private Optional<TargetPlan> plan = Optional.empty();
    private TargetOptions options = TargetOptions.STANDARD;
    private Words words;
    private Optional<CalledEndpoint> called = Optional.empty();
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

    /** Returns what the target is made of; empty where its route does it all. */
    Optional<TargetPlan> plan() {
        return plan;
    }

    /** Returns what the target wants to be notified of, and when. */
    TargetOptions options() {
        return options;
    }

    /** Returns whether its target may be sent anything now. */
    public boolean isAdmitted() {
        return targets.admits(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        plan = targets.plan(getRouteId());
        plan.map(TargetPlan::kind).orElse(kind).require();
        Map<String, String> wishes = wishes();
        CamelContext context = getEndpoint().getCamelContext();
        options = plan.map(TargetPlan::options).orElseGet(() -> TargetParameters.of(wishes, context));
        words = new OwnWords(
                target, wishes.getOrDefault("title", ""), wishes.getOrDefault("text", ""), this::zone, context);
        targets.add(this);
    }

    @Override
    protected int poll() {
        if (!targets.admits(this) || !schedules.areOn()) {
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
        called = calledEndpoint();
        try {
            ServiceHelper.startService(called.orElse(null));
        } catch (Exception e) {
            // As Camel does for an endpoint that a route names itself: whoever reads it looks for the target.
            throw new FailedToStartRouteException(getRouteId(), "its endpoint cannot be called", e);
        }
        super.doStart();
        base.shutdownHooks().add(farewell);
    }

    private Optional<CalledEndpoint> calledEndpoint() {
        CamelContext context = getEndpoint().getCamelContext();
        return plan.flatMap(known -> known.kind() == TargetKind.URI
                ? Optional.of(new CalledEndpoint(known.values().get("uri").strip(), context))
                : protocol().endpoint().map(endpoint -> new CalledEndpoint(endpoint, context)));
    }

    @Override
    protected void doStop() throws Exception {
        base.shutdownHooks().remove(farewell);
        super.doStop();
        ServiceHelper.stopService(called.orElse(null));
    }

    private void sayFarewell() {
        notifying.delivery().farewellFor(target).ifPresent(this::send);
    }

    @Override
    protected void doShutdown() throws Exception {
        targets.remove(this);
        super.doShutdown();
    }

    private void send(Digest digest) {
        TargetCall call = call(digest);
        Optional<Exception> failure = handOver(call);
        Optional<OwnTrouble> ours = failure.flatMap(OwnTrouble::of);
        if (ours.isPresent()) {
            base.troubles().note(ours.get(), "target " + target + " is not notified");
            notifying.delivery().postpone(target, digest);
            notifying.announcements().mark(target, digest, false);
            return;
        }
        base.totals().sent(target, digest, failure.isEmpty());
        notifying.delivery().mark(target, digest, failure, call.taken());
        notifying.announcements().mark(target, digest, failure.isEmpty());
    }

    /** Returns what the target wants: of its plan, or of the options of its own route. */
    private Map<String, String> wishes() {
        return plan.map(TargetPlan::values).orElseGet(() -> ((VedetteEndpoint) getEndpoint()).wishes());
    }

    private ZoneId zone() {
        return base.settings().get().timeZone();
    }

    /** Returns the target's protocol, made again after its settings changed. */
    private synchronized TargetProtocol protocol() {
        Map<String, String> now = plan.map(TargetPlan::values)
                .orElseGet(() -> kind.values(base.settings().get().properties()));
        if (!now.equals(values)) {
            protocol = plan.isPresent()
                    ? kind.protocol(new Parameters(now), base.clock()).orElseThrow()
                    : kind.protocol(now, base.clock());
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
        return handOver(call(digest));
    }

    private TargetCall call(Digest digest) {
        return new TargetCall(digest.worded(words), protocol(), base.secrets(), called);
    }

    private Optional<Exception> handOver(TargetCall call) {
        Exchange exchange = createExchange(false);
        exchange.getExchangeExtension().setFailureHandled(true);
        exchange.getExchangeExtension().setErrorHandlerHandled(false);
        try {
            exchange.getMessage().setBody(call.digest());
            exchange.getMessage().setHeader(JMS_TYPE, "Text");
            exchange.setVariable(TargetCall.VARIABLE, call);
            getProcessor().process(exchange);
        } catch (Exception | Error e) {
            // An Error too: Camel would look for alerts no more, and nobody would say so.
            exchange.setException(e);
        }
        Optional<Exception> failure = TargetCall.failure(exchange);
        releaseExchange(exchange, false);
        return failure;
    }
}
