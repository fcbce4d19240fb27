package io.vedette.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Twilio's message resource. */
public final class FakeTwilio extends VendorServer {

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String TOKEN = "89abcdef0123456789abcdef01234567";
    private static final String BASIC =
            Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));

    @Override
    public TargetKind kind() {
        return TargetKind.TWILIO;
    }

    @Override
    public Map<String, String> values() {
        return Map.of(
                "accountSid",
                ACCOUNT,
                "authToken",
                TOKEN,
                "from",
                "+15550100",
                "to",
                "+15550199",
                "url",
                address() + "/2010-04-01");
    }

    @Override
    public List<String> secrets() {
        return List.of(TOKEN, BASIC);
    }

    @Override
    public Busy busy() {
        return new Busy(error(429, 20429, "Too Many Requests").with("Retry-After", "5"), Duration.ofSeconds(5));
    }

    @Override
    public Response refused() {
        return error(400, 21610, "Attempt to send to unsubscribed recipient");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                Response.of(200, "text/html", "<html>proxy</html>"),
                jsonAnswer(
                        201,
                        "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":30006,\"error_message\":\"Landline\"}"));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("\r");
    }

    @Override
    protected Response answer(Request request) {
        if (!request.header("Authorization").equals("Basic " + BASIC)) {
            return error(401, 20003, "Authenticate");
        }
        if (!request.path().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")) {
            return error(404, 20404, "The requested resource was not found");
        }
        if (!request.header("Content-Type").equals("application/x-www-form-urlencoded")) {
            return error(400, 21602, "Message body is required.");
        }
        Map<String, String> form = form(request.body());
        String body = form.getOrDefault("Body", "");
        if (body.isEmpty() || body.length() > 1_600) {
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        }
        if (!form.getOrDefault("To", "").equals("+15550199")) {
            return error(400, 21211, "Invalid 'To' Phone Number");
        }
        tell(body, body);
        return jsonAnswer(201, "{\"sid\":\"SM0123\",\"status\":\"queued\",\"error_code\":null,\"error_message\":null}");
    }

    private static Response error(int status, int code, String message) {
        return jsonAnswer(
                status,
                "{\"code\":" + code + ",\"message\":\"" + message + "\",\"more_info\":\"\",\"status\":" + status + "}");
    }
}
