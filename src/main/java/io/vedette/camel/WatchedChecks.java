package io.vedette.camel;

import io.vedette.camel.language.PlainConditions;
import io.vedette.camel.load.CheckFactory;
import io.vedette.camel.load.CheckPlan;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.evaluate.Evaluation;
import io.vedette.evaluate.Expectation;
import io.vedette.evaluate.Watched;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.kind.HeartbeatProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** Finds, adds and removes checks for endpoints and routes. Safe for several threads. */
public final class WatchedChecks {

    private final Foundation base;
    private final Probing probing;
    private final Evaluation evaluation;
    private final RememberedCalls calls;
    /** How much of a message's body is read, of those that set a limit of their own. */
    private final Map<String, Integer> limits = new ConcurrentHashMap<>();

    WatchedChecks(Foundation base, Probing probing, Evaluation evaluation) {
        this.base = base;
        this.probing = probing;
        this.evaluation = evaluation;
        this.calls = new RememberedCalls(probing.heartbeats(), base.store(), base.clock());
        evaluation.clockwork().onTick(calls::keep);
    }

    /** @throws IllegalStateException when there is none of that name */
    Watched named(String name) {
        return evaluation
                .watchlist()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("no check is named \"" + name + "\""));
    }

    /**
     * Returns the check that an exchange is about: the one that the endpoint names, else the one with the id of its route. A check
     * that is in no route's definition, such as that of a producer template, is added with its first message.
     *
     * @throws IllegalArgumentException if the endpoint names no check outside of a route, or its options are wrong
     */
    Watched of(Exchange exchange, VedetteEndpoint endpoint) {
        String name =
                name(exchange, endpoint.getCheck(), endpoint.getOperation().path());
        return evaluation.watchlist().find(name).orElseGet(() -> takeUp(name, endpoint));
    }

    /** Returns the check of a route from a template. */
    Watched of(Exchange exchange, RunEndpoint endpoint) {
        return named(name(exchange, endpoint.getCheck(), endpoint.operation()));
    }

    private static String name(Exchange exchange, String given, String operation) {
        String name = given == null ? ExchangeHelper.getRouteId(exchange) : given;
        if (name == null) {
            throw new IllegalArgumentException("vedette:" + operation
                    + " needs the option check, the name of the check, where no route gives it one");
        }
        return name;
    }

    private synchronized Watched takeUp(String name, VedetteEndpoint endpoint) {
        return evaluation.watchlist().find(name).orElseGet(() -> {
            CamelContext context = endpoint.getCamelContext();
            return watch(endpoint.observed(name).plan(context, factory(context)));
        });
    }

    /** Takes up what was planned without a mistake, or its new definition; its state stays as it was. */
    public Watched watch(CheckPlan plan) {
        return watch(plan, () -> true);
    }

    /**
     * Takes up a check of a route.
     *
     * @param running whether the route runs: no message is expected of one that does not
     */
    public Watched watch(CheckPlan plan, BooleanSupplier running) {
        String name = plan.check().name();
        if (plan.maxBodyBytes() == HttpRequest.STANDARD_BODY_BYTES) {
            limits.remove(name);
        } else {
            limits.put(name, plan.maxBodyBytes());
        }
        Watched watched = evaluation
                .evaluator()
                .watch(plan.check(), plan.probe(), plan.rule().orElseThrow());
        expect(watched, plan.expectEvery(), running);
        if (plan.probe().filter(HeartbeatProbe.class::isInstance).isPresent()) {
            probing.heartbeats().watch(name, base.clock().instant());
            calls.note(name, watched.record().state());
        }
        return watched;
    }

    /** Expects messages of a check that is watched otherwise than before; all else stays. */
    public void expect(String name, Optional<Duration> every, BooleanSupplier running) {
        expect(named(name), every, running);
    }

    private void expect(Watched watched, Optional<Duration> every, BooleanSupplier running) {
        watched.expect(every.map(time ->
                new Expectation(time, watched.check().interval(), base.clock().instant(), running)));
    }

    /** Returns the calls of jobs beyond this process. */
    RememberedCalls calls() {
        return calls;
    }

    /** Watches a check no more; what is stored of it stays. */
    public void forget(String name) {
        limits.remove(name);
        evaluation.evaluator().forget(name);
    }

    /** Returns how much of the body of a check's message is read. */
    int maxBodyBytes(Watched watched) {
        return limits.getOrDefault(watched.check().name(), HttpRequest.STANDARD_BODY_BYTES);
    }

    /** Returns whether this is still the check's definition: a reload may have given it another one. */
    public boolean isCurrent(Watched watched) {
        return evaluation
                .watchlist()
                .find(watched.check().name())
                .filter(current -> current == watched)
                .isPresent();
    }

    /** Returns whether this node has the check by the same claim as now, whenever it is asked. */
    BooleanSupplier heldFromNow(Watched watched) {
        Ownership ownership = base.store().ownership();
        String name = watched.check().name();
        Optional<Fence> now = ownership.of(name);
        return () -> now.isPresent() && now.equals(ownership.of(name));
    }

    /** @param context on which conditions are compiled */
    public CheckFactory factory(CamelContext context) {
        return factory(context, base.settings().get());
    }

    /** Returns the factory for checks that are tried before they stand in a file, by people who may not change files. */
    public CheckFactory trialFactory(CamelContext context) {
        return factory(context).forTrials(new PlainConditions(context));
    }

    /** Returns the factory for settings that do not count yet. */
    public CheckFactory factory(CamelContext context, Settings next) {
        return probing.checkFactory(context, next, base.secrets());
    }
}
