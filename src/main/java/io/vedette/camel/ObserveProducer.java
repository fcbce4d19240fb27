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
import org.apache.camel.support.DefaultProducer;

/**
 * Judges the message as one observation of a check and takes the verdict; the message's body becomes the verdict. A body that
 * cannot be read is an error of the check, never of the route.
 */
final class ObserveProducer extends DefaultProducer {

    private final Foundation base;
    private final WatchedChecks checks;
    private final SkippedRuns skipped;
    private final Evaluator evaluator;
    private final ProbeRunner runner;

    ObserveProducer(VedetteEndpoint endpoint, Stages stages) {
        super(endpoint);
        this.base = stages.base();
        this.checks = stages.checks();
        this.skipped = new SkippedRuns(base);
        this.evaluator = stages.evaluation().evaluator();
        this.runner = stages.probing().runner();
    }

    /** Each route has its own, which it stops itself: the context would keep a list of them that is slow to search. */
    @Override
    public boolean isSingleton() {
        return false;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Watched watched = checks.of(exchange, (VedetteEndpoint) getEndpoint());
        Optional<OwnTrouble> ours = Optional.ofNullable(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .flatMap(OwnTrouble::of);
        if (ours.isPresent()) {
            skipped.notAsked(watched.check().name(), ours.get(), exchange);
            return;
        }
        Observation observation = ObservedMessage.observation(exchange, base.clock());
        WaitedJudgement.Outcome outcome = judge(exchange, watched, observation);
        Verdict verdict = outcome.verdict().masked(base.secrets()::mask);
        if (exchange.getProperty(RunProperties.TRIAL) == null && outcome.counts()) {
            base.totals().judged(verdict.status());
            if (evaluator.take(watched, observation, verdict).why() == Transition.Why.OUTDATED) {
                base.totals().dropped();
            }
        }
        exchange.getMessage().setBody(verdict);
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
