package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Google Chat: a card by a space's webhook (developers.google.com/workspace/chat, webhooks, cards v2, {@code spaces.messages.create}). A
 * card's text is HTML of a few tags, so that escaping is enough; in a plain message {@code <users/all>} would call everybody.
 *
 * <p>Every message has a thread key, of the first alert that it tells; what follows a problem has the problem's. Google heeds the
 * key only with the option {@code messageReplyOption}.
 */
public final class GoogleChatTarget implements TargetProtocol {

    /** A message takes 32,000 bytes, cards included. */
    static final int MOST_BYTES = 30_000;

    private static final String REPLY = "messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
    private static final Pattern CREDENTIALS = Pattern.compile("(?=.*(^|&)key=[^&]).*(^|&)token=[^&].*");

    private final String url;
    private final HttpTarget http;

    private GoogleChatTarget(String url, Clock clock) {
        this.url = url;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code webhookUrl}. */
    public static GoogleChatTarget of(Parameters given, Clock clock) {
        return new GoogleChatTarget(
                SecretUrl.of(
                        given,
                        "webhookUrl",
                        GoogleChatTarget::isWebhook,
                        "is not the webhook of a space: its address ends with ?key=...&token=..."),
                clock);
    }

    private static boolean isWebhook(URI url) {
        return url.getRawQuery() != null
                && CREDENTIALS.matcher(url.getRawQuery()).matches();
    }

    @Override
    public String message(Digest digest) {
        return message(digest, "");
    }

    private static String message(Digest digest, String thread) {
        return MessageText.fitting(
                digest,
                MOST_BYTES,
                text -> AlertJson.text(message(digest, text, thread)),
                message -> message.length() <= MOST_BYTES);
    }

    private static ObjectNode message(Digest digest, MessageText text, String thread) {
        ObjectNode message = AlertJson.object();
        // What notifications show, which show no card.
        message.put("fallbackText", text.heading());
        ObjectNode card =
                message.putArray("cardsV2").addObject().put("cardId", "vedette").putObject("card");
        ArrayNode widgets = card.putArray("sections").addObject().putArray("widgets");
        paragraph(
                widgets, "<b><font color=\"" + Tone.of(digest).hex() + "\">" + escape(text.heading()) + "</font></b>");
        if (!text.details().isEmpty()) {
            paragraph(widgets, escape(text.details()).replace("\n", "<br>"));
        }
        if (!digest.link().isEmpty()) {
            ObjectNode button = widgets.addObject()
                    .putObject("buttonList")
                    .putArray("buttons")
                    .addObject();
            button.put("text", "Open in Vedette");
            button.putObject("onClick").putObject("openLink").put("url", digest.link());
        }
        if (!thread.isEmpty()) {
            message.putObject("thread").put("threadKey", thread);
        }
        return message;
    }

    private static void paragraph(ArrayNode widgets, String html) {
        widgets.addObject().putObject("textParagraph").put("text", html);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns one message for all that is new, and one for each thread that goes on, where those are few. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        String address = url + "&" + REPLY;
        List<TargetRequest> requests = new ArrayList<>();
        Threads.of(digest).forEach((reference, alerts) -> {
            String thread = reference.isEmpty() && !alerts.isAnnouncement()
                    ? "vedette-" + alerts.alerts().get(0).id()
                    : reference;
            requests.add(TargetRequest.json(address, Map.of(), message(alerts, thread), alerts.checks()));
        });
        return requests;
    }

    /** Returns the thread's key, which is ours. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        return AlertJson.parse(new String(request.body(), StandardCharsets.UTF_8))
                .path("thread")
                .path("threadKey")
                .asText();
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (reply.isSuccess()) {
            boolean isCreated = json.path("name").asText().startsWith("spaces/");
            return isCreated ? Optional.empty() : VendorReply.foreign("Google Chat", reply);
        }
        JsonNode error = json.path("error");
        return Optional.of(http.refused(
                reply,
                VendorReply.words(
                        reply,
                        error.path("message").asText(),
                        error.path("status").asText())));
    }
}
