package io.vedette.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The targets of Services and Ingresses that ask for it by the annotation {@code prometheus.io/probe: "true"}, as is customary. Of a
 * Service each TCP port, or the one of {@code prometheus.io/port}; of an Ingress each host and path, over TLS where it has that.
 * {@code prometheus.io/probe-path} is the path. An annotation {@code vedette.io/NAME} is a label.
 */
final class KubernetesTargets {

    private static final String PROBE = "prometheus.io/probe";
    private static final String OWN = "vedette.io/";
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._~/%-]*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 2_000;

    private KubernetesTargets() {}

    static List<Target> ofService(JsonNode service) {
        List<Target> targets = new ArrayList<>();
        if (!asks(service)) {
            return targets;
        }
        JsonNode metadata = service.path("metadata");
        String host = metadata.path("name").asText() + "."
                + metadata.path("namespace").asText() + ".svc";
        String only = annotation(service, "prometheus.io/port");
        for (JsonNode port : service.path("spec").path("ports")) {
            String number = port.path("port").asText();
            boolean isTcp = port.path("protocol").asText("TCP").equals("TCP");
            if (isTcp
                    && (only.isEmpty()
                            || only.equals(number)
                            || only.equals(port.path("name").asText()))) {
                Map<String, String> labels = labels(service, "service");
                put(labels, "port_name", port.path("name").asText());
                boolean isTls = number.equals("443")
                        || port.path("name").asText().startsWith("https")
                        || port.path("appProtocol").asText().equals("https");
                String path = annotation(service, "prometheus.io/probe-path");
                String address = host + ":" + number;
                boolean isPlain = path.isEmpty() && !isTls;
                targets.add(new Target(
                        isPlain ? address : (isTls ? "https://" : "http://") + address + path(path), labels));
            }
        }
        return targets;
    }

    static List<Target> ofIngress(JsonNode ingress) {
        List<Target> targets = new ArrayList<>();
        if (!asks(ingress)) {
            return targets;
        }
        Set<String> secured = new HashSet<>();
        JsonNode tls = ingress.path("spec").path("tls");
        tls.forEach(one -> one.path("hosts").forEach(host -> secured.add(host.asText())));
        boolean allSecured = tls.size() > 0 && secured.isEmpty();
        Set<String> seen = new HashSet<>();
        for (JsonNode rule : ingress.path("spec").path("rules")) {
            String host = rule.path("host").asText();
            if (host.isEmpty() || host.startsWith("*")) {
                continue; // There is no one address to ask.
            }
            String scheme = allSecured || isCovered(host, secured) ? "https://" : "http://";
            for (String path : paths(ingress, rule)) {
                String address = scheme + host + path(path);
                if (seen.add(address)) {
                    targets.add(new Target(address, labels(ingress, "ingress")));
                }
            }
        }
        return targets;
    }

    private static boolean isCovered(String host, Set<String> secured) {
        return secured.contains(host)
                || host.contains(".") && secured.contains("*" + host.substring(host.indexOf('.')));
    }

    private static List<String> paths(JsonNode ingress, JsonNode rule) {
        String given = annotation(ingress, "prometheus.io/probe-path");
        if (!given.isEmpty()) {
            return List.of(given);
        }
        List<String> paths = new ArrayList<>();
        rule.path("http")
                .path("paths")
                .forEach(path -> paths.add(path.path("path").asText()));
        paths.removeIf(path -> !path.isEmpty() && !PLAIN_PATH.matcher(path).matches()); // Some are patterns.
        return paths.isEmpty() ? List.of("/") : paths;
    }

    private static String path(String path) {
        return path.isEmpty() ? "/" : path.startsWith("/") ? path : "/" + path;
    }

    private static boolean asks(JsonNode object) {
        return annotation(object, PROBE).equals("true");
    }

    private static String annotation(JsonNode object, String name) {
        String text = object.path("metadata").path("annotations").path(name).asText();
        return text.length() > LONGEST || CONTROL.matcher(text).find() ? "" : text.strip();
    }

    private static Map<String, String> labels(JsonNode object, String kind) {
        Map<String, String> labels = new TreeMap<>();
        put(labels, "namespace", object.path("metadata").path("namespace").asText());
        put(labels, kind, object.path("metadata").path("name").asText());
        object.path("metadata").path("annotations").fieldNames().forEachRemaining(name -> {
            if (name.startsWith(OWN)) {
                put(labels, name.substring(OWN.length()), annotation(object, name));
            }
        });
        return labels;
    }

    private static void put(Map<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value);
        }
    }
}
