package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Observation;
import io.vedette.probe.http.JsonRpcProbe;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges an Avalanche node's answer to a health method by JSON-RPC ({@code health.getLiveness}, {@code health.health},
 * …), whose HTTP status is 200 whatever it says: {@code result.healthy} decides. The failing checks are named with their
 * error, how often in a row they failed and since when. Source: the health API of ava-labs/avalanchego; the JSON-RPC 2.0
 * specification.
 *
 * <p>Reasons:
 *
 * <ul>
 *   <li>{@code status}: the node says that it is unhealthy; degraded instead of error when {@code maxContiguousFailures}
 *       is more than 0, some check fails, and none that fails has failed more often than that in a row;
 *   <li>{@code stale}: with {@code maxAge}, the newest timestamp of all checks is older than that, or no check has ever
 *       run: the node no longer checks itself, so its word is worth nothing. An answer without checks has no age;
 *   <li>{@code misconfigured}: the node does not know the method or refuses the request, the Host header or the path;
 *   <li>{@code malformed-body}: another JSON-RPC error, or no JSON-RPC result;
 *   <li>{@code http-status}: a status but 2xx.
 * </ul>
 */
public final class AvalancheLivenessRule implements Rule {

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int MOST_FAILURES = 1_000_000;

    /** JSON-RPC's codes for a request that cannot be understood: parse error, invalid request, no method, parameters. */
    private static final List<Integer> REQUEST_IS_WRONG = List.of(-32700, -32600, METHOD_NOT_FOUND, -32602);

    private final int maxContiguousFailures;
    private final Optional<Duration> maxAge;

    /**
     * A rule with the check's own bounds.
     *
     * @param maxContiguousFailures checks that fail no more than so many times in a row make the node degraded, not an
     *     error; 0 for never
     * @param maxAge the most that the newest check's timestamp may be behind; empty for no bound
     */
    public AvalancheLivenessRule(int maxContiguousFailures, Optional<Duration> maxAge) {
        if (maxContiguousFailures < 0) {
            throw new IllegalArgumentException("maxContiguousFailures must not be negative");
        }
        this.maxContiguousFailures = maxContiguousFailures;
        this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
    }

    /** Reads {@code maxAge} and {@code maxContiguousFailures}; what is wrong is noted in the parameters. */
    public static AvalancheLivenessRule of(Parameters parameters) {
        return new AvalancheLivenessRule(
                parameters.number("maxContiguousFailures", 0, 0, MOST_FAILURES),
                parameters.text("maxAge").map(text -> parameters.positiveDuration("maxAge", Duration.ZERO)));
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(
                observation, now, answer -> AvalancheNode.misconfigured(answer).orElseGet(() -> liveness(answer)));
    }

    private Verdict liveness(HealthAnswer answer) {
        Optional<AvalancheNode> node = AvalancheNode.of(answer.json().path("result"));
        if (!answer.http().isSuccess()) {
            String status = HealthAnswers.expected(answer.status());
            return node.map(known -> known.problem(Status.ERROR, Reason.HTTP_STATUS, status))
                    .orElseGet(() -> Verdict.error(Reason.HTTP_STATUS, status + "; got " + answer.seen()));
        }
        JsonNode error = answer.json().path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            return refused(error);
        }
        return node.map(known -> judge(known, answer.now()))
                .orElseGet(() -> Verdict.error(
                        Reason.MALFORMED_BODY, "no JSON-RPC result with a healthy flag: got " + answer.seen()));
    }

    private static Verdict refused(JsonNode error) {
        String code = Text.bounded(error.path("code").asText(""), 20);
        String message = "JSON-RPC error " + code + (code.isEmpty() ? "" : ": ") + Text.masked(text(error), Text.NAME);
        if (JsonRpcProbe.isNoMethod(error)) {
            return Verdict.error(
                    Reason.MISCONFIGURED, message + "; the node does not know the method, try method health.health");
        }
        return REQUEST_IS_WRONG.contains(error.path("code").asInt())
                ? Verdict.error(Reason.MISCONFIGURED, message + "; the node refuses the request")
                : Verdict.error(Reason.MALFORMED_BODY, message);
    }

    private static String text(JsonNode error) {
        String text = ComponentText.text(error);
        return text.isEmpty() ? "without a message" : text;
    }

    private Verdict judge(AvalancheNode node, Instant now) {
        Optional<String> stale = maxAge.flatMap(age -> stale(node.checks(), age, now));
        String word = "the node says healthy: " + node.healthy();
        if (stale.isPresent()) {
            return node.problem(Status.ERROR, Reason.STALE, stale.get() + "; " + word);
        }
        if (node.healthy()) {
            return node.ok();
        }
        return node.problem(isBrief(node.failing()) ? Status.DEGRADED : Status.ERROR, Reason.STATUS, word);
    }

    private boolean isBrief(List<AvalancheCheck> failing) {
        return maxContiguousFailures > 0
                && !failing.isEmpty()
                && failing.stream().allMatch(check -> check.inARow() <= maxContiguousFailures);
    }

    private static Optional<String> stale(List<AvalancheCheck> checks, Duration maxAge, Instant now) {
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> newest =
                checks.stream().flatMap(check -> check.at().stream()).max(Instant::compareTo);
        if (newest.isEmpty()) {
            return Optional.of("none of " + checks.size() + " checks has a time at which it ran");
        }
        return newest.get().isBefore(now.minus(maxAge))
                ? Optional.of(
                        "the newest check ran at " + newest.get() + ", more than " + Durations.format(maxAge) + " ago")
                : Optional.empty();
    }
}
