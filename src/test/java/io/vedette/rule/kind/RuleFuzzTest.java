package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fuzz run finds the faults it is there for. */
class RuleFuzzTest {

    private static final Verdict NO_REASON =
            new Verdict(Status.ERROR, Optional.empty(), "", List.of(), Verdict.Details.NONE);

    @Test
    void findsARuleThatThrows() {
        finds("throws java.lang.IllegalStateException: broken", (observation, now) -> {
            throw new IllegalStateException("broken");
        });
    }

    @Test
    void findsARuleThatGivesNoVerdict() {
        finds("gives no verdict", (observation, now) -> null);
    }

    @Test
    void findsAVerdictWithoutAReason() {
        finds("is ERROR with the reason Optional.empty", (observation, now) -> NO_REASON);
    }

    @Test
    void findsARuleThatTakesTooLong() {
        finds("takes ", (observation, now) -> {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start < 60_000_000L) {
                Thread.onSpinWait();
            }
            return Verdict.ok();
        });
    }

    private static void finds(String fault, Rule rule) {
        RuleFuzz fuzz =
                new RuleFuzz(Map.of("broken", rule), List.of("{}".getBytes(StandardCharsets.UTF_8)), Answering.NOW);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fuzz.rerun(7, 42))
                .withMessageContaining("seed 42, case 7, rule broken, now ")
                .withMessageContaining(fault);
    }
}
