package io.vedette.app.migrate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vedette.config.settings.Braces;
import io.vedette.config.values.Problem;
import io.vedette.config.values.YamlDocuments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes settings and checks of Gatus's {@code config.yaml}: endpoints over HTTP, TCP, TLS and DNS, external endpoints
 * with a heartbeat, alerts to Slack and to a custom address. Everything else is listed with its place. Source:
 * github.com/TwiN/gatus, README.
 */
public final class GatusImport {

    private static final Set<String> ENDPOINT = Set.of(
            "name",
            "group",
            "url",
            "method",
            "body",
            "headers",
            "graphql",
            "interval",
            "conditions",
            "alerts",
            "client",
            "dns",
            "enabled");
    private static final Set<String> CLIENT = Set.of("insecure", "ignore-redirect", "timeout", "oauth2");
    private static final Set<String> TAKEN =
            Set.of("endpoints", "external-endpoints", "alerting", "web", "services", "maintenance");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Draft draft;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final GatusAlerts alerts;
    private String maintenance = "";

    private GatusImport(Draft draft, GatusAlerts alerts) {
        this.draft = draft;
        this.alerts = alerts;
    }

    /** @param file the file as the operator calls it */
    public static Migration of(String text, String file) {
        Optional<YamlTree> root;
        try {
            root = YamlTree.parse(text);
        } catch (YamlDocuments.Malformed e) {
            return Migration.failed(file, List.of(Problem.error(file, e.line(), null, e.getMessage())));
        }
        if (root.isEmpty()
                || !root.get().isMapping()
                || !root.get().entries().containsKey("endpoints")
                        && !root.get().entries().containsKey("external-endpoints")) {
            return Migration.failed(
                    file,
                    List.of(Problem.error(file, 0, "endpoints", "is missing: this is not a configuration of Gatus")));
        }
        Draft draft = new Draft(file);
        return new GatusImport(draft, new GatusAlerts(root.get().get("alerting"), draft)).migrate(root.get());
    }

    private Migration migrate(YamlTree root) {
        settings.putAll(alerts.settings());
        web(root.get("web"));
        root.get("maintenance").ifPresent(this::maintenance);
        List<YamlTree> endpoints = root.get("endpoints").map(YamlTree::items).orElse(List.of());
        for (int i = 0; i < endpoints.size(); i++) {
            endpoint(endpoints.get(i), "endpoints[" + i + "]");
        }
        List<YamlTree> external =
                root.get("external-endpoints").map(YamlTree::items).orElse(List.of());
        for (int i = 0; i < external.size(); i++) {
            external(external.get(i), "external-endpoints[" + i + "]");
        }
        root.entries().forEach((key, value) -> {
            if (!TAKEN.contains(key) && !key.startsWith("x-") && !key.startsWith("default-")) {
                notes.add(key + " (line " + value.line() + "): not imported");
            }
        });
        notes.addAll(alerts.notes());
        draft.putSettings(settings);
        notes.forEach(draft::note);
        return draft.migration();
    }

    private void maintenance(YamlTree given) {
        maintenance = GatusProtocols.maintenance(given);
        if (maintenance.isEmpty() && !given.plain("enabled").equals("false")) {
            notes.add("maintenance (line " + given.line() + "): not imported, it is no window of less than a day");
        }
    }

    private void web(Optional<YamlTree> web) {
        settings.put("vedette.http.port", web.flatMap(it -> it.text("port")).orElse("8080"));
        notes.add("web: Gatus listened on "
                + web.flatMap(it -> it.text("address")).orElse("0.0.0.0")
                + ", Vedette on 127.0.0.1 until vedette.http.host and a password are set");
        web.map(YamlTree::entries).orElse(Map.of()).forEach((key, value) -> {
            if (!key.equals("port") && !key.equals("address")) {
                notes.add("web." + key + " (line " + value.line() + "): not imported");
            }
        });
    }

    private void endpoint(YamlTree endpoint, String place) {
        if (endpoint.text("enabled").filter("false"::equals).isPresent()) {
            notes.add(place + " (line " + endpoint.line() + "): not imported, it is not enabled");
            return;
        }
        String url = endpoint.url("url").orElse("");
        GatusConditions conditions =
                new GatusConditions(endpoint.get("conditions").map(YamlTree::items).orElse(List.of()).stream()
                        .map(YamlTree::text)
                        .toList());
        Map<String, String> parameters = new LinkedHashMap<>();
        String template;
        Optional<String> queried = endpoint.get("dns").flatMap(dns -> dns.text("query-name"));
        if (queried.filter(name -> name.contains(Braces.escaped("{{"))).isPresent()) {
            notes.add(place + " (line " + endpoint.line()
                    + "): not imported, its query-name has braces and is not a host name");
            return;
        }
        if (endpoint.get("dns").isPresent()) {
            template = "dns";
            GatusProtocols.dns(endpoint.get("dns").get(), url, conditions, parameters);
        } else if (url.startsWith("http://") || url.startsWith("https://")) {
            template = conditions.readsJson() ? "json" : "http";
            http(endpoint, place, conditions, parameters);
        } else if (url.startsWith("tcp://") || url.startsWith("tls://")) {
            template = url.substring(0, 3);
            GatusProtocols.socket(url.substring(6), parameters);
            GatusProtocols.certificate(template, conditions, parameters);
            if (template.equals("tcp")) {
                parameters.put("send", Expressions.sent(endpoint.text("body").orElse("")));
            }
        } else if (GatusProtocols.template(url).filter(draft::has).isPresent()) {
            template = GatusProtocols.template(url).orElseThrow();
            parameters.putAll(GatusProtocols.parameters(url, endpoint));
        } else {
            notes.add(place + " (line " + endpoint.line() + "): not imported, there is no check for "
                    + (url.contains(":") ? url.substring(0, url.indexOf(':')) : "an endpoint without a known url"));
            return;
        }
        if (template.equals("tcp") || template.equals("websocket")) {
            conditions.text().ifPresent(text -> parameters.put("expect", text));
        }
        left(endpoint, place, template, conditions);
        String name = name(endpoint);
        add(name, template, endpoint, place, parameters);
        if (template.startsWith("http") || template.equals("json")) {
            conditions.certificateDays().ifPresent(days -> certificateOf(endpoint, url, name, place, days));
        }
        conditions.domainDays().ifPresent(days -> domainOf(endpoint, url, name, place, days));
    }

    private void add(String name, String template, YamlTree endpoint, String place, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("interval", endpoint.text("interval").orElse("60s"));
        endpoint.get("client").flatMap(client -> client.text("timeout")).ifPresent(it -> all.put("timeout", it));
        endpoint.text("group").ifPresent(group -> all.put("group", group));
        all.putAll(alerts.parameters(endpoint, place));
        if (!maintenance.isEmpty()) {
            all.put("maintenance", maintenance);
        }
        draft.written(name, template, all, place);
    }

    private void http(YamlTree endpoint, String place, GatusConditions conditions, Map<String, String> parameters) {
        parameters.put("url", endpoint.url("url").orElse(""));
        endpoint.text("method").ifPresent(method -> parameters.put("method", method));
        endpoint.text("body").ifPresent(body -> {
            if (body.matches("(?s).*\\[(ENDPOINT_|LOCAL_ADDRESS|RANDOM_STRING|CONTEXT).*")) {
                notes.add(place + ".body: its [PLACEHOLDER] is sent as it is written");
            }
            parameters.put(
                    "body",
                    endpoint.flag("graphql")
                            ? JsonNodeFactory.instance
                                    .objectNode()
                                    .put("query", body)
                                    .toString()
                            : body);
        });
        String headers = endpoint.get("headers").map(YamlTree::entries).orElse(Map.of()).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue().text())
                .collect(Collectors.joining("\n"));
        if (!headers.isEmpty()) {
            parameters.put("headers", headers);
        }
        endpoint.get("client").ifPresent(client -> {
            if (client.flag("insecure")) {
                parameters.put("insecure", "true");
            }
            if (client.flag("ignore-redirect")) {
                parameters.put("followRedirects", "false");
            }
            if (draft.takes("http", "proxy")) {
                String url = client.text("proxy-url").orElse("");
                parameters.put("proxy", url.replaceFirst("^(http://[^/:]+)/?$", "$1:80")); // Go's port of a proxy
            }
            client.get("oauth2").map(GatusProtocols::oauth).ifPresent(parameters::putAll);
        });
        parameters.putAll(conditions.http());
    }

    private void certificateOf(YamlTree endpoint, String url, String name, String place, int days) {
        if (!url.startsWith("https://") || url.contains("{{")) {
            notes.add(place + ": the condition on the certificate is not imported");
            return;
        }
        String own = unique(name + "-certificate");
        add(own, "tls", endpoint, place, GatusProtocols.certificate(url, days));
        notes.add(place + ": its condition on the certificate is a check of its own, " + own);
    }

    private void domainOf(YamlTree endpoint, String url, String name, String place, int days) {
        Optional<String> domain = GatusProtocols.domain(url);
        if (domain.isEmpty()) {
            notes.add(place + ": the condition on the domain is not imported");
            return;
        }
        String own = unique(name + "-domain");
        add(own, "domain", endpoint, place, GatusProtocols.expiry(Map.of("name", domain.get()), days));
        notes.add(place + ": its condition on the domain is a check of its own, " + own);
    }

    private void external(YamlTree endpoint, String place) {
        Optional<String> period = endpoint.get("heartbeat").flatMap(heartbeat -> heartbeat.text("interval"));
        if (period.isEmpty()) {
            notes.add(place + " (line " + endpoint.line() + "): not imported, it has no heartbeat.interval");
            return;
        }
        String name = name(endpoint);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("period", period.get());
        endpoint.text("group").ifPresent(group -> parameters.put("group", group));
        parameters.putAll(alerts.parameters(endpoint, place));
        draft.written(name, "heartbeat", parameters, place);
        notes.add(place + " (line " + endpoint.line() + "): is called by POST /heartbeat/" + name + " now, ?status=fail"
                + " when it failed; its token is not imported, its page shows an address that needs none");
    }

    private void left(YamlTree endpoint, String place, String template, GatusConditions conditions) {
        conditions
                .left(template)
                .forEach(condition ->
                        notes.add(place + " (line " + endpoint.line() + "): condition " + condition + " not imported"));
        boolean isHttp = template.equals("http") || template.equals("json");
        if (conditions.limitsTime()) {
            notes.add(place
                    + (isHttp
                            ? ": over its [RESPONSE_TIME] it is degraded, not in error"
                            : ": condition on [RESPONSE_TIME] not imported"));
        }
        if (!template.equals("dns") && conditions.answer().isPresent()) {
            notes.add(place + ": condition [BODY] == " + conditions.answer().get() + " not imported");
        }
        endpoint.entries().forEach((key, value) -> {
            if (!ENDPOINT.contains(key)) {
                notes.add(place + "." + key + " (line " + value.line() + "): not imported");
            }
        });
        endpoint.get("client").map(YamlTree::entries).orElse(Map.of()).forEach((key, value) -> {
            if (!CLIENT.contains(key) && !(key.equals("proxy-url") && draft.takes("http", "proxy"))) {
                notes.add(place + ".client." + key + " (line " + value.line() + "): not imported");
            }
        });
    }

    /** Gatus's own names may be anything; with the group before it where two groups have the same. */
    private String name(YamlTree endpoint) {
        String plain = GatusProtocols.safe(endpoint.text("name").orElse("endpoint"));
        String grouped = endpoint.text("group")
                .map(GatusProtocols::safe)
                .map(group -> group + "-" + plain)
                .orElse(plain);
        return unique(names.contains(plain) ? grouped : plain);
    }

    private String unique(String wanted) {
        String name = draft.unique(wanted);
        names.add(name);
        return name;
    }
}
