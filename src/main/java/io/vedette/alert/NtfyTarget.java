package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ntfy: a notification by JSON to the server's root (docs.ntfy.sh, publishing; the numbers of errors stand in {@code server/errors.go} of
 * binwiederhier/ntfy). A message above its limit would become a file, so it is kept below. Nothing is open at ntfy: a recovery is
 * a notification of its own.
 */
public final class NtfyTarget implements TargetProtocol {

    /** A message takes 4,096 bytes, the JSON around it twice as many. */
    static final int MOST_BYTES = 4_096;

    private static final int MOST_TITLE = 250;
    private static final Duration QUOTA_PAUSE = Duration.ofHours(1);
    private static final int DAILY_QUOTA = 42_908;

    private static final String API = "https://ntfy.sh";
    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");
    private static final List<String> PRIORITIES = List.of("min", "low", "default", "high", "max");
    private static final int DEFAULT = 3;
    private static final Map<Tone, String> TAGS = Map.of(
            Tone.ERROR,
            "rotating_light",
            Tone.DEGRADED,
            "warning",
            Tone.OK,
            "white_check_mark",
            Tone.NOTE,
            "speech_balloon");

    private final String url;
    private final Map<String, String> headers;
    private final String topic;
    private final int priority;
    private final HttpTarget http;

    private NtfyTarget(String url, Map<String, String> headers, String topic, int priority, Clock clock) {
        this.url = url;
        this.headers = headers;
        this.topic = topic;
        this.priority = priority;
        this.http = new HttpTarget(clock);
    }

    /**
     * Reads what a target needs: {@code topic}, but for ntfy.sh {@code url}, for a topic that is not open to all {@code token}, or
     * {@code user} and {@code password}, and where wanted {@code priority}.
     */
    public static NtfyTarget of(Parameters given, Clock clock) {
        given.required("topic");
        String topic = given.parsed("topic", NtfyTarget::topic).orElse("");
        String url = given.parsed("url", NtfyTarget::root).orElse(API);
        int priority = given.parsed("priority", NtfyTarget::priority).orElse(DEFAULT + 1);
        return new NtfyTarget(url + "/", credentials(given), topic, priority, clock);
    }

    private static Map<String, String> credentials(Parameters given) {
        Optional<String> token = given.parsed("token", text -> HeaderText.value("the token", text));
        Optional<String> user = given.text("user");
        Optional<String> password = given.text("password");
        if (user.isPresent() != password.isPresent()) {
            given.problem(user.isPresent() ? "password" : "user", "is missing: user and password belong together");
        }
        return token.map(text -> "Bearer " + text)
                .or(() -> user.map(name -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString((name + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8))))
                .map(value -> Map.of("Authorization", value))
                .orElse(Map.of());
    }

    private static String topic(String text) {
        if (!TOPIC.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a topic: 1 to 64 letters, digits, - and _");
        }
        return text;
    }

    private static String root(String text) {
        String path = Optional.ofNullable(Parameters.httpUrl(text).getRawPath()).orElse("");
        if (!path.isEmpty() && !path.equals("/")) {
            throw new IllegalArgumentException("is the server's address alone; the topic is a parameter of its own");
        }
        return text.replaceFirst("/+$", "");
    }

    private static int priority(String text) {
        int named = PRIORITIES.indexOf(text.equals("urgent") ? "max" : text) + 1;
        if (named == 0 && !text.matches("[1-5]")) {
            throw new IllegalArgumentException("is not a priority: min, low, default, high, max, or 1 to 5");
        }
        return named == 0 ? Integer.parseInt(text) : named;
    }

    @Override
    public String message(Digest digest) {
        return AlertJson.text(MessageText.fitting(digest, MOST_BYTES, text -> json(digest, text), NtfyTarget::fits));
    }

    private ObjectNode json(Digest digest, MessageText text) {
        Tone tone = Tone.of(digest);
        ObjectNode message = AlertJson.object();
        message.put("topic", topic);
        message.put("title", digest.isAnnouncement() ? "Vedette" : text.title(MOST_TITLE));
        message.put("message", digest.isAnnouncement() ? text.whole() : text.below(MOST_TITLE));
        message.put("priority", tone == Tone.ERROR ? priority : Math.min(priority, DEFAULT));
        message.putArray("tags").add(TAGS.get(tone));
        if (!digest.link().isEmpty()) {
            message.put("click", digest.link());
        }
        return message;
    }

    private static boolean fits(ObjectNode message) {
        return message.path("message").asText().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && AlertJson.text(message).length() <= 2 * MOST_BYTES;
    }

    /** Returns one notification for all alerts. */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        return List.of(TargetRequest.json(url, headers, message(digest), digest.checks()));
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (reply.isSuccess()) {
            boolean isPublished = json.path("event").asText().equals("message") && json.has("id");
            return isPublished ? Optional.empty() : VendorReply.foreign("ntfy", reply);
        }
        Refusal refusal = http.refused(
                reply,
                VendorReply.words(
                        reply, json.path("error").asText(), json.path("code").asText()));
        // The day's messages are used up: trying goes on, for somebody may raise the quota, but seldom.
        return Optional.of(
                json.path("code").asInt() == DAILY_QUOTA
                        ? Refusal.busy(refusal.message() + ", the quota of a day", Optional.of(QUOTA_PAUSE))
                        : refusal);
    }
}
