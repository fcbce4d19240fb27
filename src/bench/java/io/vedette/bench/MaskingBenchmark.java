package io.vedette.bench;

import io.vedette.config.settings.Secrets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Masking a message while many secrets are known, and learning them one at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class MaskingBenchmark {

    private static final String MESSAGE =
            "https://shop.example.org/api/v1/orders?page=2%20of%207: status 503, expected 2xx;"
                    + " the body is \"upstream connect error, token xoxb-17-s3cret of Bearer s3cret-5 was not taken\"";

    @Param({"1", "4000", "40000"})
    public int known;

    private Secrets secrets;

    @Setup
    public void learn() {
        secrets = learned();
    }

    private Secrets learned() {
        Secrets learned = new Secrets();
        for (int i = 0; i < known; i++) {
            learned.learn(List.of(i % 2 == 0 ? "xoxb-" + i + "-s3cret" : "Bearer s3cret-" + i));
        }
        return learned;
    }

    @Benchmark
    public String mask() {
        return secrets.mask(MESSAGE);
    }

    @Benchmark
    public Secrets learnAll() {
        return learned();
    }
}
