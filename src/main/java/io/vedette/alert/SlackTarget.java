package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import io.vedette.state.AlertKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Speaks to Slack: the message for {@code chat.postMessage} or an incoming webhook, and the meaning of Slack's answer.
 *
 * <p>Slack's Web API refuses with status 200 and {@code {"ok":false,"error":"…"}}, an incoming webhook with a word as
 * plain text (docs.slack.dev, chat.postMessage and incoming webhooks). Servers that accept Slack's webhook format answer
 * {@code ok} or {@code {"success":true}}.
 */
public final class SlackTarget implements TargetProtocol {

    /** Slack recommends fewer than 4,000 characters and cuts at 40,000. */
    static final int MOST_TEXT = 3_900;

    private static final Set<String> MISCONFIGURED = Set.of(
            "access_denied",
            "account_inactive",
            "action_prohibited",
            "as_user_not_supported",
            "channel_is_archived",
            "channel_not_found",
            "enterprise_is_restricted",
            "invalid_arguments",
            "invalid_auth",
            "invalid_token",
            "is_archived",
            "missing_scope",
            "no_permission",
            "no_service",
            "no_team",
            "not_allowed_token_type",
            "not_authed",
            "not_in_channel",
            "org_login_required",
            "restricted_action",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
            "two_factor_setup_required",
            "user_not_found");

    private static final Set<String> OF_CONTENT = Set.of(
            "invalid_blocks",
            "invalid_payload",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
            "too_many_attachments");

    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern WORD = Pattern.compile("[a-z_]{2,60}");

    private static final String API = "https://slack.com/api/chat.postMessage";

    private final Settings settings;
    private final Access access;
    private final HttpTarget http;
    private final DigestText text = new DigestText(MOST_TEXT, SlackTarget::escape);

    public SlackTarget(Settings settings, Clock clock) {
        this(settings, new Access("", ""), clock);
    }

    private SlackTarget(Settings settings, Access access, Clock clock) {
        this.settings = settings;
        this.access = access;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code token} and {@code channel}, or {@code webhookUrl}; a token counts where both are given. */
    public static SlackTarget of(Parameters given, Clock clock) {
        Optional<String> token = given.parsed("token", SlackTarget::token);
        String webhook = given.address("webhookUrl", "");
        String api = given.address("url", API);
        if (given.text("token").isPresent()) {
            if (given.text("channel").isEmpty()) {
                given.problem("channel", "is missing: a bot's token needs the channel");
            }
        } else if (given.text("webhookUrl").isEmpty()) {
            given.problem("token", "is missing: give token and channel, or webhookUrl");
        }
        return new SlackTarget(
                read(given), token.map(bot -> new Access(api, bot)).orElse(new Access(webhook, "")), clock);
    }

    /** Reads how messages appear that a route of an operator's own sends. */
    public static SlackTarget ofSettings(Parameters given, Clock clock) {
        return new SlackTarget(read(given), clock);
    }

    private static Settings read(Parameters given) {
        return new Settings(given.text("channel", ""), given.text("user", ""), given.text("emoji", ""));
    }

    private static String token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "is not a token of Slack's: it has no blanks, and only letters, digits and signs of ASCII");
        }
        return text;
    }

    /**
     * How Slack is reached.
     *
     * @param url of {@code chat.postMessage} or of an incoming webhook, which is a secret
     * @param token the bot's; empty for a webhook
     */
    private record Access(String url, String token) {

        Map<String, String> headers() {
            return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
        }

        /** Shows nothing secret. */
        @Override
        public String toString() {
            return "Access";
        }
    }

    /**
     * How messages appear.
     *
     * @param channel the channel's id or name; empty for a webhook, which knows its own
     * @param user the name they appear under; empty for the app's own. Needs the scope {@code chat:write.customize}
     * @param emoji the icon, such as {@code :satellite:}, or an image's URL; empty for the app's own
     */
    public record Settings(String channel, String user, String emoji) {}

    /** Returns the JSON to POST. It mentions nobody ({@code <!channel>}) and has no links of ours. */
    @Override
    public byte[] message(Digest digest) {
        return AlertJson.bytes(json(digest));
    }

    /**
     * Returns one message for all, and, where a bot's token lets us know the problem's message, one for each thread in which
     * something is over or in hand. A recovery is shown in the channel too.
     */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        Map<String, List<Alert>> byThread = new LinkedHashMap<>();
        digest.alerts()
                .forEach(alert -> byThread.computeIfAbsent(thread(alert), thread -> new ArrayList<>())
                        .add(alert));
        if (byThread.isEmpty()) {
            return List.of(request(json(digest), List.of()));
        }
        List<TargetRequest> requests = new ArrayList<>();
        byThread.forEach((thread, alerts) -> {
            ObjectNode message = json(Digest.of(alerts));
            if (!thread.isEmpty()) {
                message.put("thread_ts", thread);
                message.put("reply_broadcast", alerts.stream().anyMatch(alert -> alert.kind() == AlertKind.RECOVERY));
            }
            requests.add(request(message, alerts.stream().map(Alert::check).toList()));
        });
        return requests;
    }

    private String thread(Alert alert) {
        boolean follows = alert.kind() == AlertKind.RECOVERY || alert.kind() == AlertKind.ACKNOWLEDGED;
        return follows && !access.token().isEmpty() ? alert.reference() : "";
    }

    private TargetRequest request(ObjectNode message, List<String> checks) {
        return TargetRequest.json(access.url(), access.headers(), text(message), checks);
    }

    /** Returns the message's {@code ts}, by which a reply goes into its thread; of a reply that of its thread. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        String thread = AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8))
                .path("thread_ts")
                .asText("");
        return thread.isEmpty()
                ? json(reply.body().strip())
                        .map(node -> node.path("ts").asText(""))
                        .orElse("")
                : thread;
    }

    private static String text(ObjectNode message) {
        return new String(AlertJson.bytes(message), StandardCharsets.UTF_8);
    }

    private ObjectNode json(Digest digest) {
        ObjectNode message = AlertJson.object();
        put(message, "channel", settings.channel());
        message.put("text", text.of(digest));
        // Literal text: an endpoint's stars and underscores are not formatting, its URLs are not fetched for a preview.
        message.put("mrkdwn", false);
        message.put("link_names", false);
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        put(message, "username", settings.user());
        String emoji = settings.emoji();
        if (emoji.contains("://")) {
            put(message, "icon_url", emoji);
        } else if (!emoji.isEmpty()) {
            put(message, "icon_emoji", ":" + emoji.replace(":", "") + ":");
        }
        return message;
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        String body = reply.body().strip();
        Optional<JsonNode> json = json(body);
        String error = json.map(node -> node.path("error").asText(""))
                .orElse(WORD.matcher(body).matches() ? body : "");
        if (!reply.isSuccess()) {
            return Optional.of(http.refused(reply, error.isEmpty() ? reply.excerpt() : error));
        }
        boolean taken = json.map(node ->
                        node.path("ok").asBoolean() || node.path("success").asBoolean())
                .orElse("ok".equals(body));
        if (taken) {
            return Optional.empty();
        }
        if (!WORD.matcher(error).matches()) {
            return Optional.of(Refusal.temporary("this is not an answer of Slack's: " + reply.excerpt()));
        }
        String message = "Slack refused the message: " + error;
        if (OF_CONTENT.contains(error)) {
            return Optional.of(Refusal.ofContent(message));
        }
        return Optional.of(
                MISCONFIGURED.contains(error)
                        ? Refusal.misconfigured(message)
                        : Refusal.busy(message, http.retryAfter(reply)));
    }

    /** Escapes the three characters that Slack asks to escape; that also disarms every mention. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void put(ObjectNode message, String field, String value) {
        if (!value.isEmpty()) {
            message.put(field, value);
        }
    }

    private static Optional<JsonNode> json(String body) {
        if (!body.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(AlertJson.parse(body));
        } catch (IllegalArgumentException e) {
            // Something between Slack and us answered.
            return Optional.empty();
        }
    }
}
