package io.vedette.rule.health;

import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges an Avalanche node's {@code GET /ext/health}: 200 is healthy, 503 is not, and {@code healthy} in the body decides
 * where there is a body (nodes before v1.2.2 send none). The failing checks are named with their error, how often in a
 * row they failed and since when. Source: the health API of ava-labs/avalanchego.
 *
 * <p>Reasons: {@code status} when the node says that it is unhealthy, {@code http-status} for a status but 2xx without
 * such a word, {@code malformed-body} for a 200 with anything else in it, {@code misconfigured} for a Host header that
 * the node does not allow (403) and for a node without health API (404).
 */
public final class AvalancheHealthRule implements Rule {

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(
                observation, now, answer -> AvalancheNode.misconfigured(answer).orElseGet(() -> health(answer)));
    }

    private static Verdict health(HealthAnswer answer) {
        boolean success = answer.http().isSuccess();
        Optional<AvalancheNode> node = AvalancheNode.of(answer.json());
        if (node.isPresent()) {
            return judge(node.get(), answer);
        }
        if (success) {
            return answer.text().isEmpty()
                    ? Verdict.ok()
                    : Verdict.error(Reason.MALFORMED_BODY, "not the health of a node: got " + answer.seen());
        }
        return Verdict.error(Reason.HTTP_STATUS, HealthAnswers.expected(answer.status()) + "; got " + answer.seen());
    }

    private static Verdict judge(AvalancheNode node, HealthAnswer answer) {
        String status = answer.http().isSuccess() ? "" : HealthAnswers.expected(answer.status()) + "; ";
        if (!node.healthy()) {
            return node.problem(Status.ERROR, Reason.STATUS, status + "the node says healthy: false");
        }
        return status.isEmpty()
                ? node.ok()
                : Verdict.error(Reason.HTTP_STATUS, status + "though the node says healthy: true");
    }
}
