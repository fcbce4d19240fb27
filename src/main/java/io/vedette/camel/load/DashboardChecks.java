package io.vedette.camel.load;

import com.fasterxml.jackson.databind.node.TextNode;
import io.vedette.config.values.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The checks that were added in the dashboard, as their file holds them. The file names its own digest, so that one that people wrote
 * or edited is told from one that may be written anew.
 *
 * @param checks by name, in the order of the file
 */
public record DashboardChecks(Map<String, Entry> checks) {

    /** The name of the file in the routes folder. */
    public static final String FILE = "dashboard.checks.yaml";

    private static final String HEAD =
            "# Written by the dashboard, and anew with each change there: checks of your own belong into another file.\n";
    private static final String DIGEST = "# sha256:";
    private static final String LIST = "checks:\n";
    /** The line of the first check: before it stand two of comments, and the key of the list. */
    private static final int FIRST_LINE = 4;
    /** The lines of a check beside those of its parameters. */
    private static final int OWN_LINES = 2;

    public DashboardChecks {
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /** What was filled in. */
    public record Entry(String template, Map<String, String> values) {

        public Entry {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A parameter that is named as the key of the check's own name stands behind the key of its template. */
        private String head() {
            String value = values.get(ShortChecks.NAME);
            return value == null ? ShortChecks.TEMPLATE + ": " + template : template + ": " + quoted(value);
        }

        private Map<String, String> others() {
            Map<String, String> others = new LinkedHashMap<>(values);
            others.remove(ShortChecks.NAME);
            return others;
        }
    }

    /** Reads the text of a file; empty where it is not as the dashboard wrote it. */
    public static Optional<DashboardChecks> read(String text) {
        if (!text.startsWith(HEAD + DIGEST)) {
            return Optional.empty();
        }
        String body = text.substring(text.indexOf('\n', HEAD.length()) + 1);
        if (!text.equals(signed(body))) {
            return Optional.empty();
        }
        Map<String, Entry> checks = new LinkedHashMap<>();
        ShortFile.read(FILE, body)
                .shortFile()
                .map(ShortFile::checks)
                .orElseThrow()
                .forEach(item -> take(item, checks));
        return Optional.of(new DashboardChecks(checks));
    }

    private static void take(MappingNode item, Map<String, Entry> checks) {
        List<NodeTuple> lines = item.getValue();
        Map<String, String> values = new LinkedHashMap<>();
        lines.subList(OWN_LINES, lines.size()).forEach(line -> values.put(ShortValues.key(line), text(line)));
        String key = ShortValues.key(lines.get(1));
        if (!key.equals(ShortChecks.TEMPLATE)) {
            values.put(ShortChecks.NAME, text(lines.get(1)));
        }
        checks.put(text(lines.get(0)), new Entry(key.equals(ShortChecks.TEMPLATE) ? text(lines.get(1)) : key, values));
    }

    private static String text(NodeTuple line) {
        return ShortValues.text("", line.getValueNode(), complaint -> {});
    }

    /** Returns the same with a check, in the place of the one of its name. */
    public DashboardChecks with(String name, Entry entry) {
        Map<String, Entry> all = new LinkedHashMap<>(checks);
        all.put(name, entry);
        return new DashboardChecks(all);
    }

    public DashboardChecks without(String name) {
        Map<String, Entry> all = new LinkedHashMap<>(checks);
        all.remove(name);
        return new DashboardChecks(all);
    }

    /** Returns the text of the file. */
    public String text() {
        if (checks.isEmpty()) {
            return signed("checks: []\n");
        }
        StringBuilder body = new StringBuilder(LIST);
        checks.forEach((name, entry) -> {
            body.append("  - name: ").append(quoted(name)).append('\n');
            body.append("    ").append(entry.head()).append('\n');
            entry.others()
                    .forEach((key, value) -> body.append("    ")
                            .append(key)
                            .append(": ")
                            .append(quoted(value))
                            .append('\n'));
        });
        return signed(body.toString());
    }

    /** Returns the name of the check that a line of the text is about; empty where it is about none. */
    public Optional<String> at(int line) {
        int first = FIRST_LINE;
        for (Map.Entry<String, Entry> one : checks.entrySet()) {
            int next = first + OWN_LINES + one.getValue().others().size();
            if (first <= line && line < next) {
                return Optional.of(one.getKey());
            }
            first = next;
        }
        return Optional.empty();
    }

    private static String signed(String body) {
        return HEAD + DIGEST + Sha256.hex(body) + "\n" + body;
    }

    /** A string of JSON, which is one of YAML too. */
    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder();
        TextNode.valueOf(text)
                .toString()
                .chars()
                .forEach(c ->
                        escaped.append(isPlain((char) c) ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }

    /** YAML takes no others unless they are escaped. */
    private static boolean isPlain(char c) {
        return !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && c < '\ufe00'
                && c != '\u2028'
                && c != '\u2029';
    }
}
