package io.vedette.camel.load;

import io.vedette.config.settings.GivenSecrets;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.discovery.Discovery;
import io.vedette.discovery.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads the entries of {@code from}: which source is asked and how, and what its checks are made of. */
final class ShortSources {

    private static final Set<String> OF_DNS = Set.of("type", "resolver");
    private static final Set<String> OF_KUBERNETES = Set.of("namespace", "selector", "server", "tokenFile", "caFile");
    private static final String REQUEST = "request";
    private static final String EVERY = "every";

    private final ShortChecks checks;
    private final TemplateParameters templates;
    private final Discovery discovery;
    private final FilledInValues placeholders;
    private final Secrets secrets;
    private final Path folder;

    /** @param folder where the patterns of files begin */
    ShortSources(
            ShortChecks checks,
            TemplateParameters templates,
            Discovery discovery,
            FilledInValues placeholders,
            Secrets secrets,
            Path folder) {
        this.checks = checks;
        this.templates = templates;
        this.discovery = discovery;
        this.placeholders = placeholders;
        this.secrets = secrets;
        this.folder = folder;
    }

    /** Returns the sources of a file, in their order; one that is wrong is left out. */
    List<CheckSource> of(ShortFile file, List<Problem> problems) {
        ShortChecks.Defaults defaults = checks.defaults(file, new ArrayList<>());
        List<CheckSource> sources = new ArrayList<>();
        for (MappingNode item : file.sources()) {
            List<Problem> found = new ArrayList<>();
            source(file, item, defaults, found)
                    .filter(one -> found.stream().noneMatch(Problem::isError))
                    .ifPresent(sources::add);
            problems.addAll(found);
        }
        return sources;
    }

    private Optional<CheckSource> source(
            ShortFile file, MappingNode item, ShortChecks.Defaults defaults, List<Problem> problems) {
        Map<String, NodeTuple> entries = ShortChecks.entries(item);
        int line = YamlPlaces.line(item);
        Optional<Source.Kind> kind = Arrays.stream(Source.Kind.values())
                .filter(one -> entries.containsKey(one.key()))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add(Problem.error(
                    file.name(),
                    line,
                    CheckDefinition.FROM,
                    "names no source: one of its keys must be file, url, dns or kubernetes"));
            return Optional.empty();
        }
        String address =
                filledIn(file, kind.get().key(), entries.remove(kind.get().key()), problems);
        Duration every = every(file, entries.remove(EVERY), kind.get(), problems);
        Map<String, Integer> lines = new LinkedHashMap<>();
        Map<String, String> options = options(file, kind.get(), entries, lines, problems);
        NodeTuple named = entries.remove(ShortChecks.NAME);
        Optional<String> name = Optional.ofNullable(named)
                .map(entry -> ShortChecks.text(file, ShortChecks.NAME, entry, problems))
                .filter(text -> !text.isBlank());
        Optional<ShortChecks.Entry> entry = checks.entry(file, item, entries, problems);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        unknown(file, entry.get(), problems);
        Source source = new Source(
                kind.get(), place(kind.get(), address, file, line, problems), options, every, file.name(), line);
        if (address.isBlank()) {
            problems.add(Problem.error(file.name(), line, kind.get().key(), "is missing: it says where targets are"));
            return Optional.empty();
        }
        discovery
                .problems(source)
                .forEach(problem ->
                        problems.add(problem.at(file.name(), lines.getOrDefault(String.valueOf(problem.key()), line))));
        ShortChecks.Entry all = defaults.filledInto(entry.get(), templates);
        Map<String, String> ofFile = new LinkedHashMap<>(all.parameters());
        ofFile.keySet().removeAll(entry.get().parameters().keySet());
        return Optional.of(new CheckSource(
                source, entry.get().template(), name, entry.get().parameters(), ofFile, all.lines()));
    }

    /** What no check of the template takes would be a mistake of each of them. */
    private void unknown(ShortFile file, ShortChecks.Entry entry, List<Problem> problems) {
        Set<String> taken = templates.of(entry.template());
        entry.parameters().keySet().stream()
                .filter(name -> !taken.contains(name) && !TemplateParameters.OF_EVERY_TEMPLATE.contains(name))
                .forEach(name -> {
                    Set<String> known = new HashSet<>(taken);
                    known.addAll(List.of(EVERY, REQUEST, ShortChecks.NAME));
                    problems.add(Problem.error(
                            file.name(),
                            entry.lines().get(name),
                            name,
                            "is not a parameter of the template " + entry.template() + Nearest.hint(name, known)));
                });
    }

    private String place(Source.Kind kind, String address, ShortFile file, int line, List<Problem> problems) {
        if (kind != Source.Kind.FILE || address.isBlank()) {
            return address;
        }
        try {
            return folder.toAbsolutePath().resolve(address).normalize().toString();
        } catch (InvalidPathException e) {
            problems.add(Problem.error(file.name(), line, kind.key(), "\"" + address + "\" is not a path"));
            return address;
        }
    }

    private Duration every(ShortFile file, NodeTuple entry, Source.Kind kind, List<Problem> problems) {
        if (entry == null) {
            return kind.every();
        }
        try {
            Duration every = Durations.parsePositive(filledIn(file, EVERY, entry, problems));
            return every.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : every;
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error(file.name(), YamlPlaces.line(entry.getKeyNode()), EVERY, e.getMessage()));
            return kind.every();
        }
    }

    /** Takes the keys that say how the source is asked out of an entry. */
    private Map<String, String> options(
            ShortFile file,
            Source.Kind kind,
            Map<String, NodeTuple> entries,
            Map<String, Integer> lines,
            List<Problem> problems) {
        Map<String, NodeTuple> given = new LinkedHashMap<>();
        if (kind == Source.Kind.URL && entries.containsKey(REQUEST)) {
            NodeTuple request = entries.remove(REQUEST);
            if (request.getValueNode() instanceof MappingNode mapping) {
                given.putAll(ShortChecks.entries(mapping));
            } else {
                problems.add(Problem.error(
                        file.name(),
                        YamlPlaces.line(request.getKeyNode()),
                        REQUEST,
                        "must be parameters of the template http, as in { headers: { X-Token: \"{{env:TOKEN}}\" } }"));
            }
        }
        Set<String> own = kind == Source.Kind.DNS ? OF_DNS : kind == Source.Kind.KUBERNETES ? OF_KUBERNETES : Set.of();
        own.stream().filter(entries::containsKey).forEach(key -> given.put(key, entries.remove(key)));
        Map<String, String> options = new LinkedHashMap<>();
        given.forEach((key, entry) -> {
            options.put(key, filledIn(file, key, entry, problems));
            lines.put(key, YamlPlaces.line(entry.getKeyNode()));
        });
        secrets.learn(GivenSecrets.ofParameters(options));
        return options;
    }

    private String filledIn(ShortFile file, String key, NodeTuple entry, List<Problem> problems) {
        String text = ShortChecks.text(file, key, entry, problems);
        try {
            return placeholders.filledIn(text).strip();
        } catch (RuntimeException e) {
            problems.add(
                    Problem.error(file.name(), YamlPlaces.line(entry.getKeyNode()), key, placeholders.complaint(e)));
            return "";
        }
    }
}
