package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import io.vedette.state.AlertKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Discord: a message by a channel's webhook (docs.discord.com, webhook resource, message limits, rate limits).
 *
 * <p>It is asked to wait: without that it answers 204 before the message is stored, and says nothing of one that it could not
 * store. A webhook cannot answer a message, but edit its own: a recovery is a new message, for only those are heard, and
 * the problem's message, where it told of nothing else, says then that it is over.
 */
public final class DiscordTarget implements TargetProtocol {

    static final int MOST_CONTENT = 2_000;
    static final int MOST_DESCRIPTION = 4_096;

    /** Edits are a courtesy, and count for the rate limit. */
    private static final int MOST_EDITS = 5;

    /** Too many messages were edited that are older than an hour. */
    private static final int OLD_EDITS = 30_046;

    private static final Pattern ID = Pattern.compile("\\d{1,20}");
    private static final String EDIT = "PATCH";

    private final String url;
    private final String username;
    private final String avatarUrl;
    private final HttpTarget http;

    private DiscordTarget(String url, String username, String avatarUrl, Clock clock) {
        this.url = url;
        this.username = username;
        this.avatarUrl = avatarUrl;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code webhookUrl}, and where wanted {@code username} and {@code avatarUrl}. */
    public static DiscordTarget of(Parameters given, Clock clock) {
        return new DiscordTarget(
                SecretUrl.of(given, "webhookUrl"),
                given.name("username").orElse(""),
                given.address("avatarUrl", ""),
                clock);
    }

    /** Returns the JSON to POST. Nobody is called by it, and nothing in it is markup. */
    @Override
    public String message(Digest digest) {
        ObjectNode message = body(digest);
        put(message, "username", username);
        put(message, "avatar_url", avatarUrl);
        return AlertJson.text(message);
    }

    private static ObjectNode body(Digest digest) {
        return MessageText.fitting(
                digest, MOST_CONTENT + MOST_DESCRIPTION, text -> body(digest, text), DiscordTarget::fits);
    }

    private static ObjectNode body(Digest digest, MessageText text) {
        ObjectNode message = AlertJson.object();
        // A preview is made of addresses here, of those below none.
        message.put("content", Markdown.withoutLinks(text.heading()));
        // Left out of an edit, it would be as if all were allowed.
        message.putObject("allowed_mentions").putArray("parse");
        if (!text.details().isEmpty()) {
            message.putArray("embeds")
                    .addObject()
                    .put("color", Tone.of(digest).color())
                    .put("description", Markdown.literal(text.details()));
        }
        return message;
    }

    private static boolean fits(ObjectNode message) {
        return message.path("content").asText().length() <= MOST_CONTENT
                && embed(message).path("description").asText().length() <= MOST_DESCRIPTION;
    }

    private static JsonNode embed(JsonNode message) {
        return message.path("embeds").path(0);
    }

    private static void put(ObjectNode message, String field, String value) {
        if (!value.isEmpty()) {
            message.put(field, value);
        }
    }

    /**
     * Returns one message for all alerts. The edits stand before it, so that one that comes to no end is not a message that was
     * sent, and is sent again.
     */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        List<TargetRequest> requests = new ArrayList<>();
        digest.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.RECOVERY
                        && ID.matcher(alert.reference()).matches())
                .limit(MOST_EDITS)
                .forEach(alert -> requests.add(edit(alert)));
        requests.add(TargetRequest.json(address("", "wait=true"), Map.of(), message(digest), digest.checks()));
        return requests;
    }

    private TargetRequest edit(Alert alert) {
        String json = AlertJson.text(body(Digest.of(List.of(alert))));
        TargetRequest post =
                TargetRequest.json(address("/messages/" + alert.reference(), ""), Map.of(), json, List.of());
        return new TargetRequest(EDIT, post.url(), post.headers(), post.body(), post.checks());
    }

    /** The webhook's address; it may say in its query in which thread of a forum it posts. */
    private String address(String path, String option) {
        int mark = url.indexOf('?');
        String base = (mark < 0 ? url : url.substring(0, mark)).replaceFirst("/+$", "");
        String query = mark < 0 ? "" : url.substring(mark + 1);
        String all = query + (query.isEmpty() || option.isEmpty() ? "" : "&") + option;
        return base + path + (all.isEmpty() ? "" : "?" + all);
    }

    /** Returns the id of a message that told one problem and nothing else: it alone can be edited without losing another. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        JsonNode sent = AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8));
        boolean isProblem = embed(sent).path("color").asInt() == Tone.ERROR.color()
                || embed(sent).path("color").asInt() == Tone.DEGRADED.color();
        String id = VendorReply.json(reply).path("id").asText();
        return isProblem && request.checks().size() == 1 && ID.matcher(id).matches() ? id : "";
    }

    /** An edit that Discord does not let happen keeps no recovery from being told: the message may be gone. */
    @Override
    public Optional<Refusal> refusal(TargetRequest request, Reply reply) {
        if (!request.method().equals(EDIT)) {
            return refusal(reply);
        }
        boolean isTooOften = VendorReply.json(reply).path("code").asInt() == OLD_EDITS;
        return refusal(reply).filter(refusal -> !refusal.misconfigured() && !isTooOften);
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (reply.isSuccess()) {
            boolean isStored = ID.matcher(json.path("id").asText()).matches();
            return isStored ? Optional.empty() : VendorReply.foreign("Discord", reply);
        }
        Refusal refusal = http.refused(
                reply,
                VendorReply.words(
                        reply, json.path("message").asText(), json.path("code").asText()));
        // To the millisecond, where the header is rounded.
        return Optional.of(
                json.path("retry_after").isNumber()
                        ? Refusal.busy(
                                refusal.message(),
                                Optional.of(pause(json.path("retry_after").asDouble())))
                        : refusal);
    }

    private static Duration pause(double seconds) {
        return HttpTarget.granted(Duration.ofMillis((long) Math.ceil(seconds * 1_000)));
    }
}
