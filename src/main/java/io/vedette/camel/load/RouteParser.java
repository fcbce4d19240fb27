package io.vedette.camel.load;

import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.config.values.TextFile;
import io.vedette.config.values.YamlDocuments;
import io.vedette.process.OwnTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses routes files with Camel's own YAML loader, on a scratch context that never starts: a mistake in a file touches
 * nothing that runs.
 */
public final class RouteParser implements AutoCloseable {

    /** Camel's loader reports one problem at a time, and reads the whole file again for the next one. */
    private static final int MOST_TRIES = 20;

    private static final String ENDING = ".yaml";
    private static final String SHORT_ENDING = ".yml";

    private final CamelContext scratch;
    private final SourceTexts texts = new SourceTexts();

    RouteParser() {
        scratch = ScratchContext.make();
        scratch.setSourceLocationEnabled(true); // For the lines of problems.
        scratch.build();
    }

    /** Parses the files of a folder in the jar. */
    List<RouteFile> shipped(String folder, CamelContext context) {
        return ShippedFiles.in(folder, context).entrySet().stream()
                .map(file -> text(file.getKey(), file.getValue()))
                .toList();
    }

    /** Parses every YAML file of a folder, by name; a folder that cannot be read is a problem. */
    List<RouteFile> folder(Path folder) {
        return folder(folder, Optional.empty());
    }

    /** @param draft takes the place of the file of its name, be there one or not */
    List<RouteFile> folder(Path folder, Optional<Draft> draft) {
        Optional<Path> drafted = draft.map(Draft::name).map(folder::resolve);
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = Stream.concat(entries.filter(RouteParser::isRoutesFile), drafted.stream())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            if (OwnTrouble.of(e).isPresent()) {
                throw new UncheckedIOException(e);
            }
            return List.of(unreadable(folder.toString(), 0, "the folder cannot be read: " + Causes.message(e)));
        }
        return files.stream()
                .map(file -> drafted.filter(file::equals).isPresent()
                        ? ShortFile.read(shown(folder, file), draft.get().text())
                        : file(file, shown(folder, file)))
                .toList();
    }

    private RouteFile file(Path file, String name) {
        TextFile content = TextFile.read(file, TextFile.MOST_BYTES);
        if (!content.isRead()) {
            return unreadable(name, content.line(), content.complaint());
        }
        if (content.text().isBlank()) {
            // Whoever saves a file may empty it first: that must not stop its checks.
            return unreadable(name, 0, "is empty; delete it, or leave a comment in it to watch nothing");
        }
        return ShortFile.isOne(file) ? ShortFile.read(name, content.text()) : text(name, content.text());
    }

    private static RouteFile unreadable(String name, int line, String complaint) {
        return RouteFile.broken(name, List.of(Problem.error(name, line, null, complaint)), Unread.ANYTHING);
    }

    /** How everything that was parsed stands in its file. */
    SourceTexts texts() {
        return texts;
    }

    /**
     * Parses the text of a file. An item with something wrong in it is left out, so that what is wrong with the others is
     * found in the same go.
     */
    RouteFile text(String name, String yaml) {
        List<Problem> problems = new ArrayList<>();
        try {
            List<Node> documents = YamlDocuments.of(yaml);
            FileItems items = FileItems.of(yaml, documents);
            Set<Integer> leftOut = new TreeSet<>();
            Attempt attempt = attempt(name, yaml, documents);
            for (int tries = 1; ; tries++) {
                problems.addAll(attempt.problems());
                if (attempt.file().isPresent()) {
                    problems.sort(Comparator.comparingInt(Problem::line));
                    RouteFile file = attempt.file().get();
                    file.problems().addAll(problems);
                    return leftOut.isEmpty() ? file : file.without(Unread.of(items.only(leftOut)));
                }
                List<Integer> wrong = attempt.problems().stream()
                        .map(problem -> items.at(problem.line()))
                        .flatMap(Optional::stream)
                        .toList();
                if (tries == MOST_TRIES || wrong.size() < attempt.problems().size() || !leftOut.addAll(wrong)) {
                    break; // It is about none of the items, or leaving that out did not help.
                }
                attempt = attempt(name, items.without(leftOut));
            }
        } catch (YamlDocuments.Malformed e) {
            problems.add(Problem.error(name, e.line(), null, e.getMessage()));
        }
        return RouteFile.broken(name, problems, Unread.of(yaml));
    }

    /** What a text became: a file, or problems that each keep it from becoming one. */
    private record Attempt(Optional<RouteFile> file, List<Problem> problems) {}

    private Attempt attempt(String name, String yaml) {
        try {
            return attempt(name, yaml, YamlDocuments.of(yaml));
        } catch (YamlDocuments.Malformed e) {
            return new Attempt(
                    Optional.empty(), List.of()); // What is left out has a name in it that is used elsewhere.
        }
    }

    private Attempt attempt(String name, String yaml, List<Node> documents) {
        try {
            List<Problem> problems = RoutesFileShape.problems(name, documents);
            if (!problems.isEmpty()) {
                return new Attempt(Optional.empty(), problems);
            }
            RouteFile file = new RouteFile(
                    name,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    Unread.NOTHING,
                    Optional.empty());
            if (documents.isEmpty()) {
                return new Attempt(Optional.of(file), List.of());
            }
            YamlPlaces places = YamlPlaces.of(documents);
            Optional<List<CheckDefinition>> checks = PlainChecks.of(name, documents, places);
            if (checks.isPresent()) {
                file.checks().addAll(checks.get());
                return new Attempt(Optional.of(file), List.of());
            }
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(scratch)
                    .findRoutesBuilders(ResourceHelper.fromString(known(name), yaml))) {
                collect((RouteBuilder) builder, places, file);
            }
            StepLines.correct(documents, file);
            List<Problem> unreadable = unreadable(file);
            if (!unreadable.isEmpty()) {
                return new Attempt(Optional.empty(), unreadable);
            }
            texts.note(documents, file);
            return new Attempt(Optional.of(file), List.of());
        } catch (Exception e) {
            return new Attempt(Optional.empty(), List.of(problem(name, yaml, e)));
        } catch (StackOverflowError e) {
            return new Attempt(Optional.empty(), List.of(Problem.error(name, 0, null, "is nested too deeply")));
        }
    }

    /** What checks and targets are is read from these URIs, before anybody asks Camel about them. */
    private static List<Problem> unreadable(RouteFile file) {
        return RouteSteps.of(file)
                .flatMap(step -> Step.complaint(RouteSteps.uri(step)).stream()
                        .map(complaint -> Problem.error(file.name(), step.getLineNumber(), "uri", complaint)))
                .toList();
    }

    /** Camel finds its loader by the ending, and knows but one of the two that YAML files have. */
    private static String known(String name) {
        return name.endsWith(SHORT_ENDING) ? name.substring(0, name.length() - SHORT_ENDING.length()) + ENDING : name;
    }

    private void collect(RouteBuilder builder, YamlPlaces places, RouteFile file) throws Exception {
        builder.setCamelContext(scratch);
        if (builder instanceof RouteConfigurationBuilder configurations) {
            configurations.configuration();
            file.configurations()
                    .addAll(configurations.getRouteConfigurationCollection().getRouteConfigurations());
        }
        builder.configure();
        List<RouteTemplateDefinition> templates =
                builder.getRouteTemplateCollection().getRouteTemplates();
        file.templates().addAll(templates);
        file.collections().add(builder.getRouteCollection());
        for (TemplatedRouteDefinition templated :
                builder.getTemplatedRouteCollection().getTemplatedRoutes()) {
            YamlPlaces.Place place = places.templatedRoute(file.checks().size()).orElse(YamlPlaces.Place.NOWHERE);
            check(templated, place, file);
        }
    }

    private static void check(TemplatedRouteDefinition templated, YamlPlaces.Place place, RouteFile file) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (TemplatedRouteParameterDefinition parameter :
                Optional.ofNullable(templated.getParameters()).orElse(List.of())) {
            parameters.put(parameter.getName(), parameter.getValue() == null ? "" : parameter.getValue());
        }
        String name = Optional.ofNullable(templated.getRouteId()).orElse("").strip();
        String template =
                Optional.ofNullable(templated.getRouteTemplateRef()).orElse("").strip();
        file.checks().add(new CheckDefinition(name, template, parameters, file.name(), place));
    }

    private static Problem problem(String name, String yaml, Exception e) {
        if (Causes.root(e) instanceof ClassNotFoundException missing) {
            return missing(name, yaml, String.valueOf(missing.getMessage()));
        }
        return YamlDocuments.Malformed.of(e)
                .map(found -> Problem.error(name, found.line(), null, found.getMessage()))
                .orElseGet(() -> {
                    String message = Causes.message(e);
                    return Problem.error(
                            name, 0, null, message.lines().findFirst().orElse(message));
                });
    }

    /** Reports a bean's missing class; without its name if that came through a placeholder, which may be for a secret. */
    private static Problem missing(String name, String yaml, String type) {
        int at = type.isBlank() ? -1 : yaml.indexOf(type);
        return at < 0
                ? Problem.error(name, 0, null, "the class that a placeholder names is not on the class path")
                : Problem.error(
                        name,
                        (int) yaml.substring(0, at)
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count()
                                + 1,
                        null,
                        "the class \"" + type + "\" is not on the class path");
    }

    public static boolean isRoutesFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(ENDING) || name.endsWith(SHORT_ENDING));
    }

    private static String shown(Path folder, Path file) {
        return folder.getFileName() + "/" + file.getFileName();
    }

    @Override
    public void close() {
        scratch.stop();
    }
}
