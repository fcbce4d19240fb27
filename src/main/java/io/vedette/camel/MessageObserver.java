package io.vedette.camel;

import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.probe.Observation;
import io.vedette.probing.ProbeRunner;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Takes messages and failures of routes as observations of their checks. Safe for several threads. */
final class MessageObserver {

    private final Foundation base;
    private final SkippedRuns skipped;
    private final Evaluator evaluator;
    private final ProbeRunner runner;
    private final WatchedChecks checks;
    private final BodyReading reading = new BodyReading();

    MessageObserver(Stages stages) {
        this.base = stages.base();
        this.skipped = new SkippedRuns(base);
        this.evaluator = stages.evaluation().evaluator();
        this.runner = stages.probing().runner();
        this.checks = stages.checks();
    }

    /** Takes what the message holds; returns the verdict, or nothing where the trouble is our own and says nothing of the check. */
    Optional<Verdict> message(Exchange exchange, Watched watched) throws InterruptedException {
        Exception caught = ObservedMessage.caught(exchange);
        if (isOurs(exchange, watched, caught)) {
            return Optional.empty();
        }
        ObservedBody body = new ObservedBody(
                reading, checks.maxBodyBytes(watched), watched.check().timeout());
        return Optional.of(take(exchange, watched, ObservedMessage.observation(exchange, base.clock(), body)));
    }

    /** Takes an exception by which the route failed before it observed the check. */
    void failure(Exchange exchange, Watched watched, Exception failure) throws InterruptedException {
        if (!isOurs(exchange, watched, failure)) {
            take(exchange, watched, ObservedMessage.failure(exchange, base.clock(), failure));
        }
    }

    private boolean isOurs(Exchange exchange, Watched watched, Exception failure) {
        watched.heard(base.clock().instant());
        Optional<OwnTrouble> ours = Optional.ofNullable(failure).flatMap(OwnTrouble::of);
        ours.ifPresent(trouble -> skipped.notAsked(watched.check().name(), trouble, exchange));
        return ours.isPresent();
    }

    private Verdict take(Exchange exchange, Watched watched, Observation observation) throws InterruptedException {
        WaitedJudgement.Outcome outcome = judge(exchange, watched, observation);
        Verdict verdict = outcome.verdict().masked(base.secrets()::mask);
        if (exchange.getProperty(RunProperties.TRIAL) == null && outcome.counts()) {
            base.totals().judged(verdict.status());
            Transition taken = ObservedMessage.comesAgain(exchange)
                    ? evaluator.take(watched, observation, verdict)
                    : evaluator.takeMessage(watched, observation, verdict);
            if (taken.why() == Transition.Why.OUTDATED) {
                base.totals().dropped();
            }
        }
        return verdict;
    }

    private WaitedJudgement.Outcome judge(Exchange exchange, Watched watched, Observation observation)
            throws InterruptedException {
        Judged judged = exchange.getProperty(Judged.PROPERTY, Judged.class);
        if (judged != null && judged.isOf(watched, observation)) {
            return WaitedJudgement.Outcome.of(judged.verdict());
        }
        return watched.rule().isBounded()
                ? WaitedJudgement.Outcome.of(evaluator.judge(watched, observation))
                : new WaitedJudgement(skipped, evaluator, runner, watched).of(observation);
    }
}
