package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Parses routes files with Camel's own YAML loader, on a scratch context that never starts: a mistake in a file touches
 * nothing that runs.
 */
final class RouteParser implements AutoCloseable {

    private final CamelContext scratch;
    private final SourceTexts texts = new SourceTexts();

    RouteParser() {
        scratch = new DefaultCamelContext();
        scratch.build();
    }

    /** Parses every YAML file of a folder, by name; a folder that cannot be read is a problem. */
    List<RouteFile> folder(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(RouteParser::isRoutesFile).sorted().toList();
        } catch (IOException e) {
            return List.of(RouteFile.broken(
                    folder.toString(),
                    Problem.error(folder.toString(), 0, null, "the folder cannot be read: " + Causes.message(e))));
        }
        return files.stream().map(file -> file(file, shown(folder, file))).toList();
    }

    private RouteFile file(Path file, String name) {
        try {
            return text(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return RouteFile.broken(name, Problem.error(name, 0, null, "is not UTF-8 text"));
        } catch (IOException e) {
            return RouteFile.broken(name, Problem.error(name, 0, null, "cannot be read: " + Causes.message(e)));
        }
    }

    /** How everything that was parsed stands in its file. */
    SourceTexts texts() {
        return texts;
    }

    /** Parses the text of a file. */
    RouteFile text(String name, String yaml) {
        if (yaml.isBlank()) {
            return new RouteFile(name, List.of(), List.of(), List.of(), List.of(), List.of());
        }
        try {
            YamlPlaces places = YamlPlaces.of(yaml);
            RouteFile file = new RouteFile(
                    name,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            for (RoutesBuilder builder :
                    PluginHelper.getRoutesLoader(scratch).findRoutesBuilders(ResourceHelper.fromString(name, yaml))) {
                collect((RouteBuilder) builder, places, file);
            }
            texts.note(yaml, file);
            return file;
        } catch (Exception e) {
            return RouteFile.broken(name, problem(name, e));
        }
    }

    private void collect(RouteBuilder builder, YamlPlaces places, RouteFile file) throws Exception {
        builder.setCamelContext(scratch);
        if (builder instanceof RouteConfigurationBuilder configurations) {
            configurations.configuration();
            file.configurations()
                    .addAll(named(
                            configurations.getRouteConfigurationCollection().getRouteConfigurations()));
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

    /** A nameless one would catch what goes wrong in every route, a failing target's included. */
    private static List<RouteConfigurationDefinition> named(List<RouteConfigurationDefinition> configurations) {
        for (RouteConfigurationDefinition configuration : configurations) {
            if (configuration.getId() == null) {
                throw new IllegalArgumentException("a routeConfiguration needs an id; refer to it by"
                        + " routeConfigurationId in the routes it is meant for");
            }
        }
        return configurations;
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
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private static String shown(Path folder, Path file) {
        return folder.getFileName() + "/" + file.getFileName();
    }

    @Override
    public void close() {
        scratch.stop();
    }
}
