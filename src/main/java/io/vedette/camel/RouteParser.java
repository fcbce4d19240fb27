package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import io.vedette.config.TextFile;
import io.vedette.process.OwnTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses routes files with Camel's own YAML loader, on a scratch context that never starts: a mistake in a file touches
 * nothing that runs.
 */
final class RouteParser implements AutoCloseable {

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final String ENDING = ".yaml";
    private static final String SHORT_ENDING = ".yml";

    private final CamelContext scratch;
    private final SourceTexts texts = new SourceTexts();

    RouteParser() {
        scratch = new DefaultCamelContext();
        scratch.setSourceLocationEnabled(true); // Problems tell lines.
        scratch.build();
    }

    /** Parses every YAML file of a folder, by name; a folder that cannot be read is a problem. */
    List<RouteFile> folder(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(RouteParser::isRoutesFile).sorted().toList();
        } catch (IOException e) {
            if (OwnTrouble.of(e).isPresent()) {
                throw new UncheckedIOException(e);
            }
            return List.of(RouteFile.broken(
                    folder.toString(),
                    Problem.error(folder.toString(), 0, null, "the folder cannot be read: " + Causes.message(e))));
        }
        return files.stream().map(file -> file(file, shown(folder, file))).toList();
    }

    private RouteFile file(Path file, String name) {
        TextFile content = TextFile.read(file, MOST_BYTES);
        if (!content.isRead()) {
            return RouteFile.broken(name, Problem.error(name, content.line(), null, content.complaint()));
        }
        if (content.text().isBlank()) {
            // Whoever saves a file may empty it first: that must not stop its checks.
            return RouteFile.broken(
                    name,
                    Problem.error(name, 0, null, "is empty; delete it, or leave a comment in it to watch nothing"));
        }
        return text(name, content.text());
    }

    /** How everything that was parsed stands in its file. */
    SourceTexts texts() {
        return texts;
    }

    /** Parses the text of a file. */
    RouteFile text(String name, String yaml) {
        try {
            List<Node> documents = YamlPlaces.documents(yaml);
            List<Problem> problems = RoutesFileShape.problems(name, documents);
            if (!problems.isEmpty()) {
                return RouteFile.broken(name, problems);
            }
            if (documents.isEmpty()) {
                return new RouteFile(name, List.of(), List.of(), List.of(), List.of(), List.of());
            }
            YamlPlaces places = YamlPlaces.of(documents);
            Optional<List<CheckDefinition>> checks = PlainChecks.of(name, documents, places);
            if (checks.isPresent()) {
                return new RouteFile(name, List.of(), List.of(), List.of(), checks.get(), List.of());
            }
            RouteFile file = new RouteFile(
                    name,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(scratch)
                    .findRoutesBuilders(ResourceHelper.fromString(known(name), yaml))) {
                collect((RouteBuilder) builder, places, file);
            }
            StepLines.correct(documents, file);
            List<Problem> unreadable = unreadable(file);
            if (!unreadable.isEmpty()) {
                return RouteFile.broken(name, unreadable);
            }
            texts.note(documents, file);
            return file;
        } catch (Exception e) {
            return RouteFile.broken(name, problem(name, e));
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

    private static Problem problem(String name, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                int line = marked.getProblemMark().get().getLine() + 1;
                String message = marked.getProblem() == null ? marked.getMessage() : marked.getProblem();
                return Problem.error(
                        name, line, null, message.lines().findFirst().orElse(message));
            }
        }
        String message = Causes.message(e);
        return Problem.error(name, 0, null, message.lines().findFirst().orElse(message));
    }

    static boolean isRoutesFile(Path file) {
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
