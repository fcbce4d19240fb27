package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Makes of checks in short form the definitions that a {@code templatedRoute} is: {@code {name: shop, http: URL}} is a check of the
 * template {@code http} whose main parameter is the URL. All that is said of such a definition afterwards names its line here.
 */
final class ShortChecks {

    static final String NAME = "name";
    static final String TEMPLATE = "template";

    private final TemplateParameters templates;
    private final Set<String> unread = new TreeSet<>();

    ShortChecks(TemplateParameters templates) {
        this.templates = templates;
    }

    /**
     * An entry as it is understood.
     *
     * @param parameters by name, as written; those that are left to defaults are not among them
     * @param lines where they stand
     */
    record Entry(String template, Map<String, String> parameters, Map<String, Integer> lines, int line) {}

    /** Returns what could not be made of all files: what names one of these is no mistake. */
    Unread unread() {
        return new Unread(false, Set.copyOf(unread));
    }

    /** Returns the checks of a file, in their order. */
    List<CheckDefinition> checks(ShortFile file, List<Problem> problems) {
        Defaults defaults = defaults(file, problems);
        List<CheckDefinition> checks = new ArrayList<>();
        for (MappingNode item : file.checks()) {
            Map<String, NodeTuple> entries = entries(item);
            NodeTuple named = entries.remove(NAME);
            Optional<Entry> entry = entry(file, item, entries, problems);
            String name = named == null ? "" : text(file, named, problems).strip();
            if (entry.isEmpty()) {
                unread.add(name);
            } else {
                checks.add(definition(file, name, named, defaults.filledInto(entry.get(), templates)));
            }
        }
        return checks;
    }

    private static CheckDefinition definition(ShortFile file, String name, NodeTuple named, Entry entry) {
        Map<String, Integer> keys = Map.of(NAME, named == null ? entry.line() : YamlPlaces.line(named.getKeyNode()));
        return new CheckDefinition(
                name,
                entry.template(),
                entry.parameters(),
                file.name(),
                new YamlPlaces.Place(entry.line(), keys, entry.lines(), List.of()));
    }

    /** Returns the keys of a mapping in their order; of doubled ones, which are told elsewhere, the last. */
    static Map<String, NodeTuple> entries(MappingNode mapping) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        mapping.getValue().forEach(entry -> entries.put(ShortValues.key(entry), entry));
        return entries;
    }

    /**
     * Understands an entry without its name; empty when it names no template.
     *
     * @param entries what is left of its keys
     */
    Optional<Entry> entry(ShortFile file, Node item, Map<String, NodeTuple> entries, List<Problem> problems) {
        NodeTuple named = entries.remove(TEMPLATE);
        Optional<String> template = named == null
                ? byKey(file, item, entries.keySet(), problems)
                : known(file, named, text(file, named, problems).strip(), problems);
        return template.map(name -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            Map<String, Integer> lines = new LinkedHashMap<>();
            entries.forEach((key, entry) -> {
                boolean isMain = named == null && key.equals(name);
                String parameter = isMain ? templates.main(name).orElse(key) : key;
                if (lines.containsKey(parameter)) {
                    problems.add(Problem.error(
                            file.name(),
                            YamlPlaces.line(entry.getKeyNode()),
                            key,
                            "is given twice: the value of the key " + name + " is the parameter " + parameter));
                }
                lines.put(parameter, YamlPlaces.line(entry.getKeyNode()));
                parameters.put(parameter, text(file, parameter, entry, problems));
            });
            return new Entry(name, parameters, lines, YamlPlaces.line(item));
        });
    }

    private Optional<String> known(ShortFile file, NodeTuple named, String template, List<Problem> problems) {
        if (templates.names().contains(template)) {
            return Optional.of(template);
        }
        problems.add(Problem.error(
                file.name(),
                YamlPlaces.line(named.getKeyNode()),
                TEMPLATE,
                "\"" + template + "\" is not a template of checks" + Nearest.hint(template, templates.names())));
        return Optional.empty();
    }

    /** The one key that names a template and is no parameter of another one that is named. */
    private Optional<String> byKey(ShortFile file, Node item, Set<String> keys, List<Problem> problems) {
        List<String> named = keys.stream().filter(templates.names()::contains).toList();
        List<String> apt = named.stream()
                .filter(one -> named.stream()
                        .allMatch(
                                other -> other.equals(one) || templates.of(one).contains(other)))
                .toList();
        if (apt.size() == 1) {
            return Optional.of(apt.get(0));
        }
        String message = named.size() > 1
                ? "is of two templates, " + String.join(" and ", named) + ": a check has one"
                : keys.stream()
                        .filter(key -> !templates.ofAny().contains(key))
                        .findFirst()
                        .map(key -> "\"" + key + "\" is not a template" + Nearest.hint(key, templates.names()))
                        .orElse("names no template: one of its keys must be a template's name, as in http:"
                                + " https://shop.example.com/");
        problems.add(Problem.error(file.name(), YamlPlaces.line(item), null, message));
        return Optional.empty();
    }

    private static String text(ShortFile file, NodeTuple entry, List<Problem> problems) {
        return text(file, ShortValues.key(entry), entry, problems);
    }

    static String text(ShortFile file, String parameter, NodeTuple entry, List<Problem> problems) {
        return ShortValues.text(
                parameter,
                entry.getValueNode(),
                complaint -> problems.add(
                        Problem.error(file.name(), YamlPlaces.line(entry.getKeyNode()), parameter, complaint)));
    }

    /** What the checks of a file have in common. */
    record Defaults(Map<String, String> values, Map<String, Integer> lines) {

        /** Returns an entry with those defaults that checks of its template take and that it does not set itself. */
        Entry filledInto(Entry entry, TemplateParameters templates) {
            Map<String, String> parameters = new LinkedHashMap<>(entry.parameters());
            Map<String, Integer> places = new LinkedHashMap<>(entry.lines());
            Set<String> taken = templates.of(entry.template());
            values.forEach((name, value) -> {
                if (taken.contains(name) && parameters.putIfAbsent(name, value) == null) {
                    places.put(name, lines.get(name));
                }
            });
            return new Entry(entry.template(), parameters, places, entry.line());
        }
    }

    /** Reads the defaults of a file; one that no template takes is a mistake. */
    Defaults defaults(ShortFile file, List<Problem> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple entry : file.defaults()) {
            String key = ShortValues.key(entry);
            int line = YamlPlaces.line(entry.getKeyNode());
            Set<String> any = templates.ofAny();
            if (any.contains(key) && !key.equals(NAME)) {
                values.put(key, text(file, entry, problems));
                lines.put(key, line);
            } else {
                Set<String> known =
                        any.stream().filter(name -> !name.equals(NAME)).collect(Collectors.toSet());
                problems.add(Problem.error(
                        file.name(), line, key, "is not a parameter of any template" + Nearest.hint(key, known)));
            }
        }
        return new Defaults(values, lines);
    }
}
