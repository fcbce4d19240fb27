package io.vedette.app.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of a call of one of the monitoring plugins by their short names; what is no option stands under the empty name. Source:
 * the plugins' own help, monitoring-plugins 2.4.
 */
final class NagiosOptions {

    private static final Set<String> FLAGS = Set.of(
            "-S",
            "--ssl",
            "--sni",
            "-N",
            "-n",
            "-v",
            "-4",
            "-6",
            "-E",
            "-q",
            "-L",
            "-D",
            "--invert-regex",
            "-l",
            "--extended-perfdata",
            "-B",
            "--no-body",
            "-j-none");

    /** Options that change nothing of what is asked and expected. */
    private static final Set<String> WITHOUT_MEANING = Set.of("-v", "--sni", "-L", "-N", "-E", "--extended-perfdata");

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("--hostname", "-H"),
            Map.entry("--IP-address", "-I"),
            Map.entry("--port", "-p"),
            Map.entry("--url", "-u"),
            Map.entry("--uri", "-u"),
            Map.entry("--expect", "-e"),
            Map.entry("--string", "-s"),
            Map.entry("--send", "-s"),
            Map.entry("--server", "-s"),
            Map.entry("--regex", "-r"),
            Map.entry("--ereg", "-r"),
            Map.entry("--eregi", "-R"),
            Map.entry("--timeout", "-t"),
            Map.entry("--warning", "-w"),
            Map.entry("--critical", "-c"),
            Map.entry("--certificate", "-C"),
            Map.entry("--onredirect", "-f"),
            Map.entry("--authorization", "-a"),
            Map.entry("--expected-address", "-a"),
            Map.entry("--expected_address", "-a"),
            Map.entry("--query_address", "-l"),
            Map.entry("--record_type", "-T"),
            Map.entry("--querytype", "-q"),
            Map.entry("--header", "-k"),
            Map.entry("--method", "-j"),
            Map.entry("--post", "-P"),
            Map.entry("--content-type", "-T"),
            Map.entry("--packets", "-p"),
            Map.entry("--verbose", "-v"),
            Map.entry("--use-ipv4", "-4"),
            Map.entry("--use-ipv6", "-6"));

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    /** @param plugin the name of the program, as some letters mean other things there */
    NagiosOptions(String plugin, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-S") || word.startsWith("--ssl")) {
                values.put("-S", "");
            } else if (!word.startsWith("-") || word.length() < 2) {
                values.putIfAbsent("", word);
            } else if (word.startsWith("--") && word.contains("=")) {
                put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else if (!word.startsWith("--") && word.length() > 2) {
                put(word.substring(0, 2), word.substring(2));
            } else if (isFlag(plugin, word) || i + 1 >= words.size()) {
                put(word, "");
            } else {
                put(word, words.get(++i));
            }
        }
    }

    private static boolean isFlag(String plugin, String word) {
        return switch (plugin) {
            case "check_icmp" -> FLAGS.contains(word) && !word.equals("-n");
            case "check_dig" -> FLAGS.contains(word) && !word.equals("-l");
            case "check_dns" -> FLAGS.contains(word) && !word.equals("-q");
            case "check_http", "check_curl" -> FLAGS.contains(word);
            default -> FLAGS.contains(word) && !word.equals("-D") && !word.equals("-q");
        };
    }

    /** An option that may be given several times keeps all of its values. */
    private void put(String option, String value) {
        String name = SHORT.getOrDefault(option, option);
        switch (name) {
            case "-k" -> values.merge(name, value, (one, other) -> one + "\n" + other);
            case "-a" -> values.merge(name, value, (one, other) -> one + "," + other);
            default -> values.put(name, value);
        }
    }

    boolean has(String option) {
        asked.add(option);
        return values.containsKey(option);
    }

    /** Returns the value of an option. */
    String get(String option, String standard) {
        asked.add(option);
        return values.getOrDefault(option, standard);
    }

    /** Returns those that nobody asked for, without their values, which may be secret. */
    List<String> left() {
        List<String> left = new ArrayList<>(values.keySet());
        left.removeAll(asked);
        left.removeAll(WITHOUT_MEANING);
        left.remove("");
        return left;
    }
}
