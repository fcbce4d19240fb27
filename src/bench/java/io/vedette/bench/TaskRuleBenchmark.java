package io.vedette.bench;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.TaskRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rule of py-pinger tasks: from the bytes of an answer to the verdict. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class TaskRuleBenchmark {

    private static final Instant NOW = Instant.parse("2018-06-28T11:40:00Z");

    /** Bodies by name. */
    public enum Body {
        WELL("{\"status\":\"ok\",\"lastrun\":\"2018-06-28T11:37:48Z\",\"frequency\":10,\"process\":\"Billing import\","
                + "\"server\":\"backend-7\",\"reason\":\"\",\"sleep\":[]}"),
        ASLEEP(
                "{\"status\":\"ok\",\"lastrun\":\"2018-06-28T01:37:48Z\",\"frequency\":10,\"process\":\"Billing import\","
                        + "\"server\":\"backend-7\",\"sleep\":[{\"start\":\"11:00\",\"duration\":120}]}"),
        STALE("{\"status\":\"ok\",\"lastrun\":\"2018-06-28T01:37:48Z\",\"frequency\":10,\"process\":\"Billing import\","
                + "\"server\":\"backend-7\"}"),
        NO_JSON("<html><head><title>502 Bad Gateway</title></head></html>");

        private final Observation observation;

        Body(String text) {
            observation = new Observation(
                    NOW,
                    Duration.ofMillis(3),
                    new Answer.Http(200, Map.of(), text.getBytes(StandardCharsets.UTF_8), false, 0));
        }
    }

    @Param
    public Body body;

    private final TaskRule rule = new TaskRule();

    @Benchmark
    public Verdict judge() {
        return rule.judge(body.observation, NOW);
    }
}
