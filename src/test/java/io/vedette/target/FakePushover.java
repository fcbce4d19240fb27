package io.vedette.target;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pushover's messages and receipts. */
public final class FakePushover extends VendorServer {

    private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
    private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
    private static final Pattern CANCEL = Pattern.compile("/1/receipts/([A-Za-z0-9]{30})/cancel\\.json");

    /** What rings, by receipt. */
    private final Map<String, String> ringing = new LinkedHashMap<>();

    private int receipts;

    @Override
    public TargetKind kind() {
        return TargetKind.PUSHOVER;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("token", TOKEN, "user", USER, "priority", "2", "url", address());
    }

    @Override
    public Busy busy() {
        return new Busy(error(429, "", "application is over its quota of messages"), Duration.ofHours(1));
    }

    @Override
    public Response refused() {
        return error(
                400, "\"user\":\"invalid\",", "user identifier is not a valid user, group, or subscribed user key");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                error(200, "", "message cannot be blank"), Response.of(200, "text/html", "<html>Maintenance</html>"));
    }

    /** Without the field html text is text. */
    @Override
    public Pattern alive() {
        return Pattern.compile("\\z.");
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public synchronized List<String> open() {
        return List.copyOf(ringing.values());
    }

    @Override
    protected synchronized Response answer(Request request) {
        Map<String, String> form = form(request.body());
        if (!TOKEN.equals(form.get("token"))) {
            return error(400, "\"token\":\"invalid\",", "application token is invalid");
        }
        Matcher cancel = CANCEL.matcher(request.path());
        if (cancel.matches()) {
            return ringing.remove(cancel.group(1)) == null
                    ? error(404, "\"receipt\":\"not found\",", "receipt not found; may be invalid or expired")
                    : jsonAnswer(200, "{\"status\":1,\"request\":\"r\"}");
        }
        if (!request.path().equals("/1/messages.json") || !USER.equals(form.get("user"))) {
            return error(400, "\"user\":\"invalid\",", "user key is invalid");
        }
        String message = form.getOrDefault("message", "");
        String title = form.getOrDefault("title", "");
        if (message.isBlank() || message.length() > 1_024 || title.length() > 250 || form.containsKey("html")) {
            return error(400, "\"message\":\"invalid\",", "message cannot be blank or too long");
        }
        boolean isEmergency = "2".equals(form.get("priority"));
        if (isEmergency
                && (Integer.parseInt(form.getOrDefault("retry", "0")) < 30
                        || Integer.parseInt(form.getOrDefault("expire", "99999")) > 10_800)) {
            return error(400, "\"retry\":\"invalid\",", "retry and expire must be supplied with priority=2");
        }
        tell(lines(title, message), lines(title, message));
        if (!isEmergency) {
            return jsonAnswer(200, "{\"status\":1,\"request\":\"r\"}");
        }
        String receipt = "r%029d".formatted(++receipts);
        ringing.put(receipt, title);
        return jsonAnswer(200, "{\"receipt\":\"" + receipt + "\",\"status\":1,\"request\":\"r\"}");
    }

    private static Response error(int status, String field, String words) {
        return jsonAnswer(status, "{" + field + "\"errors\":[\"" + words + "\"],\"status\":0,\"request\":\"r\"}");
    }
}
