package io.vedette.app.migrate;

import io.vedette.check.Maintenance;
import io.vedette.config.values.Authority;
import io.vedette.config.values.Durations;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gatus's endpoints that are neither HTTP nor a name server, and its alerting providers beside Slack and custom ones. */
final class GatusProtocols {

    private static final Pattern ADDRESS = Pattern.compile("([a-z]+)://(\\[[^]]+]|[^:/]+)(?::(\\d+))?.*");

    /** The parameters of a target by those of the provider. */
    private static final Map<String, Map<String, String>> TARGETS = Map.ofEntries(
            Map.entry("discord", Map.of("webhook-url", "webhookUrl")),
            Map.entry("teams-workflows", Map.of("webhook-url", "url")),
            Map.entry(
                    "telegram",
                    Map.of("token", "token", "id", "chatId", "api-url", "url", "topic-id", "messageThreadId")),
            Map.entry("pagerduty", Map.of("integration-key", "routingKey")),
            Map.entry("opsgenie", Map.of("api-key", "apiKey")),
            Map.entry("mattermost", Map.of("webhook-url", "webhookUrl", "channel", "channel")),
            Map.entry("googlechat", Map.of("webhook-url", "webhookUrl")),
            Map.entry("ntfy", Map.of("url", "url", "topic", "topic", "token", "token", "priority", "priority")),
            Map.entry("pushover", Map.of("application-token", "token", "user-key", "user")),
            Map.entry("twilio", Map.of("sid", "accountSid", "token", "authToken", "from", "from", "to", "to")),
            Map.entry("email", Map.of("from", "from", "to", "to", "username", "username", "password", "password")));

    private static final Duration DAY = Duration.ofDays(1);

    private GatusProtocols() {}

    /** Returns the template for an address by its scheme. */
    static Optional<String> template(String url) {
        Matcher address = ADDRESS.matcher(url);
        return !address.matches()
                ? Optional.empty()
                : Optional.ofNullable(
                        switch (address.group(1)) {
                            case "icmp" -> "ping";
                            case "ws", "wss" -> "websocket";
                            case "ssh", "starttls" -> "tcp";
                            case "grpc", "grpcs" -> "grpc";
                            default -> null;
                        });
    }

    /** Returns the parameters of the check for an address. */
    static Map<String, String> parameters(String url, YamlTree endpoint) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return Map.of();
        }
        String host = address.group(2).replaceAll("[\\[\\]]", "");
        return switch (address.group(1)) {
            case "icmp" -> Draft.parameters("host", host, "count", "1");
            case "ws", "wss" ->
                Draft.parameters(
                        "url",
                        url,
                        "send",
                        Expressions.sent(endpoint.text("body").orElse("")));
            case "ssh" ->
                Draft.parameters(
                        "host",
                        host,
                        "port",
                        Optional.ofNullable(address.group(3)).orElse("22"),
                        "expect",
                        "SSH-");
            case "starttls" -> Draft.parameters("host", host, "port", address.group(3), "startTls", "smtp");
            default ->
                Draft.parameters(
                        "host",
                        host,
                        "port",
                        address.group(3),
                        "tls",
                        address.group(1).equals("grpcs") ? "true" : "");
        };
    }

    /** Returns the window that {@code start: 23:00, duration: 1h, timezone, every: [Monday]} is; it holds for all endpoints. */
    static String maintenance(YamlTree given) {
        if (given.plain("enabled").equals("false")) {
            return "";
        }
        List<String> days = given.get("every").map(YamlTree::items).orElse(List.of()).stream()
                .map(day -> day.plain().substring(0, Math.min(3, day.plain().length())))
                .toList();
        String zone = given.plain("timezone").isEmpty() ? "" : " " + given.plain("timezone");
        try {
            LocalTime start = LocalTime.parse(given.plain("start"));
            Duration duration = Durations.parse(given.plain("duration"));
            LocalTime end = start.plus(duration);
            String window = (days.isEmpty() ? "daily" : String.join(",", days)) + " " + start + "-" + end + zone;
            Maintenance.parse(window);
            return duration.compareTo(DAY) < 0 ? window : "";
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return ""; // Gatus itself does not start with it.
        }
    }

    /** Adds host and port of an address over TCP or TLS. */
    static void socket(String address, Map<String, String> parameters) {
        String authority = address.replaceFirst("/.*", "");
        int colon = authority.lastIndexOf(':');
        parameters.put("host", colon < 0 ? authority : authority.substring(0, colon));
        parameters.put("port", colon < 0 ? "443" : authority.substring(colon + 1));
    }

    /** Adds what is asked of a name server, and expected of it. */
    static void dns(YamlTree dns, String resolver, GatusConditions conditions, Map<String, String> parameters) {
        parameters.put("host", dns.text("query-name").orElse(""));
        dns.text("query-type").ifPresent(type -> parameters.put("type", type));
        parameters.put("resolver", resolver.replaceFirst("^[a-z]+://", ""));
        conditions.answer().ifPresent(answer -> parameters.put("expected", answer));
    }

    /** Gatus asks for no certificate that ends late where no condition does. */
    static void certificate(String template, GatusConditions conditions, Map<String, String> parameters) {
        if (template.equals("tls")) {
            String days = String.valueOf(conditions.certificateDays().orElse(0));
            parameters.put("warnDays", days);
            parameters.put("errorDays", days);
        }
    }

    /** Returns what asks for the certificate of a URL. */
    static Map<String, String> certificate(String url, int days) {
        URI uri = URI.create(url.replaceAll("[^\\x21-\\x7e].*", ""));
        int port = Authority.port(uri) < 0 ? 443 : Authority.port(uri);
        return expiry(Map.of("host", String.valueOf(Authority.host(uri)), "port", String.valueOf(port)), days);
    }

    /** Returns a name as Vedette's checks may have. */
    static String safe(String text) {
        String safe = text.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^-+|-+$", "");
        return safe.isEmpty() ? "endpoint" : safe.substring(0, Math.min(200, safe.length()));
    }

    /** Returns the host of a URL, where it is one that can be registered: with a dot, and no address. */
    static Optional<String> domain(String url) {
        return Optional.of(url.replaceFirst("^[a-z]+://", "").replaceFirst("[:/?#].*", ""))
                .filter(host -> host.matches("(?=.{4,253}$)(?:[\\p{L}\\p{N}_-]+\\.)+\\p{L}[\\p{L}\\p{N}-]+"));
    }

    /** Returns a check that is in error so many days before something ends, as Gatus knows no other state. */
    static Map<String, String> expiry(Map<String, String> of, int days) {
        Map<String, String> parameters = new LinkedHashMap<>(of);
        parameters.put("warnDays", String.valueOf(days));
        parameters.put("errorDays", String.valueOf(days));
        return parameters;
    }

    /** Returns how a check gets its token. */
    static Map<String, String> oauth(YamlTree oauth) {
        return Draft.parameters(
                "oauthTokenUrl", oauth.text("token-url").orElse(""),
                "oauthClientId", oauth.text("client-id").orElse(""),
                "oauthClientSecret", oauth.text("client-secret").orElse(""),
                "oauthScope",
                        oauth.get("scopes").map(YamlTree::items).orElse(List.of()).stream()
                                .map(YamlTree::text)
                                .collect(Collectors.joining(" ")));
    }

    /** Returns the template of a provider's target. */
    static String template(String type, YamlTree provider) {
        return "notify-"
                + switch (type) {
                    case "teams-workflows" -> "teams";
                    case "googlechat" -> "google-chat";
                    default -> type;
                };
    }

    /** Returns the parameters of a provider's target; empty where it has none here, or lacks what one needs. */
    static Optional<Map<String, String>> target(String type, YamlTree provider) {
        Map<String, String> known = TARGETS.get(type);
        if (known == null) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        known.forEach((theirs, ours) -> provider.text(theirs).ifPresent(value -> parameters.put(ours, value)));
        if (type.equals("email")) {
            String port = provider.text("port").orElse("587");
            boolean isSecure = port.equals("465");
            parameters.put(
                    "server",
                    (isSecure ? "smtps://" : "smtp://") + provider.text("host").orElse("localhost") + ":" + port);
            if (!isSecure) {
                parameters.put("startTls", "optional");
            }
        }
        return parameters.isEmpty() ? Optional.empty() : Optional.of(parameters);
    }

    /** Returns what of a provider is no parameter of its target. */
    static List<String> left(String type, YamlTree provider) {
        return provider.entries().keySet().stream()
                .filter(key -> !TARGETS.get(type).containsKey(key) && !key.equals("default-alert"))
                .filter(key -> !type.equals("email") || !key.equals("host") && !key.equals("port"))
                .toList();
    }
}
