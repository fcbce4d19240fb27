package io.vedette.rule.kind;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A connection is ok; none is an error {@code unreachable} or {@code timeout}. Where TLS was asked for, a certificate that is not
 * valid is an error {@code certificate}; where a text was expected, another one is an error {@code condition}. Has no parameters.
 */
final class TcpRule implements Rule {

    private static final int LONGEST_SHOWN = 200;

    /** Returns the rule; there is nothing to read. */
    public static TcpRule of(Parameters parameters) {
        return new TcpRule();
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Connected.class).judge(there -> judge(there, now));
    }

    private static Verdict judge(Connected there, Instant now) {
        List<String> faults = there.tls().map(tls -> tls.faults(now)).orElse(List.of());
        if (!faults.isEmpty()) {
            return Verdict.error(Reason.CERTIFICATE, String.join("; ", faults));
        }
        if (there.came()) {
            return Verdict.ok();
        }
        String said = there.said().isBlank()
                ? "nothing"
                : "\"" + Text.bounded(there.said().strip(), LONGEST_SHOWN) + "\"";
        return Verdict.error(
                Reason.CONDITION,
                "\"" + Text.bounded(there.expected().orElse(""), LONGEST_SHOWN) + "\" did not come " + there.ended()
                        + "; the server said " + said);
    }
}
