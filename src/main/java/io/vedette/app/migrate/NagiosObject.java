package io.vedette.app.migrate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of Nagios' configuration.
 *
 * @param place the file and the line where it begins
 * @param values as written; a value that begins with + is added to what is inherited, and null takes that away
 */
record NagiosObject(String type, String place, Map<String, String> values) {

    String own(String key) {
        return values.getOrDefault(key, "");
    }

    /** Returns the value of a key; empty where there is none. */
    String text(String key) {
        String value = own(key);
        return value.equals("null") ? "" : value;
    }

    double number(String key, double standard) {
        return text(key).matches("\\d+(\\.\\d+)?") ? Double.parseDouble(text(key)) : standard;
    }

    List<String> list(String key) {
        return Arrays.stream(text(key).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    NagiosObject inheriting(Map<String, String> inherited) {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        values.forEach((key, value) -> {
            boolean adds = value.startsWith("+");
            String rest = adds ? value.substring(1).strip() : value;
            String before = inherited.getOrDefault(key, "");
            all.put(key, adds && !before.isEmpty() ? before + "," + rest : rest);
        });
        return new NagiosObject(type, place, all);
    }
}
