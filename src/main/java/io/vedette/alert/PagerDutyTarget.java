package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import io.vedette.rule.Text;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PagerDuty's Events API v2 (developer.pagerduty.com, events API v2): an event for each alert. A problem triggers, its
 * acknowledgement acknowledges and its recovery resolves, all by one {@code dedup_key} of check and incident: a repeated event pages
 * nobody again. What Vedette says of itself is a change event, which pages nobody.
 */
public final class PagerDutyTarget implements TargetProtocol {

    private static final String US = "https://events.pagerduty.com/v2/enqueue";
    private static final String EVENTS = "/v2/enqueue";
    private static final String CHANGES = "/v2/change/enqueue";

    private static final int MOST_SUMMARY = 1_024;
    /** An event takes 512 KB. */
    private static final int MOST_DETAILS = 20_000;

    /** PagerDuty asks for minutes between tries and names none. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_+-]{20,64}");

    private final String routingKey;
    private final String url;
    private final HttpTarget http;
    private final Clock clock;

    private PagerDutyTarget(String routingKey, String url, Clock clock) {
        this.routingKey = routingKey;
        this.url = url;
        this.http = new HttpTarget(clock);
        this.clock = clock;
    }

    /** Reads {@code routingKey} and, for another region or a relay, {@code url}. */
    public static PagerDutyTarget of(Parameters given, Clock clock) {
        given.required("routingKey");
        return new PagerDutyTarget(
                given.parsed("routingKey", PagerDutyTarget::key).orElse(""), given.address("url", US), clock);
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("is not an integration key of PagerDuty's: 32 letters and digits");
        }
        return text;
    }

    /** Returns the digest's text, which no request of its own is made of. */
    @Override
    public String message(Digest digest) {
        return digest.text();
    }

    /** Returns an event for each alert, in the order they were decided. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        if (digest.isAnnouncement()) {
            return url.endsWith(EVENTS) ? List.of(change(digest)) : List.of();
        }
        List<TargetRequest> events = new ArrayList<>();
        digest.alerts().forEach(alert -> events.add(post(url, event(alert), List.of(alert.check()))));
        return events;
    }

    private TargetRequest change(Digest digest) {
        ObjectNode change = AlertJson.object();
        change.put("routing_key", routingKey);
        change.putObject("payload")
                .put("summary", Text.bounded(digest.announcement(), MOST_SUMMARY - 1))
                .put("timestamp", clock.instant().toString())
                .put("source", "Vedette");
        return post(url.substring(0, url.length() - EVENTS.length()) + CHANGES, change, List.of());
    }

    private ObjectNode event(Alert alert) {
        ObjectNode event = AlertJson.object();
        event.put("routing_key", routingKey);
        event.put("event_action", action(alert));
        event.put("dedup_key", IncidentKey.of(alert));
        ObjectNode payload = event.putObject("payload");
        payload.put("summary", Text.bounded(AlertText.headline(alert), MOST_SUMMARY - 1));
        payload.put("source", AlertText.clean(alert.server().isEmpty() ? alert.check() : alert.server(), Text.NAME));
        payload.put(
                "severity",
                alert.to() == Health.ERROR ? "critical" : alert.to() == Health.DEGRADED ? "warning" : "info");
        payload.put("timestamp", alert.since().toString());
        put(payload, "component", alert.process());
        put(payload, "group", alert.group());
        put(payload, "class", alert.reason());
        payload.putObject("custom_details")
                .put("details", DigestText.plain(MOST_DETAILS).of(Digest.of(List.of(alert))));
        event.put("client", "Vedette");
        if (!alert.link().isEmpty()) {
            event.put("client_url", alert.link());
            event.putArray("links")
                    .addObject()
                    .put("href", alert.link())
                    .put("text", "Show " + AlertText.clean(alert.check(), Text.NAME));
        }
        return event;
    }

    private static String action(Alert alert) {
        return switch (alert.kind()) {
            case RECOVERY -> "resolve";
            case ACKNOWLEDGED -> "acknowledge";
            default -> "trigger";
        };
    }

    private static void put(ObjectNode payload, String field, String value) {
        String text = AlertText.clean(value, Text.NAME);
        if (!text.isEmpty()) {
            payload.put(field, text);
        }
    }

    private static TargetRequest post(String url, ObjectNode event, List<String> checks) {
        return TargetRequest.json(url, Map.of(), new String(AlertJson.bytes(event), StandardCharsets.UTF_8), checks);
    }

    /** Returns the key of the incident that a trigger opened. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        JsonNode event = AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8));
        return event.path("event_action").asText().equals("trigger")
                ? event.path("dedup_key").asText()
                : "";
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (!reply.isSuccess()) {
            Refusal refusal = http.refused(
                    reply,
                    VendorReply.words(reply, words(json), json.path("status").asText()));
            boolean named = refusal.misconfigured() || refusal.retryAfter().isPresent();
            return Optional.of(named ? refusal : Refusal.busy(refusal.message(), Optional.of(PAUSE)));
        }
        return json.path("status").asText().equals("success")
                ? Optional.empty()
                : VendorReply.foreign("PagerDuty", reply);
    }

    private static String words(JsonNode json) {
        StringBuilder words = new StringBuilder(json.path("message").asText());
        json.path("errors").forEach(error -> words.append("; ").append(error.asText()));
        return words.toString();
    }
}
