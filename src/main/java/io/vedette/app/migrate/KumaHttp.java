package io.vedette.app.migrate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The monitors of Uptime Kuma that ask over HTTP: what is asked and expected, how it logs in, by which proxy. */
final class KumaHttp {

    private static final int STANDARD_EXPIRY = 21;
    private static final Pattern DOTTED = Pattern.compile("(?:\\$\\.)?[A-Za-z_][\\w-]*(?:\\.[A-Za-z_][\\w-]*)*");

    private final KumaFile kuma;
    private final Draft draft;

    KumaHttp(KumaFile kuma, Draft draft) {
        this.kuma = kuma;
        this.draft = draft;
    }

    /**
     * Adds the parameters of a monitor over HTTP.
     *
     * @return the template; empty where there is none that means the same
     */
    Optional<String> template(String type, KumaRow monitor, Map<String, String> own, String place) {
        String template = type.equals("json-query") ? "json" : "http";
        if (type.equals("json-query")) {
            String path = monitor.text("json_path");
            String operator = monitor.text("json_path_operator").isEmpty() ? "==" : monitor.text("json_path_operator");
            if (!DOTTED.matcher(path).matches() || !operator.matches("==|!=|<|>|<=|>=")) {
                draft.note(place, "not imported, its JSON query is more than a path: " + path);
                return Optional.empty();
            }
            String value = monitor.text("expected_value");
            String field = path.replaceFirst("^\\$\\.", "");
            String literal =
                    value.matches("-?\\d+(\\.\\d+)?|true|false") ? value : "'" + value.replace("'", "\\'") + "'";
            own.put("condition", "$[?(@." + field + " " + operator + " " + literal + ")]");
        }
        String keyword = type.equals("keyword") ? monitor.text("keyword") : "";
        boolean isSecure = monitor.text("url").regionMatches(true, 0, "https:", 0, 6);
        String method = monitor.text("method");
        String codes = String.join(",", codes(monitor));
        String headers = withType(monitor.headers("headers"), monitor);
        own.putAll(Draft.parameters(
                "url",
                monitor.text("url"),
                "method",
                method.equals("GET") ? "" : method,
                "body",
                monitor.text("body"),
                "expectedStatus",
                codes,
                monitor.flag("invert_keyword", false) ? "containsNot" : "contains",
                keyword,
                "followRedirects",
                monitor.number("maxredirects", 10) == 0 ? "false" : "",
                "insecure",
                isSecure && monitor.flag("ignore_tls", false) ? "true" : "",
                "certificateDays",
                isSecure && monitor.flag("expiry_notification", false) ? String.valueOf(expiry()) : ""));
        if (codes.isEmpty()) {
            own.put("expectedStatus", "200-299");
        }
        String authorization = authorization(monitor, template, own, place);
        String all = (headers + (headers.isEmpty() || authorization.isEmpty() ? "" : "\n") + authorization);
        if (!all.isEmpty()) {
            own.put("headers", all);
        }
        proxy(monitor, own, place);
        return Optional.of(template);
    }

    /** Adds the type of a body that is no JSON, which it is here where no header says otherwise. */
    private static String withType(String headers, KumaRow monitor) {
        String type = switch (monitor.text("http_body_encoding")) {
            case "xml" -> "text/xml; charset=utf-8";
            case "form" -> "application/x-www-form-urlencoded";
            default -> "";
        };
        return type.isEmpty()
                        || monitor.text("body").isEmpty()
                        || Pattern.compile("(?im)^content-type\\s*:")
                                .matcher(headers)
                                .find()
                ? headers
                : headers + (headers.isEmpty() ? "" : "\n") + "Content-Type: " + type;
    }

    private static List<String> codes(KumaRow monitor) {
        var list = monitor.node("accepted_statuscodes_json").isArray()
                ? monitor.node("accepted_statuscodes_json")
                : monitor.node("accepted_statuscodes");
        List<String> codes = new java.util.ArrayList<>();
        list.forEach(code -> codes.add(code.asText()));
        return codes;
    }

    private int expiry() {
        return kuma.expiryDays().stream().max(Integer::compare).orElse(STANDARD_EXPIRY);
    }

    /** Adds how the check logs in, and returns the header that does so where no parameter can. */
    private String authorization(KumaRow monitor, String template, Map<String, String> own, String place) {
        String method = monitor.text("auth_method");
        String user = monitor.text("basic_auth_user");
        String password = monitor.text("basic_auth_pass");
        switch (method) {
            case "bearer" -> {
                return "Authorization: Bearer " + monitor.text("bearer_token");
            }
            case "oauth2-cc" ->
                own.putAll(Draft.parameters(
                        "oauthTokenUrl", monitor.text("oauth_token_url"),
                        "oauthClientId", monitor.text("oauth_client_id"),
                        "oauthClientSecret", monitor.text("oauth_client_secret"),
                        "oauthScope", monitor.text("oauth_scopes")));
            case "mtls" -> {
                own.putAll(Draft.parameters(
                        "clientCertificate", monitor.text("tls_cert"), "clientKey", monitor.text("tls_key")));
                if (!monitor.text("tls_ca").isEmpty()) {
                    draft.note(place, "its authority is not imported: vedette.probe.trust names a file of them");
                }
            }
            case "ntlm" -> draft.note(place, "its login by NTLM is not imported");
            default -> {
                if (user.isEmpty()) {
                    return "";
                }
                if (!draft.takes(template, "basicUsername")) {
                    return "Authorization: Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
                }
                own.putAll(Draft.parameters("basicUsername", user, "basicPassword", password));
            }
        }
        return "";
    }

    private void proxy(KumaRow monitor, Map<String, String> own, String place) {
        KumaRow proxy = kuma.proxies().get(monitor.text("proxy_id"));
        if (proxy == null || !proxy.flag("active", true)) {
            return;
        }
        if (!proxy.text("protocol").startsWith("http")) {
            draft.note(place, "its proxy is not imported, as it speaks " + proxy.text("protocol"));
            return;
        }
        String login = proxy.flag("auth", false)
                ? encoded(proxy.text("username")) + ":" + encoded(proxy.text("password")) + "@"
                : "";
        own.put("proxy", "http://" + login + proxy.text("host") + ":" + proxy.text("port"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
