package io.vedette.rule.kind;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Instant;

/** A connection is ok; none is an error {@code unreachable} or {@code timeout}. Has no parameters. */
final class TcpRule implements Rule {

    /** Returns the rule; there is nothing to read. */
    public static TcpRule of(Parameters parameters) {
        return new TcpRule();
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Connected.class).judge(connected -> Verdict.ok());
    }
}
