package io.vedette.app.migrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes checks and targets of what Uptime Kuma has stored. Its retries are failing beats in a row, which is {@code failureThreshold}
 * here; a monitor that is linked to no notification notifies nobody. Source: github.com/louislam/uptime-kuma, 1.23 and 2.0.
 */
public final class KumaImport {

    private static final int STANDARD_INTERVAL = 60;
    private static final int MOST_RETRIES = 999;
    private static final int STANDARD_PACKET = 56;
    private static final Pattern TARGET = Pattern.compile("\\[?([^/\\]]+?)]?:(\\d+)");
    private static final Pattern SERVICE = Pattern.compile("\"service\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern DATABASE =
            Pattern.compile("(\\w+)://(?:([^:@/]*)(?::([^@]*))?@)?([^/?#]+)(/[^?#]*)?(\\?.*)?");

    private final KumaFile kuma;
    private final Draft draft;
    private final KumaTargets targets;
    private final KumaDomains domains;
    private final Map<String, String> groups = new HashMap<>();

    private KumaImport(KumaFile kuma, Draft draft) {
        this.kuma = kuma;
        this.draft = draft;
        this.targets = new KumaTargets(draft);
        this.domains = new KumaDomains(kuma, draft);
    }

    /** @param path the file as the operator calls it */
    public static Migration of(Path path) {
        try {
            return new KumaImport(KumaFile.read(path), new Draft(path.toString())).migrate();
        } catch (IOException e) {
            return Draft.unreadable(path.toString(), 0, e.getMessage());
        }
    }

    private Migration migrate() {
        kuma.notifications().forEach(one -> targets.add(one, reminds(one.text("id"))));
        kuma.monitors().stream()
                .filter(monitor -> monitor.text("type").equals("group"))
                .forEach(group -> groups.put(group.text("id"), group.text("name")));
        kuma.monitors().forEach(this::monitor);
        domains.checks();
        return draft.migration();
    }

    private boolean reminds(String notification) {
        return kuma.monitors().stream()
                .filter(monitor -> kuma.links()
                        .getOrDefault(monitor.text("id"), java.util.Set.of())
                        .contains(notification))
                .anyMatch(monitor -> monitor.number("resend_interval", 0) > 0);
    }

    private void monitor(KumaRow monitor) {
        String type = monitor.text("type");
        String place = "monitor \"" + monitor.text("name") + "\"";
        if (type.equals("group")) {
            return;
        }
        if (!monitor.flag("active", true)) {
            draft.note(place, "not imported, it is paused");
            return;
        }
        if (monitor.flag("upside_down", false)) {
            draft.note(place, "not imported, it is upside down, for which there is no counterpart");
            return;
        }
        Map<String, String> own = new LinkedHashMap<>();
        Optional<String> template = own(type, monitor, own, place);
        if (template.isEmpty()) {
            return;
        }
        own.putAll(common(monitor, type, place));
        String name = draft.unique(monitor.text("name"));
        if (!draft.check(name, template.get(), own, place)) {
            return;
        }
        left(monitor, type, place);
        domains.add(monitor, own.get("notify"), place);
        if (type.equals("push")) {
            draft.note(
                    place,
                    own.containsKey("secret")
                            ? "its job calls /heartbeat/ with the same token behind it, /fail for status=down"
                            : "its job calls another address, which its page shows, with /fail behind it for status=down:"
                                    + " its token has not the 16 letters and digits that one needs here");
        }
    }

    private void left(KumaRow monitor, String type, String place) {
        if (!monitor.node("conditions").isEmpty()) {
            draft.note(place, "its conditions are not imported");
        }
        if (type.equals("ping") && monitor.number("packet_size", STANDARD_PACKET) != STANDARD_PACKET) {
            draft.note(place, "its packet size is not imported");
        }
        if (type.equals("dns") && monitor.text("dns_resolve_server").contains(",")) {
            draft.note(place, "of its name servers the first is asked");
        }
    }

    private Map<String, String> common(KumaRow monitor, String type, String place) {
        double interval = monitor.number("interval", STANDARD_INTERVAL);
        double timeout = monitor.number("timeout", 0);
        int retries = (int) Math.min(MOST_RETRIES, monitor.number("maxretries", 0));
        double resend = monitor.number("resend_interval", 0);
        String id = monitor.text("id");
        Map<String, String> common = Draft.parameters(
                "interval", type.equals("push") ? "" : Draft.seconds(interval).orElse(""),
                "timeout",
                        type.equals("push")
                                ? ""
                                : Draft.seconds(timeout > 0 ? timeout : 0.8 * interval)
                                        .orElse(""),
                "failureThreshold", retries > 0 ? String.valueOf(retries + 1) : "",
                "errorInterval", resend > 0 ? Draft.seconds(resend * interval).orElse("") : "",
                "group", groups.getOrDefault(monitor.text("parent"), ""),
                "tags",
                        String.join(
                                ",",
                                kuma.tags().getOrDefault(id, List.of()).stream()
                                        .map(tag -> tag.replace(',', ' '))
                                        .toList()),
                "public", kuma.published().contains(id) ? "true" : "");
        if (retries > 0 && monitor.number("retry_interval", interval) != interval) {
            draft.note(place, "between failing beats the interval is the same here, not its retry interval");
        }
        List<String> told = new TreeSet<>(kuma.links().getOrDefault(id, java.util.Set.of()))
                .stream().flatMap(link -> targets.name(link).stream()).toList();
        common.put("notify", told.isEmpty() ? "log" : String.join(",", told));
        String windows = kuma.windows().getOrDefault(id, List.of()).stream()
                .flatMap(window -> KumaWindows.text(window, draft).stream())
                .collect(Collectors.joining("; "));
        if (!windows.isEmpty()) {
            common.put("maintenance", windows);
        }
        return common;
    }

    private Optional<String> own(String type, KumaRow monitor, Map<String, String> own, String place) {
        String host = monitor.text("hostname");
        String port = monitor.text("port").replaceFirst("\\.0$", "");
        switch (type) {
            case "http", "keyword", "json-query" -> {
                return new KumaHttp(kuma, draft).template(type, monitor, own, place);
            }
            case "port" -> own.putAll(Draft.parameters("host", host, "port", port));
            case "ping" ->
                own.putAll(Draft.parameters(
                        "host",
                        host,
                        "count",
                        monitor.text("ping_count").isEmpty() ? "1" : monitor.text("ping_count")));
            case "dns" -> {
                String server = monitor.text("dns_resolve_server")
                        .replaceFirst(",.*", "")
                        .strip();
                own.putAll(Draft.parameters(
                        "host",
                        host,
                        "type",
                        monitor.text("dns_resolve_type"),
                        "resolver",
                        server.isEmpty() ? "" : server + (port.isEmpty() || server.contains(":") ? "" : ":" + port)));
            }
            case "push" ->
                own.putAll(Draft.parameters(
                        "period",
                        Draft.seconds(monitor.number("interval", STANDARD_INTERVAL))
                                .orElse("60s"),
                        "secret",
                        monitor.text("push_token").matches("[A-Za-z0-9_-]{16,100}") ? monitor.text("push_token") : ""));
            case "postgres", "mysql", "sqlserver" -> {
                return database(monitor, own, place);
            }
            case "smtp" ->
                own.putAll(Draft.parameters(
                        "host",
                        host,
                        "port",
                        port.isEmpty() ? "25" : port,
                        "expect",
                        "220",
                        "startTls",
                        switch (monitor.text("smtp_security")) {
                            case "starttls" -> "smtp";
                            case "secure" -> "implicit";
                            default -> "";
                        }));
            case "websocket-upgrade" -> own.put("url", monitor.text("url"));
            case "grpc-keyword" -> {
                return grpc(monitor, own, place);
            }
            default -> {
                draft.note(place, "not imported, there is no check for the type " + type);
                return Optional.empty();
            }
        }
        return Optional.of(
                switch (type) {
                    case "port", "smtp" -> "tcp";
                    case "push" -> "heartbeat";
                    case "websocket-upgrade" -> "websocket";
                    default -> type;
                });
    }

    /** Its calls are of any service; the health service is the one that there is a check for. */
    private Optional<String> grpc(KumaRow monitor, Map<String, String> own, String place) {
        Matcher target = TARGET.matcher(monitor.text("grpc_url"));
        boolean isHealth = monitor.text("grpc_protobuf").matches("(?s).*package\\s+grpc\\.health\\.v1\\s*;.*")
                && monitor.text("grpc_service_name").endsWith("Health")
                && monitor.text("grpc_method").equalsIgnoreCase("check");
        if (!isHealth || !target.matches() || monitor.flag("invert_keyword", false)) {
            draft.note(place, "not imported, there is only a check for grpc.health.v1.Health/Check that is SERVING");
            return Optional.empty();
        }
        Matcher service = SERVICE.matcher(monitor.text("grpc_body"));
        own.putAll(Draft.parameters(
                "host",
                target.group(1),
                "port",
                target.group(2),
                "service",
                service.find() ? service.group(1) : "",
                "tls",
                monitor.flag("grpc_enable_tls", false) ? "true" : ""));
        return Optional.of("grpc");
    }

    private Optional<String> database(KumaRow monitor, Map<String, String> own, String place) {
        Matcher parts = DATABASE.matcher(monitor.text("database_connection_string"));
        if (!parts.matches()) {
            draft.note(place, "not imported, its connection string is not a URL (the value is not shown)");
            return Optional.empty();
        }
        String scheme = parts.group(1).startsWith("postgres") ? "postgresql" : parts.group(1);
        String path = Optional.ofNullable(parts.group(5)).orElse("");
        String url = "jdbc:" + scheme + "://" + parts.group(4) + path;
        if (!KumaFile.hasDriver(url)) {
            draft.note(
                    place,
                    "not imported, no driver for jdbc:" + scheme + " is on the class path: import again with"
                            + " java -cp \"vedette.jar:lib/*\" io.vedette.App import");
            return Optional.empty();
        }
        if (parts.group(6) != null) {
            draft.note(place, "what follows the ? of its connection string is not imported (the value is not shown)");
        }
        own.putAll(Draft.parameters(
                "url",
                url,
                "username",
                Draft.decoded(parts.group(2)),
                "password",
                Draft.decoded(parts.group(3)),
                "query",
                monitor.text("database_query").isEmpty() ? "SELECT 1" : monitor.text("database_query")));
        return Optional.of("sql");
    }
}
