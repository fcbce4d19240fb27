package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isContentWithAConnection() {
        assertThat(judge(new Connected())).isEqualTo(Verdict.ok());
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, UNREACHABLE", "TIMEOUT, TIMEOUT"})
    void tellsWhyThereIsNone(Kind kind, Reason reason) {
        assertThat(judge(new Answer.Trouble(kind, "why"))).isEqualTo(Verdict.error(reason, "why"));
    }

    private static Verdict judge(Answer answer) {
        return TcpRule.of(new Parameters(Map.of())).judge(new Observation(NOW, Duration.ZERO, answer), NOW);
    }
}
