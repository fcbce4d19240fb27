package io.vedette.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import io.vedette.rule.Text;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prometheus' Alertmanager, API v2 (prometheus.io/docs/alerting, alerts API; its openapi.yaml): all alerts of a group window in one
 * request. Those with equal labels are one to it, so labels hold only what stays: check, group, severity.
 *
 * <p>It takes an alert for over that nobody repeats within some minutes; each says for itself that it ends in {@link #LASTING}, and its
 * recovery ends it at once.
 */
public final class AlertmanagerTarget implements TargetProtocol {

    /** For so long an alert holds that nobody repeats or ends: longer than a problem stays unnoticed. */
    static final Duration LASTING = Duration.ofDays(7);

    private static final Duration NOTICE = Duration.ofMinutes(5);
    private static final int MOST_DESCRIPTION = 4_000;
    private static final int MOST_LABEL = 300;
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final String url;
    private final Map<String, String> headers;
    private final Map<String, String> labels;
    private final HttpTarget http;
    private final Clock clock;

    private AlertmanagerTarget(String url, Map<String, String> headers, Map<String, String> labels, Clock clock) {
        this.url = url.replaceFirst("/+$", "").replaceFirst("/api/v2(/alerts)?$", "") + "/api/v2/alerts";
        this.headers = headers;
        this.labels = labels;
        this.http = new HttpTarget(clock);
        this.clock = clock;
    }

    /** Reads {@code url}, and where wanted {@code username}, {@code password} and {@code labels}. */
    public static AlertmanagerTarget of(Parameters given, Clock clock) {
        given.required("url");
        Optional<String> username = given.text("username");
        Optional<String> password = given.parsed("password", text -> HeaderText.value("the password", text));
        if (username.isPresent() != given.text("password").isPresent()) {
            given.problem(username.isPresent() ? "password" : "username", "is missing: one needs the other");
        }
        Map<String, String> headers = username.isPresent() && password.isPresent()
                ? Map.of("Authorization", "Basic " + basic(username.get() + ":" + password.get()))
                : Map.of();
        return new AlertmanagerTarget(
                given.address("url", ""),
                headers,
                given.parsed("labels", AlertmanagerTarget::labels).orElse(Map.of()),
                clock);
    }

    private static String basic(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> labels(String list) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String item : Parameters.items(list)) {
            int equals = item.indexOf('=');
            String name = equals < 0 ? "" : item.substring(0, equals).strip();
            if (!LABEL.matcher(name).matches() || item.substring(equals + 1).isBlank()) {
                throw new IllegalArgumentException(
                        "must be name=value, commas between several; a name has letters, digits and _");
            }
            labels.put(name, item.substring(equals + 1).strip());
        }
        return labels;
    }

    /** Returns the JSON array to POST. */
    @Override
    public String message(Digest digest) {
        ArrayNode all = AlertJson.object().putArray("alerts");
        if (digest.isAnnouncement()) {
            notice(digest, all.addObject());
        }
        for (Alert alert : digest.alerts()) {
            boolean over = alert.kind() == AlertKind.RECOVERY;
            if (over || changed(alert)) {
                alert(alert, alert.from(), true, all.addObject());
            }
            if (!over) {
                alert(alert, alert.to(), false, all.addObject());
            }
        }
        return all.toString();
    }

    /** Returns whether the problem goes on with another severity, which is another alert to Alertmanager. */
    private static boolean changed(Alert alert) {
        return alert.from().isProblem() && alert.from() != alert.to();
    }

    private void alert(Alert alert, Health health, boolean over, ObjectNode json) {
        Instant now = clock.instant();
        Instant began = alert.problemSince().orElse(over ? now : alert.since());
        ObjectNode all = json.putObject("labels");
        labels.forEach(all::put);
        all.put("alertname", "VedetteCheck");
        all.put("check", AlertText.clean(alert.check(), MOST_LABEL));
        String group = AlertText.clean(alert.group(), MOST_LABEL);
        if (!group.isEmpty()) {
            all.put("group", group);
        }
        all.put("severity", health == Health.DEGRADED ? "warning" : "critical");
        ObjectNode annotations = json.putObject("annotations");
        annotations.put("summary", Text.bounded(AlertText.headline(alert), MOST_LABEL));
        annotations.put("description", DigestText.plain(MOST_DESCRIPTION).of(Digest.of(List.of(alert))));
        json.put("startsAt", (began.isAfter(now) ? now : began).toString());
        json.put("endsAt", (over ? now : now.plus(LASTING)).toString());
        if (!alert.link().isEmpty()) {
            json.put("generatorURL", alert.link());
        }
    }

    /** An alert that ends by itself, for what Vedette says of itself. */
    private void notice(Digest digest, ObjectNode json) {
        ObjectNode all = json.putObject("labels");
        labels.forEach(all::put);
        all.put("alertname", "VedetteNotice").put("severity", "info");
        json.putObject("annotations")
                .put("summary", DigestText.plain(MOST_DESCRIPTION).of(digest));
        json.put("startsAt", clock.instant().toString());
        json.put("endsAt", clock.instant().plus(NOTICE).toString());
    }

    /** Returns one request for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        return List.of(TargetRequest.json(url, headers, message(digest), digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        return http.refusal(reply);
    }
}
