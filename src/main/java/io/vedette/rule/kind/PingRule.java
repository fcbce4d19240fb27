package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Echoes;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A host none of whose echoes come back is an error {@code unreachable}; one that loses more of them than it may, an error {@code
 * condition}; one whose answers take too long on the average is {@code degraded}, {@code slow}.
 *
 * <p>Parameters: {@code maxLoss} (0: percent of the requests that may stay without an answer), {@code maxRoundTrip} (none).
 */
final class PingRule implements Rule {

    private static final int ALL = 100;

    private final int maxLoss;
    private final Optional<Duration> maxRoundTrip;

    private PingRule(int maxLoss, Optional<Duration> maxRoundTrip) {
        this.maxLoss = maxLoss;
        this.maxRoundTrip = maxRoundTrip;
    }

    /** Reads the parameters; what is wrong is noted there. */
    static PingRule of(Parameters parameters) {
        return new PingRule(
                parameters.parsed("maxLoss", PingRule::percent).orElse(0),
                parameters.text("maxRoundTrip").map(given -> parameters.positiveDuration("maxRoundTrip", null)));
    }

    private static int percent(String text) {
        String number =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        if (!number.matches("\\d{1,2}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a percentage from 0 to 99");
        }
        return Integer.parseInt(number);
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Echoes.class).judge(this::judge);
    }

    private Verdict judge(Echoes echoes) {
        int came = echoes.roundTrips().size();
        if (came == 0) {
            return Verdict.error(
                    Reason.UNREACHABLE, echoes.host() + " answers none of " + echoes.sent() + " echo requests");
        }
        double lost = ALL * (echoes.sent() - came) / (double) echoes.sent();
        if (lost > maxLoss) {
            return Verdict.error(
                    Reason.CONDITION,
                    echoes.host() + " answers " + came + " of " + echoes.sent() + " echo requests: " + Math.round(lost)
                            + " % are lost, at most " + maxLoss + " % may be");
        }
        Duration average = echoes.roundTrips().stream()
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(came);
        return maxRoundTrip
                .filter(most -> average.compareTo(most) > 0)
                .map(most -> Verdict.degraded(
                        Reason.SLOW,
                        "an echo takes " + Durations.format(average) + " on the average, expected within "
                                + Durations.format(most)))
                .orElseGet(Verdict::ok);
    }
}
