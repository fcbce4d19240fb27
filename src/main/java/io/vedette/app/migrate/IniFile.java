package io.vedette.app.migrate;

import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An INI file as Python's {@code configparser} reads it, each value with its line: {@code =} or {@code :} between key and
 * value, whole-line comments after {@code #} or {@code ;}, keys in any case, lines that are indented deeper continue a
 * value, and a section or key that is given twice is an error. Values are raw: py-pinger asked for no interpolation, so a
 * {@code %} is a percent sign. Why not a library: docs/decisions/migration.md.
 *
 * @param sections by name, each with its values by key in lower case
 * @param problems what is wrong with the form of the file
 */
record IniFile(Map<String, Map<String, Value>> sections, List<Problem> problems) {

    private static final Pattern SECTION = Pattern.compile("\\[(.+)].*");

    /**
     * A value.
     *
     * @param text its lines, without blanks at their ends
     * @param line where its key stands, counted from 1
     */
    record Value(String text, int line) {}

    Optional<Value> value(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
    }

    static IniFile parse(String text, String name) {
        Reader reader = new Reader(name);
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            reader.line(lines[i], i + 1);
        }
        reader.endValue();
        return new IniFile(reader.sections, reader.problems);
    }

    private static final class Reader {

        private final String name;
        private final Map<String, Map<String, Value>> sections = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private Map<String, Value> section;
        private String key;
        private int keyLine;
        private List<String> value = new ArrayList<>();
        private int indent;

        Reader(String name) {
            this.name = name;
        }

        void line(String line, int number) {
            String text = line.strip();
            if (text.startsWith("#") || text.startsWith(";")) {
                return;
            }
            if (text.isEmpty()) {
                value.add("");
                return;
            }
            int indented = line.indexOf(text.charAt(0));
            if (key != null && indented > indent) {
                value.add(text);
                return;
            }
            endValue();
            indent = indented;
            Matcher header = SECTION.matcher(text);
            int divider = divider(text);
            if (header.matches()) {
                section(header.group(1), number);
            } else if (section == null) {
                problem(number, null, "stands before the first [section]");
            } else if (divider > 0) {
                key = text.substring(0, divider).strip().toLowerCase(Locale.ROOT);
                keyLine = number;
                value.add(text.substring(divider + 1).strip());
            } else {
                problem(number, null, "is neither a [section] nor a key with a value");
            }
        }

        /** Where the key ends; less than 1 where there is none. */
        private static int divider(String text) {
            int equals = text.indexOf('=');
            int colon = text.indexOf(':');
            return equals < 0 || colon >= 0 && colon < equals ? colon : equals;
        }

        private void section(String header, int number) {
            section = new LinkedHashMap<>();
            if (sections.putIfAbsent(header, section) != null) {
                problem(number, "[" + header + "]", "is given twice");
            }
        }

        void endValue() {
            if (key != null) {
                Value whole = new Value(String.join("\n", value).stripTrailing(), keyLine);
                Value first = section.putIfAbsent(key, whole);
                if (first != null) {
                    problem(keyLine, key, "is given twice, first in line " + first.line());
                }
            }
            key = null;
            value = new ArrayList<>();
        }

        private void problem(int line, String about, String message) {
            problems.add(Problem.error(name, line, about, message));
        }
    }
}
