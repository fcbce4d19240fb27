package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.rule.Verdict.Details;
import io.vedette.rule.health.HealthReport.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The health of an Avalanche node as its API tells it, by GET or by JSON-RPC: {@code {"checks":{…},"healthy":true}}. The
 * flag decides; the checks explain it.
 *
 * @param healthy the node's own verdict
 * @param checks its checks; none in the answer to {@code health.liveness}
 */
record AvalancheNode(boolean healthy, List<AvalancheCheck> checks) {

    /** Reads the object; empty when it has no flag. */
    static Optional<AvalancheNode> of(JsonNode json) {
        JsonNode healthy = json.path("healthy");
        return healthy.isBoolean()
                ? Optional.of(new AvalancheNode(healthy.booleanValue(), AvalancheCheck.of(json.path("checks"))))
                : Optional.empty();
    }

    /** Answers that say nothing about health but a lot about the check. */
    static Optional<Verdict> misconfigured(HealthAnswer answer) {
        if (answer.status() == 403 && answer.text().contains("invalid host specified")) {
            return Optional.of(Verdict.error(
                    Reason.MISCONFIGURED,
                    "the node refuses the Host header (\"invalid host specified\"): set Host: localhost by the"
                            + " parameter headers, or name the host in the node's --http-allowed-hosts"));
        }
        if (answer.status() == 404) {
            return Optional.of(Verdict.error(
                    Reason.MISCONFIGURED,
                    "HTTP status 404: no health API at this address; the node may run with"
                            + " --api-health-enabled=false, or url is not the node's"));
        }
        return Optional.empty();
    }

    List<AvalancheCheck> failing() {
        return checks.stream().filter(AvalancheCheck::isFailing).toList();
    }

    /** Returns the failing checks, as components. */
    List<Component> components() {
        return failing().stream().map(AvalancheCheck::component).toList();
    }

    /** Returns a problem with the failing checks named in message and failures; {@code what} stands before them. */
    Verdict problem(Status status, Reason reason, String what) {
        List<Component> components = components();
        String failing = HealthReport.listed(components);
        return Verdict.of(status, reason, failing.isEmpty() ? what : what + "; " + failing)
                .with(components.stream()
                        .limit(Verdict.MOST_FAILURES)
                        .map(Component::failure)
                        .toList());
    }

    /** Returns ok, with a warning for each check that reports an error all the same. */
    Verdict ok() {
        List<String> warnings = new ArrayList<>();
        for (AvalancheCheck check : failing()) {
            warnings.add(Text.bounded(check.name(), Text.NAME) + " reports an error although the node is healthy: "
                    + check.component().message());
        }
        return warnings.isEmpty() ? Verdict.ok() : Verdict.ok().with(new Details("", "", Optional.empty(), warnings));
    }
}
