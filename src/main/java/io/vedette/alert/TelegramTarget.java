package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telegram: {@code sendMessage} of its Bot API (core.telegram.org/bots/api). The bot's token stands in the address. Text is sent as it
 * is, without a parse mode, so that nothing in it is markup; what clients would make a mention or a command of is broken by a space
 * of no width. A recovery and an acknowledgement answer the problem's message.
 */
public final class TelegramTarget implements TargetProtocol {

    static final int MOST_TEXT = 4_096;

    private static final String API = "https://api.telegram.org";
    private static final Pattern TOKEN = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{10,100}");
    private static final Pattern CHAT = Pattern.compile("-?\\d{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final Pattern CALLING = Pattern.compile(
            "(https?://[A-Za-z0-9._:\\[\\]-]+(?:/[A-Za-z0-9%._~-]+)*/#/)|@|(?<![\\p{L}\\p{N}_/])/(?=[A-Za-z])");
    private static final int TOO_LONG = 413;

    private final String url;
    private final String chatId;
    private final Optional<Integer> thread;
    private final HttpTarget http;

    private TelegramTarget(String url, String chatId, Optional<Integer> thread, Clock clock) {
        this.url = url;
        this.chatId = chatId;
        this.thread = thread;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code token}, {@code chatId}, and where wanted {@code messageThreadId} and {@code url}. */
    public static TelegramTarget of(Parameters given, Clock clock) {
        given.required("token");
        given.required("chatId");
        String token = given.parsed(
                        "token", text -> shaped(TOKEN, text, "is not a bot's token: digits, a colon, letters"))
                .orElse("");
        String chat = given.parsed(
                        "chatId", text -> shaped(CHAT, text, "is neither a chat's number nor a channel's @name"))
                .orElse("");
        Optional<Integer> thread = given.text("messageThreadId").isEmpty()
                ? Optional.empty()
                : Optional.of(given.number("messageThreadId", 1, 1, Integer.MAX_VALUE));
        String api = given.address("url", API).replaceFirst("/+$", "");
        return new TelegramTarget(api + "/bot" + token + "/sendMessage", chat, thread, clock);
    }

    private static String shaped(Pattern shape, String text, String complaint) {
        if (!shape.matcher(text).matches()) {
            throw new IllegalArgumentException(complaint);
        }
        return text;
    }

    /** Returns the JSON to POST, its first line bold. */
    @Override
    public String message(Digest digest) {
        return message(digest, "");
    }

    private String message(Digest digest, String answered) {
        MessageText text = MessageText.fitting(digest, MOST_TEXT, TelegramTarget::harmless, TelegramTarget::fits);
        ObjectNode message = AlertJson.object();
        message.put("chat_id", chatId);
        thread.ifPresent(id -> message.put("message_thread_id", id));
        message.put("text", text.whole());
        message.putArray("entities")
                .addObject()
                .put("type", "bold")
                .put("offset", 0)
                .put("length", text.heading().length());
        message.putObject("link_preview_options").put("is_disabled", true);
        if (ID.matcher(answered).matches()) {
            message.putObject("reply_parameters")
                    .put("message_id", Long.parseLong(answered))
                    .put("allow_sending_without_reply", true);
        }
        return AlertJson.text(message);
    }

    private static MessageText harmless(MessageText text) {
        return new MessageText(harmless(text.heading()), harmless(text.details()));
    }

    private static String harmless(String text) {
        // A page of the dashboard stays where it is: a space within its address leads elsewhere.
        return CALLING.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) != null ? found.group() : found.group() + "\u200b"));
    }

    private static boolean fits(MessageText text) {
        return text.whole().length() <= MOST_TEXT;
    }

    /** Returns one message for all that is new, and one for each problem's message that is answered, where those are few. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        List<TargetRequest> requests = new ArrayList<>();
        Threads.of(digest)
                .forEach((reference, alerts) ->
                        requests.add(TargetRequest.json(url, Map.of(), message(alerts, reference), alerts.checks())));
        return requests;
    }

    /** Returns the message's id; of an answer that of what it answers. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        JsonNode sent = AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8));
        String answered = sent.path("reply_parameters").path("message_id").asText();
        return answered.isEmpty()
                ? VendorReply.json(reply).path("result").path("message_id").asText()
                : answered;
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (reply.isSuccess() && json.path("ok").asBoolean()) {
            return Optional.empty();
        }
        if (!json.has("ok")) {
            return reply.isSuccess()
                    ? VendorReply.foreign("Telegram", reply)
                    : Optional.of(http.refused(reply, reply.excerpt()));
        }
        String description = json.path("description").asText();
        JsonNode parameters = json.path("parameters");
        int code = json.path("error_code").asInt(reply.status());
        // What it says with status 200 is judged by its own number.
        Reply judged = new Reply(code < 400 ? 400 : code, reply.headers(), reply.body());
        if (description.contains("message is too long")) {
            judged = new Reply(TOO_LONG, reply.headers(), reply.body());
        }
        Refusal refusal = http.refused(judged, VendorReply.words(reply, description, ""));
        if (parameters.path("migrate_to_chat_id").isIntegralNumber()) {
            return Optional.of(Refusal.misconfigured(refusal.message() + "; chatId is now "
                    + parameters.path("migrate_to_chat_id").asText()));
        }
        return Optional.of(
                parameters.path("retry_after").isNumber()
                        ? Refusal.busy(
                                refusal.message(),
                                Optional.of(pause(parameters.path("retry_after").asLong())))
                        : refusal);
    }

    private static Duration pause(long seconds) {
        return HttpTarget.granted(Duration.ofSeconds(seconds));
    }
}
