package io.vedette.camel;

import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.Overtime;
import io.vedette.probing.ProbeRunner;
import io.vedette.probing.ProbeTask;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Judges a message of an application's own route, by a rule that may take long. The caller waits no longer than the check's
 * timeout; a longer judgement continues on another thread, and until it ends no other message of that check is judged.
 */
final class WaitedJudgement implements ProbeTask {

    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private final SkippedRuns skipped;
    private final Evaluator evaluator;
    private final ProbeRunner runner;
    private final Watched watched;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /**
     * What came of it.
     *
     * @param counts whether it says anything about what is watched; else the state stays as it is
     */
    record Outcome(Verdict verdict, boolean counts) {

        static Outcome of(Verdict verdict) {
            return new Outcome(verdict, true);
        }

        private static Outcome notJudged(String why) {
            return new Outcome(Verdict.error(Reason.TIMEOUT, "not judged: " + why), false);
        }
    }

    WaitedJudgement(SkippedRuns skipped, Evaluator evaluator, ProbeRunner runner, Watched watched) {
        this.skipped = skipped;
        this.evaluator = evaluator;
        this.runner = runner;
        this.watched = watched;
    }

    Outcome of(Observation observation) throws InterruptedException {
        Optional<Overtime.Hanging> before = runner.overtime().of(watched);
        if (before.isPresent()) {
            skipped.leftOut(watched);
            return Outcome.notJudged("the judgement of an earlier message is still running, at "
                    + before.get().step());
        }
        try {
            runner.judge(this, observation);
            return outcome.get(longest().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            return Outcome.notJudged("Vedette is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** By then it is decided, also where the process stood still once; or nobody decides any more. */
    private Duration longest() {
        return timeout().multipliedBy(2).plus(ALLOWANCE);
    }

    @Override
    public String name() {
        return watched.check().name();
    }

    @Override
    public Object owner() {
        return watched;
    }

    /** There is nothing to ask: the message is there. */
    @Override
    public Probe probe() {
        return attempt -> new Connected();
    }

    @Override
    public Duration timeout() {
        return watched.check().timeout();
    }

    @Override
    public Verdict judge(Observation observation, Progress progress) {
        return evaluator.judge(watched, observation, progress);
    }

    @Override
    public boolean isBounded() {
        return watched.rule().isBounded();
    }

    @Override
    public void done(Observation observation, Verdict verdict, boolean hangs) {
        outcome.complete(Outcome.of(verdict));
    }

    @Override
    public void notAsked(Observation observation, OwnTrouble trouble) {
        leftOut(trouble.message());
    }

    @Override
    public void leftOut(String why) {
        skipped.leftOut(watched);
        outcome.complete(Outcome.notJudged(why));
    }

    @Override
    public void back() {
        // The caller has left.
    }
}
