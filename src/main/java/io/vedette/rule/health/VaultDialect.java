package io.vedette.rule.health;

import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.List;
import java.util.Optional;

/**
 * HashiCorp Vault's and OpenBao's {@code /v1/sys/health}, where the HTTP status is the state: 200 active, 429 standby,
 * 472 disaster recovery secondary and 473 performance standby are all a node in its role, hence ok; 474 standby without
 * an active node, 501 not initialised, 503 sealed and 530 removed are errors. The codes can be changed by the query
 * ({@code standbyok=true}, {@code sealedcode=200}), so the flags of the body count too. Source: the Vault API
 * documentation of {@code /sys/health}.
 */
final class VaultDialect implements Dialect {

    private static final List<Integer> STANDBY = List.of(429, 472, 473);

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        if (!answer.json().path("initialized").isBoolean()
                || !answer.json().path("sealed").isBoolean()) {
            return Optional.empty();
        }
        Finding finding = finding(answer);
        boolean explained = finding.status() != Status.OK || STANDBY.contains(answer.status());
        return Optional.of(new HealthReport(List.of(finding), List.of(), explained));
    }

    private static Finding finding(HealthAnswer answer) {
        if (answer.status() == 530 || answer.json().path("removed_from_cluster").asBoolean()) {
            return error(answer, "removed from its cluster");
        }
        if (!answer.json().path("initialized").asBoolean()) {
            return error(answer, "not initialised");
        }
        if (answer.json().path("sealed").asBoolean()) {
            return error(answer, "sealed");
        }
        if (answer.status() == 474) {
            return error(answer, "standby without an active node");
        }
        String role = answer.json().path("standby").asBoolean() ? "standby" : "active";
        return new Finding(Status.OK, Reason.STATUS, "Vault is " + role);
    }

    private static Finding error(HealthAnswer answer, String state) {
        return new Finding(Status.ERROR, Reason.STATUS, "Vault is " + state + " (HTTP status " + answer.status() + ")");
    }
}
