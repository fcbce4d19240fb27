package io.vedette.alert;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP request, or one mail, that tells a target something.
 *
 * @param method the HTTP method, such as POST
 * @param url the whole address; secrets may be in it, so it is shown nowhere
 * @param headers the request's headers, Content-Type among them
 * @param body what is sent
 * @param checks the checks whose alerts it tells: they are told when it was taken, whatever becomes of other requests
 */
public record TargetRequest(String method, String url, Map<String, String> headers, byte[] body, List<String> checks) {

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#]+(/[^?#]*).*");

    public TargetRequest {
        headers = Map.copyOf(headers);
        checks = List.copyOf(checks);
    }

    /** Returns a POST of JSON. */
    public static TargetRequest json(String url, Map<String, String> headers, String json, List<String> checks) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return new TargetRequest("POST", url, all, json.getBytes(StandardCharsets.UTF_8), checks);
    }

    /** Returns a mail whose HTML is the body; the headers are the mail's, and {@code To} says who gets it. */
    static TargetRequest mail(Map<String, String> headers, byte[] html, List<String> checks) {
        return new TargetRequest("MAIL", "mailto:", headers, html, checks);
    }

    /** Returns the path of the address as it is sent; empty where it has none. */
    String path() {
        Matcher address = ADDRESS.matcher(url);
        return address.matches() ? address.group(1) : "";
    }

    /** Shows nothing secret. */
    @Override
    public String toString() {
        return "TargetRequest[" + method + ", " + body.length + " bytes]";
    }
}
