package io.vedette.app.migrate;

import io.vedette.config.values.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects of Nagios' configuration with what they inherit, and its macros {@code $USERn$}. A main file leads to others by
 * {@code cfg_file}, {@code cfg_dir} and {@code resource_file}. Source: xodtemplate.c and the documentation of Nagios Core 4.
 */
final class NagiosObjects {

    private static final int MOST_FILES = 10_000;
    /** Of one object, one above the other or side by side. */
    private static final int MOST_TEMPLATES = 500;

    private final Map<String, List<NagiosObject>> objects = new HashMap<>();
    private final Map<String, Map<String, NagiosObject>> templates = new HashMap<>();
    private final Map<String, String> macros = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private double intervalLength = 60;

    /** @throws IOException with a message for the operator */
    static NagiosObjects read(Path file) throws IOException {
        NagiosObjects found = new NagiosObjects();
        found.file(file);
        return found;
    }

    double intervalLength() {
        return intervalLength;
    }

    String macro(String name) {
        return macros.getOrDefault(name, "");
    }

    /** Returns the files and folders that are named and that are not there, as they are named. */
    List<String> missing() {
        return missing;
    }

    /** Returns the objects of a type that are registered, with what they inherit. */
    List<NagiosObject> all(String type) {
        return objects.getOrDefault(type, List.of()).stream()
                .filter(object -> !object.own("register").equals("0"))
                .map(object -> object.inheriting(inherited(object, new HashSet<>())))
                .toList();
    }

    /** @param seen the templates that gave already what they have: a second time they have no more to give */
    private Map<String, String> inherited(NagiosObject object, Set<String> seen) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String parent : object.own("use").split("\\s*,\\s*")) {
            NagiosObject template =
                    templates.getOrDefault(object.type(), Map.of()).get(parent);
            if (template != null && seen.size() < MOST_TEMPLATES && seen.add(parent)) {
                template.values().forEach(all::putIfAbsent);
                inherited(template, seen).forEach(all::putIfAbsent);
            }
        }
        all.remove("name");
        all.remove("register");
        return all;
    }

    private void file(Path file) throws IOException {
        if (files.contains(file.toAbsolutePath().normalize()) || files.size() >= MOST_FILES) {
            return;
        }
        files.add(file.toAbsolutePath().normalize());
        TextFile text = TextFile.read(file, TextFile.MOST_BYTES);
        if (!text.isRead()) {
            throw new Unreadable(file, text);
        }
        List<String> lines = lines(text.text());
        NagiosObject open = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (open != null) {
                if (line.startsWith("}")) {
                    take(open);
                    open = null;
                } else if (!line.isEmpty()) {
                    String[] parts = line.split("\\s+", 2);
                    open.values().put(parts[0], parts.length < 2 ? "" : parts[1].strip());
                }
            } else if (line.matches("define\\s+\\w+\\s*\\{.*")) {
                open = new NagiosObject(line.split("[\\s{]+")[1], file + ":" + (i + 1), new LinkedHashMap<>());
            } else if (line.contains("=")) {
                setting(
                        line.substring(0, line.indexOf('=')).strip(),
                        line.substring(line.indexOf('=') + 1).strip(),
                        file);
            }
        }
    }

    /** Drops comments, and joins lines that end with a backslash to the next. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String before = "";
        int joined = 0;
        for (String raw : text.split("\\R", -1)) {
            String line = raw.strip().startsWith("#")
                    ? ""
                    : raw.replaceAll("(?<!\\\\);.*", "").replace("\\;", ";");
            if (line.endsWith("\\")) {
                before += line.substring(0, line.length() - 1);
                joined++;
                continue;
            }
            lines.add(before + line);
            for (; joined > 0; joined--) {
                lines.add(""); // So that lines keep their numbers.
            }
            before = "";
        }
        return lines;
    }

    private void take(NagiosObject object) {
        if (!object.own("name").isEmpty()) {
            templates.computeIfAbsent(object.type(), none -> new HashMap<>()).put(object.own("name"), object);
        }
        objects.computeIfAbsent(object.type(), none -> new ArrayList<>()).add(object);
    }

    private void setting(String key, String value, Path file) throws IOException {
        Path place = file.toAbsolutePath().getParent();
        switch (key) {
            case "cfg_file", "resource_file" -> {
                Optional<Path> other = existing(place, key, value);
                if (other.isPresent()) {
                    file(other.get());
                }
            }
            case "cfg_dir" -> {
                Optional<Path> folder = existing(place, key, value);
                if (folder.isPresent()) {
                    try (Stream<Path> found = Files.walk(folder.get())) {
                        for (Path one : found.filter(path -> path.toString().endsWith(".cfg"))
                                .sorted()
                                .toList()) {
                            file(one);
                        }
                    }
                }
            }
            case "interval_length" ->
                intervalLength = value.matches("\\d+") ? Double.parseDouble(value) : intervalLength;
            default -> {
                if (key.matches("\\$USER\\d+\\$")) {
                    macros.put(key, value);
                }
            }
        }
    }

    /** A file of the configuration that cannot be read. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        private final String file;
        private final int line;

        Unreadable(Path file, TextFile text) {
            super(text.complaint());
            this.file = file.toString();
            this.line = text.line();
        }

        String file() {
            return file;
        }

        int line() {
            return line;
        }
    }

    /** A configuration that was copied from its server stands in other folders than it says. */
    private Optional<Path> existing(Path place, String key, String written) throws IOException {
        Path name;
        try {
            name = Path.of(written).getFileName();
        } catch (InvalidPathException e) {
            name = null;
        }
        if (name == null) {
            throw new IOException("names \"" + written + "\" as a file or folder of its configuration");
        }
        Path whole = Path.of(written);
        Optional<Path> there = Stream.concat(
                        Stream.of(place.resolve(written)),
                        IntStream.range(0, whole.getNameCount())
                                .mapToObj(i -> place.resolve(whole.subpath(i, whole.getNameCount()))))
                .filter(Files::exists)
                .findFirst();
        if (there.isEmpty()) {
            missing.add(key + "=" + written);
        }
        return there;
    }
}
