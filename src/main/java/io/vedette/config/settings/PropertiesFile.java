package io.vedette.config.settings;

import io.vedette.config.values.Problem;
import io.vedette.config.values.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A {@code .properties} file in UTF-8, each value with the line where its key stands: comments, continuation lines, the
 * separators {@code =}, {@code :} and blank, and escapes are those of {@link Properties}. What that class lets pass is a
 * problem here: a key that is given twice, and a file that is not UTF-8.
 *
 * @param given the values by key, in the order of the file; of a doubled key the last one
 * @param problems what is wrong with the file
 */
record PropertiesFile(Map<String, RawSetting> given, List<Problem> problems) {

    static final PropertiesFile NONE = new PropertiesFile(Map.of(), List.of());

    /**
     * Reads a file; never throws for what is in it, or for its absence.
     *
     * @param name the file as the operator calls it
     */
    static PropertiesFile read(Path file, String name) {
        TextFile content = TextFile.read(file, TextFile.MOST_BYTES);
        return content.isRead()
                ? parse(content.text(), name)
                : new PropertiesFile(Map.of(), List.of(Problem.error(name, content.line(), null, content.complaint())));
    }

    static PropertiesFile parse(String text, String name) {
        Map<String, RawSetting> given = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        String[] lines = text.split("\r\n|\r|\n", -1);
        int next = 0;
        while (next < lines.length) {
            int number = next + 1;
            String line = withoutIndent(lines[next++]);
            if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '!') {
                continue;
            }
            StringBuilder logical = new StringBuilder();
            while (isContinued(line)) {
                logical.append(line, 0, line.length() - 1);
                line = next < lines.length ? withoutIndent(lines[next++]) : "";
            }
            add(logical.append(line).toString(), name, number, given, problems);
        }
        return new PropertiesFile(given, problems);
    }

    private static void add(
            String logicalLine, String file, int line, Map<String, RawSetting> given, List<Problem> problems) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IllegalArgumentException e) {
            problems.add(
                    Problem.error(file, line, null, "has a malformed escape; four hexadecimal digits must follow \\u"));
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        for (String key : one.stringPropertyNames()) {
            RawSetting value = new RawSetting(one.getProperty(key), file, line, key);
            if (key.isEmpty()) {
                problems.add(Problem.error(file, line, null, "has a value without a key"));
                continue;
            }
            RawSetting first = given.put(key, value);
            if (first != null) {
                problems.add(value.error("is given twice, first in line " + first.line()));
            }
        }
    }

    /** Returns whether a line continues in the next one: it ends with an odd number of backslashes. */
    private static boolean isContinued(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private static String withoutIndent(String line) {
        int start = 0;
        while (start < line.length() && " \t\f".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.substring(start);
    }
}
