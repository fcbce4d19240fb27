package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text message by Twilio's Programmable Messaging (twilio.com/docs/messaging, message resource): one for all alerts of a group
 * window, of so many paid segments at most. It takes a message and sends it later; whether it reached the phone is not asked for.
 */
public final class TwilioTarget implements TargetProtocol {

    private static final String API = "https://api.twilio.com/2010-04-01";

    private static final int MOST_TEXT = 1_600;
    private static final int MOST_SEGMENTS = 10;
    private static final int SEGMENTS = 3;

    /** Too much at once: for the API, for the queue of the number, for its carriers. */
    private static final Set<Integer> PASSING = Set.of(20429, 21611, 30001, 30022);

    private static final Set<String> FAILED = Set.of("failed", "undelivered", "canceled");
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-f]{32}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{16,128}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{5,14}");
    private static final Pattern SENDER =
            Pattern.compile("\\+[1-9]\\d{5,14}|\\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");

    private final String url;
    private final String authorization;
    private final Map<String, String> sender;
    private final String to;
    private final int segments;
    private final HttpTarget http;

    private TwilioTarget(
            String url, String authorization, Map<String, String> sender, String to, int segments, Clock clock) {
        this.url = url;
        this.authorization = authorization;
        this.sender = sender;
        this.to = to;
        this.segments = segments;
        this.http = new HttpTarget(clock);
    }

    /**
     * Reads {@code accountSid}, {@code authToken}, {@code to}, either {@code from} or {@code messagingServiceSid}, and where wanted
     * {@code segments} and {@code url}.
     */
    public static TwilioTarget of(Parameters given, Clock clock) {
        List.of("accountSid", "authToken", "to").forEach(given::required);
        String account = shaped(given, "accountSid", ACCOUNT, "is not an account's SID: AC and 32 hexadecimal digits");
        String token = shaped(given, "authToken", TOKEN, "is not an auth token: letters and digits");
        String to = shaped(given, "to", NUMBER, "is not one number as +15550199");
        String from = shaped(given, "from", SENDER, "is neither a number as +15550100 nor a sender's name");
        String service = shaped(
                given,
                "messagingServiceSid",
                SERVICE,
                "is not a messaging service's SID: MG and 32 hexadecimal digits");
        if (given.text("from").isPresent() == given.text("messagingServiceSid").isPresent()) {
            given.problem("from", "must be given, or messagingServiceSid in its place");
        }
        String basic = Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
        return new TwilioTarget(
                given.address("url", API).replaceFirst("/+$", "") + "/Accounts/" + account + "/Messages.json",
                "Basic " + basic,
                service.isEmpty() ? Map.of("From", from) : Map.of("MessagingServiceSid", service),
                to,
                given.number("segments", SEGMENTS, 1, MOST_SEGMENTS),
                clock);
    }

    private static String shaped(Parameters given, String name, Pattern shape, String complaint) {
        return given.parsed(name, text -> {
                    if (!shape.matcher(text).matches()) {
                        throw new IllegalArgumentException(complaint);
                    }
                    return text;
                })
                .orElse("");
    }

    /** Returns the text message. */
    @Override
    public String message(Digest digest) {
        return MessageText.fitting(digest, MOST_TEXT, TwilioTarget::sms, text -> SmsText.segments(text) <= segments);
    }

    private static String sms(MessageText text) {
        return SmsText.plain(text.details().isEmpty() ? text.heading() : text.heading() + "\n" + text.details());
    }

    /** Returns one message for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        Map<String, String> form = new LinkedHashMap<>(sender);
        form.put("To", to);
        form.put("Body", message(digest));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return List.of(new TargetRequest(
                "POST",
                url,
                Map.of(
                        "Authorization", authorization,
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Accept", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        int code = json.path("code").asInt(json.path("error_code").asInt());
        String words = json.path("message").asText(json.path("error_message").asText());
        if (!reply.isSuccess()) {
            Refusal refusal =
                    http.refused(reply, VendorReply.words(reply, words, code == 0 ? "" : String.valueOf(code)));
            return Optional.of(
                    PASSING.contains(code) ? Refusal.busy(refusal.message(), http.retryAfter(reply)) : refusal);
        }
        String status = json.path("status").asText();
        if (json.path("sid").asText().isEmpty() || status.isEmpty()) {
            return VendorReply.foreign("Twilio", reply);
        }
        return FAILED.contains(status)
                ? Optional.of(Refusal.misconfigured("Twilio did not send the message (" + status + "): "
                        + VendorReply.words(reply, words, String.valueOf(code))))
                : Optional.empty();
    }
}
