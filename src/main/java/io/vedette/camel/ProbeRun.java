package io.vedette.camel;

import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.ProbeRunner;
import io.vedette.probing.ProbeTask;
import io.vedette.probing.Run;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** A run of a check on the pool: it asks and judges, once and for each retry. */
final class ProbeRun implements ProbeTask {

    private final Foundation base;
    private final WatchedChecks checks;
    private final SkippedRuns skipped;
    private final Evaluator evaluator;
    private final ProbeRunner runner;
    private final Watched watched;
    private final Probe probe;
    private final Run run;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final BooleanSupplier isMine;
    private volatile int retries;

    ProbeRun(Stages stages, Watched watched, Probe probe, Run run, Exchange exchange, AsyncCallback callback) {
        this.base = stages.base();
        this.checks = stages.checks();
        this.skipped = new SkippedRuns(base);
        this.evaluator = stages.evaluation().evaluator();
        this.runner = stages.probing().runner();
        this.watched = watched;
        this.probe = probe;
        this.run = run;
        this.exchange = exchange;
        this.callback = callback;
        this.isMine = checks.heldFromNow(watched);
    }

    void begin(long due, int more) {
        retries = more;
        run.hold();
        try {
            runner.run(this, due);
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
        if (base.settings().get().debug()) {
            ResponseLog.log(watched.check().name(), observation, base.secrets()::mask);
        }
        return evaluator.judge(watched, observation, progress);
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
        if (checks.isCurrent(watched) && isMine.getAsBoolean()) {
            exchange.getMessage().setBody(observation);
            exchange.setProperty(Judged.PROPERTY, new Judged(watched, observation, verdict));
        } else {
            // Asked of a definition that has been replaced since, or by a claim that has: it says nothing about what
            // holds now.
            exchange.setRouteStop(true);
        }
        callback.done(false);
    }

    @Override
    public void notAsked(Observation observation, OwnTrouble trouble) {
        skipped.notAsked(name(), trouble, exchange);
        callback.done(false);
    }

    @Override
    public void leftOut(String why) {
        skipped.leftOut(watched);
        exchange.setRouteStop(true);
        callback.done(false);
    }

    @Override
    public void back() {
        run.release();
    }
}
