package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Failure;
import io.vedette.state.Acknowledgement;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts to tell in tests. */
public final class Alerts {

    public static final Instant AT = Instant.parse("2026-01-02T10:00:00Z");

    private Alerts() {}

    public static Alert problem(String check, Health to, String message) {
        return alert(AlertKind.PROBLEM, check, to, message);
    }

    public static Alert error(String check) {
        return problem(check, Health.ERROR, "last run 14 minutes ago");
    }

    public static Alert degraded(String check) {
        return problem(check, Health.DEGRADED, "slow");
    }

    public static Alert reminder(String check) {
        return alert(AlertKind.REMINDER, check, Health.ERROR, "last run 30 minutes ago");
    }

    public static Alert recovery(String check) {
        return alert(AlertKind.RECOVERY, check, Health.OK, "");
    }

    public static Alert alert(AlertKind kind, String check, Health to, String message) {
        boolean over = kind == AlertKind.RECOVERY;
        return new Alert(
                "id-" + kind.code() + "-" + check,
                kind,
                check,
                "payments",
                List.of("eu", "night"),
                "https://my-backend.com/task1",
                over ? Health.ERROR : Health.OK,
                to,
                over ? "" : "stale",
                message,
                "billing",
                "srv1",
                AT,
                AT.minusSeconds(600),
                over ? List.of() : List.of(new Failure("db", "DOWN", "connection refused")),
                over ? 0 : 3);
    }

    /** The same, with a problem that began so long before the state that is told of. */
    public static Alert lasting(Alert alert, Duration time) {
        return new Alert(
                alert.id(),
                alert.kind(),
                alert.check(),
                alert.group(),
                alert.tags(),
                alert.url(),
                alert.from(),
                alert.to(),
                alert.reason(),
                alert.message(),
                alert.process(),
                alert.server(),
                alert.at(),
                alert.since(),
                alert.failures(),
                alert.consecutiveFailures(),
                Optional.of(alert.since().minus(time)),
                Optional.of(time),
                alert.acknowledged(),
                alert.reference(),
                alert.link(),
                alert.wording());
    }

    /** The same, of a problem that somebody has in hand. */
    public static Alert acknowledged(Alert alert, Acknowledgement acknowledgement) {
        return new Alert(
                alert.id(),
                alert.kind(),
                alert.check(),
                alert.group(),
                alert.tags(),
                alert.url(),
                alert.from(),
                alert.to(),
                alert.reason(),
                alert.message(),
                alert.process(),
                alert.server(),
                alert.at(),
                alert.since(),
                alert.failures(),
                alert.consecutiveFailures(),
                alert.problemSince(),
                alert.duration(),
                Optional.of(acknowledgement),
                alert.reference(),
                alert.link(),
                alert.wording());
    }

    /** The same, of a problem that opened something at the target. */
    public static Alert following(Alert alert, String reference) {
        return new Alert(
                alert.id(),
                alert.kind(),
                alert.check(),
                alert.group(),
                alert.tags(),
                alert.url(),
                alert.from(),
                alert.to(),
                alert.reason(),
                alert.message(),
                alert.process(),
                alert.server(),
                alert.at(),
                alert.since(),
                alert.failures(),
                alert.consecutiveFailures(),
                alert.problemSince(),
                alert.duration(),
                alert.acknowledged(),
                reference,
                alert.link(),
                alert.wording());
    }

    /** An alert whose every text comes from somebody who means harm. */
    public static Alert hostile(String text) {
        return new Alert(
                "id-hostile",
                AlertKind.PROBLEM,
                text,
                text,
                List.of(text),
                text,
                Health.OK,
                Health.ERROR,
                text,
                text,
                text,
                text,
                AT,
                AT,
                List.of(new Failure(text, text, text)),
                1);
    }

    /** The digest that a webhook got. */
    public static Digest digest(String json) {
        JsonNode root = AlertJson.parse(json);
        List<Alert> alerts = new ArrayList<>();
        root.path("alerts").forEach(node -> alerts.add(AlertJson.readAlert(node.toString())));
        return new Digest(alerts, root.path("message").asText(""));
    }
}
