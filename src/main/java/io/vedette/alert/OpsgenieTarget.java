package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import io.vedette.rule.Text;
import io.vedette.state.Acknowledgement;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opsgenie's Alert API (docs.opsgenie.com, alert API), which Jira Service Management speaks too: an alert for each problem by an
 * {@code alias} of check and incident, acknowledged and closed by the same. It answers 202 to what it will look at later; what becomes
 * of that is not asked for.
 */
public final class OpsgenieTarget implements TargetProtocol {

    private static final String US = "https://api.opsgenie.com/v2/alerts";

    private static final int MOST_MESSAGE = 130;
    private static final int MOST_DESCRIPTION = 15_000;
    private static final int MOST_TAGS = 20;
    private static final int MOST_TAG = 50;
    private static final int MOST_USER = 100;
    private static final int MOST_RESPONDERS = 50;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]{20,400}");

    private final String apiKey;
    private final String url;
    private final List<String> teams;
    private final HttpTarget http;

    private OpsgenieTarget(String apiKey, String url, List<String> teams, Clock clock) {
        this.apiKey = apiKey;
        this.url = url.replaceFirst("/+$", "");
        this.teams = teams;
        this.http = new HttpTarget(clock);
    }

    /** Reads {@code apiKey}, for another region or Jira {@code url}, and where wanted {@code teams}. */
    public static OpsgenieTarget of(Parameters given, Clock clock) {
        given.required("apiKey");
        List<String> teams = given.names("teams");
        if (teams.size() > MOST_RESPONDERS) {
            given.problem("teams", "must be " + MOST_RESPONDERS + " at most");
        }
        return new OpsgenieTarget(
                given.parsed("apiKey", OpsgenieTarget::key).orElse(""), given.address("url", US), teams, clock);
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("is not an API key: one line of letters, digits and -");
        }
        return text;
    }

    /** Returns the digest's text, which no request of its own is made of. */
    @Override
    public String message(Digest digest) {
        return digest.text();
    }

    /** Returns a request for each alert, in the order they were decided. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        if (digest.isAnnouncement()) {
            return List.of(post("", notice(digest), List.of()));
        }
        return digest.alerts().stream().map(this::request).toList();
    }

    private TargetRequest request(Alert alert) {
        List<String> checks = List.of(alert.check());
        String path = "/" + IncidentKey.of(alert);
        return switch (alert.kind()) {
            case RECOVERY -> post(path + "/close?identifierType=alias", note(alert), checks);
            case ACKNOWLEDGED -> post(path + "/acknowledge?identifierType=alias", note(alert), checks);
            default -> post("", created(alert), checks);
        };
    }

    private TargetRequest post(String path, ObjectNode json, List<String> checks) {
        return TargetRequest.json(
                url + path,
                Map.of("Authorization", "GenieKey " + apiKey),
                new String(AlertJson.bytes(json), StandardCharsets.UTF_8),
                checks);
    }

    /** An alert of the least priority, for what Vedette says of itself: there is nothing less here. */
    private ObjectNode notice(Digest digest) {
        ObjectNode json = AlertJson.object();
        json.put("message", Text.bounded(digest.announcement(), MOST_MESSAGE - 1));
        json.put("description", DigestText.plain(MOST_DESCRIPTION).of(digest));
        json.put("priority", "P5");
        json.put("source", "Vedette");
        return json;
    }

    private ObjectNode created(Alert alert) {
        ObjectNode json = AlertJson.object();
        json.put("message", Text.bounded(AlertText.headline(alert), MOST_MESSAGE - 1));
        json.put("alias", IncidentKey.of(alert));
        json.put("description", DigestText.plain(MOST_DESCRIPTION).of(Digest.of(List.of(alert))));
        json.put("priority", alert.to() == Health.ERROR ? "P1" : "P3");
        json.put("source", "Vedette");
        json.put("entity", AlertText.clean(alert.check(), Text.NAME));
        ArrayNode tags = json.putArray("tags");
        alert.tags().stream()
                .map(tag -> Text.bounded(tag, MOST_TAG - 1))
                .filter(tag -> !tag.isEmpty())
                .limit(MOST_TAGS)
                .forEach(tags::add);
        if (!alert.link().isEmpty()) {
            json.putObject("details").put("link", alert.link());
        }
        if (!teams.isEmpty()) {
            ArrayNode responders = json.putArray("responders");
            teams.forEach(team -> responders.addObject().put("name", team).put("type", "team"));
        }
        return json;
    }

    private static ObjectNode note(Alert alert) {
        ObjectNode json = AlertJson.object();
        json.put("source", "Vedette");
        alert.acknowledged()
                .map(Acknowledgement::by)
                .map(by -> Text.bounded(by, MOST_USER - 1))
                .filter(by -> !by.isEmpty())
                .ifPresent(by -> json.put("user", by));
        json.put("note", DigestText.plain(MOST_DESCRIPTION).of(Digest.of(List.of(alert))));
        return json;
    }

    /** Returns the alias of the alert that was made. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        return AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8))
                .path("alias")
                .asText();
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (!reply.isSuccess()) {
            Refusal refusal = http.refused(
                    reply, VendorReply.words(reply, json.path("message").asText(), ""));
            return Optional.of(
                    refusal.misconfigured() || refusal.retryAfter().isPresent()
                            ? refusal
                            : Refusal.busy(refusal.message(), period(reply)));
        }
        return json.path("requestId").asText().isEmpty() ? VendorReply.foreign("Opsgenie", reply) : Optional.empty();
    }

    /** Returns the span within which it counts requests. */
    private static Optional<Duration> period(Reply reply) {
        return reply.header("X-RateLimit-Period-In-Sec")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> HttpTarget.granted(Duration.ofSeconds(Long.parseLong(text))));
    }
}
