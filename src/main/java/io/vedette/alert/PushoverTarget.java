package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pushover: a push message (pushover.net/api, and its receipts). With the emergency priority, 2, phones ring until somebody confirms
 * there, or until what is told is over or in hand here: the receipt of the message is kept and cancelled then. A receipt
 * of several problems is cancelled when all of them are over at once, or when somebody has one of them in hand.
 */
public final class PushoverTarget implements TargetProtocol {

    static final int MOST_MESSAGE = 1_024;
    static final int MOST_TITLE = 250;
    static final int MOST_URL = 512;

    private static final int EMERGENCY = 2;
    private static final int NORMAL = 0;
    private static final Duration LEAST_RETRY = Duration.ofSeconds(30);
    private static final Duration MOST_EXPIRE = Duration.ofSeconds(10_800);
    private static final int TOO_MANY = 429;
    private static final Duration QUOTA_PAUSE = Duration.ofHours(1);

    private static final String API = "https://api.pushover.net";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{30}");
    /** A receipt, and how many problems it is of. */
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z0-9]{1,64})/(\\d{1,9})");

    private static final String CANCEL = "/cancel.json";

    private final String url;
    private final Account account;
    private final Urgency urgency;
    private final HttpTarget http;

    /**
     * Who sends to whom.
     *
     * @param device one of the user's devices; empty for all
     * @param sound empty for the user's own
     */
    private record Account(String token, String user, String device, String sound) {

        /** Shows nothing secret. */
        @Override
        public String toString() {
            return "Account";
        }
    }

    /** How errors ring. */
    private record Urgency(int priority, Duration retry, Duration expire) {

        boolean isEmergency(Alert alert) {
            boolean isNew = alert.kind() == AlertKind.PROBLEM || alert.kind() == AlertKind.REMINDER;
            return priority == EMERGENCY && isNew && alert.to() == Health.ERROR;
        }
    }

    private PushoverTarget(String url, Account account, Urgency urgency, Clock clock) {
        this.url = url;
        this.account = account;
        this.urgency = urgency;
        this.http = new HttpTarget(clock);
    }

    /**
     * Reads what a target needs: {@code token} and {@code user}, and where wanted {@code device}, {@code sound}, {@code priority},
     * {@code retry}, {@code expire} and {@code url}.
     */
    public static PushoverTarget of(Parameters given, Clock clock) {
        Account account = new Account(
                key(given, "token"),
                key(given, "user"),
                given.name("device").orElse(""),
                given.name("sound").orElse(""));
        Urgency urgency = new Urgency(
                given.number("priority", 1, -2, EMERGENCY),
                given.duration("retry", Duration.ofMinutes(1)),
                given.duration("expire", Duration.ofHours(1)));
        if (urgency.retry().compareTo(LEAST_RETRY) < 0) {
            given.problem("retry", "is less than Pushover takes: 30s");
        }
        if (urgency.expire().compareTo(MOST_EXPIRE) > 0 || urgency.expire().compareTo(LEAST_RETRY) < 0) {
            given.problem("expire", "is not what Pushover takes: 30s to 3h");
        }
        return new PushoverTarget(given.address("url", API).replaceFirst("/+$", ""), account, urgency, clock);
    }

    private static String key(Parameters given, String name) {
        given.required(name);
        return given.parsed(name, text -> {
                    if (!KEY.matcher(text).matches()) {
                        throw new IllegalArgumentException("is not a key of Pushover's: 30 letters and digits");
                    }
                    return text;
                })
                .orElse("");
    }

    /** Returns the form to POST. */
    @Override
    public String message(Digest digest) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", account.token());
        fields.put("user", account.user());
        put(fields, "device", account.device());
        put(fields, "sound", account.sound());
        MessageText text = MessageText.fitting(digest, MOST_MESSAGE, all -> all, PushoverTarget::fits);
        fields.put("title", digest.isAnnouncement() ? "Vedette" : text.title(MOST_TITLE));
        fields.put("message", digest.isAnnouncement() ? text.whole() : text.below(MOST_TITLE));
        boolean isEmergency = digest.alerts().stream().anyMatch(urgency::isEmergency);
        int priority = Tone.of(digest) == Tone.ERROR ? urgency.priority() : Math.min(urgency.priority(), NORMAL);
        // Only a new problem rings; what else tells of an error, is of the priority below.
        fields.put("priority", String.valueOf(isEmergency ? EMERGENCY : Math.min(priority, EMERGENCY - 1)));
        if (isEmergency) {
            fields.put("retry", String.valueOf(urgency.retry().toSeconds()));
            fields.put("expire", String.valueOf(urgency.expire().toSeconds()));
        }
        if (!digest.link().isEmpty() && digest.link().length() <= MOST_URL) {
            fields.put("url", digest.link());
            fields.put("url_title", "Open in Vedette");
        }
        return form(fields);
    }

    private static boolean fits(MessageText text) {
        return text.whole().length() <= MOST_MESSAGE;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * Returns what stops ringing, then one message for what rings, and one for all else. A message that could not be sent is sent
     * again with all that stands before it, to which a second time does no harm.
     */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        List<TargetRequest> requests = new ArrayList<>();
        over(digest)
                .forEach(receipt -> requests.add(
                        post("/1/receipts/" + receipt + CANCEL, form(Map.of("token", account.token())), List.of())));
        List<Digest> messages = digest.isAnnouncement()
                ? List.of(digest)
                : List.of(part(digest, urgency::isEmergency), part(digest, alert -> !urgency.isEmergency(alert)));
        messages.stream()
                .filter(part -> !part.alerts().isEmpty() || digest.isAnnouncement())
                .forEach(part -> requests.add(post("/1/messages.json", message(part), part.checks())));
        return requests;
    }

    private static Digest part(Digest digest, Predicate<Alert> belongs) {
        return Digest.of(digest.alerts().stream().filter(belongs).toList());
    }

    /** The receipts of which nothing is left to ring for, or for what a new message rings. */
    private static List<String> over(Digest digest) {
        Map<String, List<Alert>> told = digest.alerts().stream()
                .filter(alert -> REFERENCE.matcher(alert.reference()).matches())
                .collect(Collectors.groupingBy(Alert::reference, LinkedHashMap::new, Collectors.toList()));
        List<String> receipts = new ArrayList<>();
        told.forEach((reference, alerts) -> {
            Matcher read = REFERENCE.matcher(reference);
            boolean isInHand = alerts.stream().anyMatch(alert -> alert.kind() == AlertKind.ACKNOWLEDGED);
            if (read.matches() && (isInHand || alerts.size() >= Integer.parseInt(read.group(2)))) {
                receipts.add(read.group(1));
            }
        });
        return receipts;
    }

    private TargetRequest post(String path, String form, List<String> checks) {
        return new TargetRequest(
                "POST",
                url + path,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                form.getBytes(StandardCharsets.UTF_8),
                checks);
    }

    /** Returns the receipt of a message that rings, and how many problems it is of. */
    @Override
    public String opened(TargetRequest request, Reply reply) {
        String opened = VendorReply.json(reply).path("receipt").asText() + "/"
                + request.checks().size();
        return REFERENCE.matcher(opened).matches() ? opened : "";
    }

    /** A receipt that is no longer known needs no end; that the token is wrong is told by the message. */
    @Override
    public Optional<Refusal> refusal(TargetRequest request, Reply reply) {
        return refusal(reply).filter(refusal -> !request.url().endsWith(CANCEL) || !refusal.misconfigured());
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        JsonNode json = VendorReply.json(reply);
        if (reply.isSuccess() && json.path("status").asInt() == 1) {
            return Optional.empty();
        }
        if (!json.has("status")) {
            return reply.isSuccess()
                    ? VendorReply.foreign("Pushover", reply)
                    : Optional.of(http.refused(reply, reply.excerpt()));
        }
        List<String> errors = new ArrayList<>();
        json.path("errors").forEach(error -> errors.add(error.asText()));
        String words = VendorReply.words(reply, String.join(", ", errors), "");
        if (reply.isSuccess()) {
            return Optional.of(Refusal.misconfigured("Pushover refused the message: " + words));
        }
        Refusal refusal = http.refused(reply, words);
        // The account's messages of the month are used up; somebody may buy more.
        return Optional.of(
                reply.status() == TOO_MANY && refusal.retryAfter().isEmpty()
                        ? Refusal.busy(refusal.message(), Optional.of(QUOTA_PAUSE))
                        : refusal);
    }
}
