package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mattermost: a message by an incoming webhook, and what Mattermost answers: {@code ok} where it took it, else JSON with
 * {@code id}, {@code message} and {@code status_code} (developers.mattermost.com, incoming webhooks and message attachments). A
 * webhook tells no message's id, so a recovery is a message of its own.
 */
public final class MattermostTarget implements TargetProtocol {

    /** A post takes 16,383 characters; what an attachment may hold beside them is not documented. */
    private static final int MOST_TEXT = 16_000;

    private final String url;
    private final String channel;
    private final String username;
    private final String iconUrl;
    private final HttpTarget http;

    private MattermostTarget(String url, String channel, String username, String iconUrl, Clock clock) {
        this.url = url;
        this.channel = channel;
        this.username = username;
        this.iconUrl = iconUrl;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code webhookUrl}, and where wanted {@code channel}, {@code username} and {@code iconUrl}. */
    public static MattermostTarget of(Parameters given, Clock clock) {
        return new MattermostTarget(
                SecretUrl.of(given, "webhookUrl"),
                given.name("channel").orElse(""),
                given.name("username").orElse(""),
                given.address("iconUrl", ""),
                clock);
    }

    /** Returns the JSON to POST: the heading as text, the details beside a bar in the color of the worst. */
    @Override
    public String message(Digest digest) {
        return AlertJson.text(
                MessageText.fitting(digest, MOST_TEXT, text -> json(digest, text), MattermostTarget::fits));
    }

    private ObjectNode json(Digest digest, MessageText text) {
        ObjectNode message = AlertJson.object();
        message.put("text", Markdown.literal(text.heading()));
        put(message, "channel", channel);
        put(message, "username", username);
        put(message, "icon_url", iconUrl);
        if (!text.details().isEmpty()) {
            message.putArray("attachments")
                    .addObject()
                    .put("fallback", Markdown.literal(text.heading()))
                    .put("color", Tone.of(digest).hex())
                    .put("text", Markdown.literal(text.details()));
        }
        return message;
    }

    private static boolean fits(ObjectNode message) {
        return message.path("text").asText().length()
                        + message.path("attachments")
                                .path(0)
                                .path("text")
                                .asText()
                                .length()
                <= MOST_TEXT;
    }

    private static void put(ObjectNode message, String field, String value) {
        if (!value.isEmpty()) {
            message.put(field, value);
        }
    }

    /** Returns one message for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        return List.of(TargetRequest.json(url, Map.of(), message(digest), digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        if (!reply.isSuccess()) {
            JsonNode json = VendorReply.json(reply);
            return Optional.of(http.refused(
                    reply,
                    VendorReply.words(
                            reply,
                            json.path("message").asText(),
                            json.path("id").asText())));
        }
        return reply.body().strip().equals("ok") ? Optional.empty() : VendorReply.foreign("Mattermost", reply);
    }
}
