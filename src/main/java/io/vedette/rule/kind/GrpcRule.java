package io.vedette.rule.kind;

import io.vedette.probe.GrpcHealth;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A service that is {@code SERVING} is ok; any other word of gRPC's health service is an error {@code status}. A server that has no
 * such service, or no health service at all, or refuses the caller, is {@code misconfigured}; one that says that it is not available
 * {@code unreachable}. Has no parameters. Source: grpc/grpc, doc/health-checking.md and doc/statuscodes.md.
 */
final class GrpcRule implements Rule {

    private static final List<String> HEALTH = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");
    private static final int LONGEST_SHOWN = 200;

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), GrpcHealth.class).judge(GrpcRule::judge);
    }

    private static Verdict judge(GrpcHealth answer) {
        String who = answer.service().isEmpty() ? "the server" : "the service " + answer.service();
        if (answer.code() == 0) {
            return answer.health() == 1
                    ? Verdict.ok()
                    : Verdict.error(Reason.STATUS, who + " is " + word(HEALTH, answer.health()));
        }
        String code = word(CODES, answer.code());
        String said = Text.bounded(answer.message(), LONGEST_SHOWN);
        String answered = "answered " + code + (said.isEmpty() ? "" : " (" + said + ")");
        return switch (code) {
            case "NOT_FOUND" ->
                Verdict.error(Reason.MISCONFIGURED, answered + ": its health service knows no " + answer.service());
            case "UNIMPLEMENTED" ->
                Verdict.error(
                        Reason.MISCONFIGURED, answered + ": the server has no health service (grpc.health.v1.Health)");
            case "UNAUTHENTICATED", "PERMISSION_DENIED" ->
                Verdict.error(Reason.MISCONFIGURED, answered + ": it wants other headers, such as authorization");
            case "DEADLINE_EXCEEDED" -> Verdict.error(Reason.TIMEOUT, answered);
            case "UNAVAILABLE" -> Verdict.error(Reason.UNREACHABLE, answered);
            default -> Verdict.error(Reason.STATUS, answered);
        };
    }

    private static String word(List<String> words, int number) {
        return number >= 0 && number < words.size() ? words.get(number) : String.valueOf(number);
    }
}
