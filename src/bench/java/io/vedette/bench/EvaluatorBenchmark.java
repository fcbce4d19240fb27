package io.vedette.bench;

import io.vedette.check.Check;
import io.vedette.config.values.Parameters;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.TaskRule;
import io.vedette.state.Transition;
import io.vedette.store.MemoryStore;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The step that most observations make: the check was well and still is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class EvaluatorBenchmark {

    private final Clock clock = Clock.systemUTC();
    private final Targets targets = new Targets(clock, new Random(1));
    private final Evaluator evaluator = new Evaluator(
            new Watchlist(),
            targets,
            new MemoryStore(),
            clock,
            clock,
            Connectivity.unguarded(clock),
            ClockSteps.none(clock));
    private final Watched watched = evaluator.watch(
            Check.read("billing", "task", new Parameters(Map.of()), Check.Defaults.STANDARD),
            Optional.empty(),
            new TaskRule());
    private final Observation observation = new Observation(
            clock.instant(), Duration.ofMillis(3), new Answer.Http(200, Map.of(), new byte[0], false, 0));

    public EvaluatorBenchmark() {
        targets.add("log");
        evaluator.take(watched, observation, Verdict.ok());
    }

    @Benchmark
    public Transition staysWell() {
        return evaluator.take(watched, observation, Verdict.ok());
    }
}
