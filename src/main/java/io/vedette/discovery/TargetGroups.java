package io.vedette.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.YamlDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Groups of targets as Prometheus reads them from files and web addresses: {@code [{"targets": ["host:port"], "labels": {"env":
 * "prod"}}]}. One thing wrong, and none of it is taken. Source: prometheus.io, file_sd_config and http_sd.
 */
final class TargetGroups {

    /** More than this is not meant. */
    static final int MOST = 100_000;

    private static final int LONGEST = 2_000;
    private static final Set<String> KEYS = Set.of("targets", "labels");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private TargetGroups() {}

    static List<Target> ofJson(byte[] json) throws Unanswered {
        try {
            return groups(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            boolean isDoubled = String.valueOf(e.getMessage()).startsWith("Duplicate field");
            throw new Unanswered((isDoubled ? "gives a key twice" : "is not JSON")
                    + (e.getLocation() == null
                            ? ""
                            : ", from line " + e.getLocation().getLineNr() + " on"));
        } catch (java.io.IOException e) {
            throw new Unanswered("is not JSON");
        }
    }

    static List<Target> ofYaml(String yaml) throws Unanswered {
        try {
            List<Node> documents = YamlDocuments.of(yaml);
            return groups(documents.isEmpty() ? JsonNodeFactory.instance.arrayNode() : json(documents.get(0)));
        } catch (YamlDocuments.Malformed e) {
            throw new Unanswered("is not YAML, line " + e.line() + ": " + e.getMessage());
        }
    }

    private static JsonNode json(Node node) throws Unanswered {
        if (node instanceof SequenceNode list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : list.getValue()) {
                array.add(json(item));
            }
            return array;
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple entry : mapping.getValue()) {
                String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (object.has(key)) {
                    int line = entry.getKeyNode()
                            .getStartMark()
                            .map(mark -> mark.getLine() + 1)
                            .orElse(0);
                    throw new Unanswered("gives a key twice, from line " + line + " on");
                }
                object.set(key, json(entry.getValueNode()));
            }
            return object;
        }
        boolean isNull = node.getTag().getValue().endsWith(":null");
        return isNull
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(((ScalarNode) node).getValue());
    }

    private static List<Target> groups(JsonNode all) throws Unanswered {
        if (all.isNull() || !all.isArray()) {
            throw new Unanswered("is not a list of groups, as in [{\"targets\": [\"host:port\"], \"labels\": {}}]");
        }
        for (int i = 0; i < all.size(); i++) {
            keys(all.get(i), i + 1);
        }
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            group(all.get(i), i + 1, targets);
        }
        return targets;
    }

    private static void keys(JsonNode group, int number) throws Unanswered {
        if (!group.isObject()) {
            throw new Unanswered("cannot be taken: group " + number + " is not a group with targets and labels");
        }
        for (var names = group.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KEYS.contains(name)) {
                throw new Unanswered("cannot be taken: group " + number + " has the unknown key \"" + text(name) + "\""
                        + Nearest.hint(name, KEYS));
            }
        }
    }

    private static void group(JsonNode group, int number, List<Target> targets) throws Unanswered {
        JsonNode said = group.path("labels");
        if (!said.isObject() && !said.isMissingNode() && !said.isNull()) {
            throw new Unanswered("has labels in group " + number + " that are not keys with texts");
        }
        Map<String, String> labels = new HashMap<>();
        for (var entries = said.fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> label = entries.next();
            labels.put(text(label.getKey()), value(label.getValue(), "a label", number));
        }
        if (!group.path("targets").isArray()) {
            throw new Unanswered("has no list of targets in group " + number + ", as in [\"host:port\"]");
        }
        for (JsonNode target : group.path("targets")) {
            targets.add(new Target(value(target, "a target", number), labels));
            if (targets.size() > MOST) {
                throw new Unanswered("names more than " + MOST + " targets");
            }
        }
    }

    private static String value(JsonNode value, String what, int group) throws Unanswered {
        if (!value.isTextual()) {
            throw new Unanswered("cannot be taken: " + what + " of group " + group + " is not a text");
        }
        String text = value.textValue().strip();
        boolean isTarget = what.equals("a target");
        if (text.length() > LONGEST || CONTROL.matcher(text).find() || isTarget && text.isEmpty()) {
            throw new Unanswered("cannot be taken: " + what + " of group " + group + " is not one line of 1 to "
                    + LONGEST + " characters");
        }
        return text;
    }

    private static String text(String name) {
        return CONTROL.matcher(name.substring(0, Math.min(100, name.length()))).replaceAll(" ");
    }
}
