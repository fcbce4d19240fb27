package io.vedette.rule;

import io.vedette.probe.Observation;
import java.time.Instant;

/**
 * Judges any known health dialect, told apart by its shape and without configuration: Spring Boot Actuator, MicroProfile,
 * ASP.NET Core, {@code application/health+json}, Kubernetes, Consul, Elasticsearch, etcd, Vault, NestJS terminus,
 * GitLab, Laravel, Django, Dropwizard, go-sundheit, Avalanche, or a single word.
 *
 * <p>The verdict is the worst of the HTTP status, the overall word and the words of the components:
 *
 * <ul>
 *   <li>{@code status}: the overall word says it, or is one that no dialect documents;
 *   <li>{@code component}: only components say it; they are named with their own word and text;
 *   <li>{@code http-status}: the status is not 2xx though the body is fine, or tells nothing;
 *   <li>{@code stale}: the answer dates its own results, and they are too old;
 *   <li>{@code malformed-body}: no dialect recognises the body, which is never taken for good health.
 * </ul>
 */
public final class HealthRule implements Rule {

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(observation, now, HealthRule::judge);
    }

    private static Verdict judge(HealthAnswer answer) {
        return HealthDialects.read(answer)
                .map(report -> report.judge(answer.status()))
                .orElseGet(() -> unknown(answer));
    }

    private static Verdict unknown(HealthAnswer answer) {
        String seen = "no health dialect recognised: " + answer.seen();
        return answer.http().isSuccess()
                ? Verdict.error(Reason.MALFORMED_BODY, seen)
                : Verdict.error(Reason.HTTP_STATUS, HealthAnswers.expected(answer.status()) + "; " + seen);
    }
}
