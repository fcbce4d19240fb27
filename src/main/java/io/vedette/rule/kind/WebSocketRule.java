package io.vedette.rule.kind;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.StatusHint;
import io.vedette.rule.Verdict;
import java.time.Instant;

/**
 * A handshake is ok, and so is the message that was expected; another one is an error {@code condition}, as with {@link TcpRule}. A
 * server that answers the handshake with another status than 101 is an error {@code http-status}. Has no parameters.
 */
final class WebSocketRule implements Rule {

    private final TcpRule talk = new TcpRule();

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return observation.answer() instanceof Answer.Http refused
                ? HttpRule.telling(
                        Verdict.error(
                                Reason.HTTP_STATUS,
                                "status " + refused.status() + ", expected 101 (switching to WebSocket)"
                                        + StatusHint.of(refused)),
                        refused)
                : talk.judge(observation, now);
    }
}
