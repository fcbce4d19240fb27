package io.vedette.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Microsoft Teams: an adaptive card for the webhook of a workflow (learn.microsoft.com, incoming webhooks with workflows; adaptive cards,
 * {@code RichTextBlock}).
 *
 * <p>A workflow answers 202 when it has begun, before anything is posted: whether it posted stands in its run history only. One that
 * ends with a Response action answers afterwards, and {@code expect} is the text that it answers. Text stands in
 * {@code RichTextBlock}s, in which nothing is markup.
 */
public final class TeamsTarget implements TargetProtocol {

    /** A message takes 28 KB, its frame included. */
    static final int MOST_BYTES = 25_000;

    private static final int ACCEPTED = 202;
    private static final Map<Tone, String> COLORS =
            Map.of(Tone.ERROR, "Attention", Tone.DEGRADED, "Warning", Tone.OK, "Good", Tone.NOTE, "Default");

    private final String url;
    private final String expect;
    private final HttpTarget http;

    private TeamsTarget(String url, String expect, Clock clock) {
        this.url = url;
        this.expect = expect;
        this.http = new HttpTarget(clock);
    }

    /** Reads what a target needs: {@code url}, and where the workflow answers afterwards {@code expect}. */
    public static TeamsTarget of(Parameters given, Clock clock) {
        return new TeamsTarget(
                SecretUrl.of(
                        given,
                        "url",
                        url -> !isConnector(url),
                        "is a connector's of Office 365, which were switched off in May 2026; make a workflow instead"),
                given.text("expect", ""),
                clock);
    }

    private static boolean isConnector(URI url) {
        return url.getHost() != null && url.getHost().toLowerCase(Locale.ROOT).endsWith("webhook.office.com");
    }

    /** Returns the card to POST: the heading in the color of the worst, and a line for each that follows. */
    @Override
    public String message(Digest digest) {
        return MessageText.fitting(
                digest,
                MOST_BYTES,
                text -> AlertJson.text(message(digest, text)),
                message -> message.length() <= MOST_BYTES);
    }

    private static ObjectNode message(Digest digest, MessageText text) {
        ObjectNode message = AlertJson.object();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("fallbackText", text.heading());
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        ObjectNode heading = line(body, text.heading());
        heading.put("weight", "Bolder");
        heading.put("size", "Medium");
        heading.put("color", COLORS.get(Tone.of(digest)));
        text.details().lines().filter(line -> !line.isBlank()).forEach(line -> line(body, line));
        link(digest, card);
        return message;
    }

    private static ObjectNode line(ArrayNode body, String text) {
        ObjectNode block = body.addObject().put("type", "RichTextBlock").put("spacing", "Small");
        return block.putArray("inlines").addObject().put("type", "TextRun").put("text", text);
    }

    /** One alert is read on about at one place. */
    private static void link(Digest digest, ObjectNode card) {
        if (!digest.link().isEmpty()) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open in Vedette")
                    .put("url", digest.link());
        }
    }

    @Override
    public List<TargetRequest> requests(Digest digest) {
        return List.of(TargetRequest.json(url, Map.of(), message(digest), digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        if (!reply.isSuccess()) {
            return Optional.of(http.refused(reply, reply.excerpt()));
        }
        String body = reply.body().strip();
        if (!expect.isEmpty()) {
            return body.contains(expect) ? Optional.empty() : Optional.of(unexpected(reply));
        }
        // A login page; and what the connectors said, which relays still say: it was taken and could not be posted.
        return body.startsWith("<") || body.contains("HTTP error")
                ? VendorReply.foreign("a workflow", reply)
                : Optional.empty();
    }

    private static Refusal unexpected(Reply reply) {
        String answered = "the workflow answered " + reply.status() + " without the text of expect";
        return Refusal.misconfigured(
                reply.status() == ACCEPTED
                        ? answered + ": it has no Response action, or that comes too late"
                        : answered + ": " + reply.excerpt());
    }
}
