package io.vedette.camel.load;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/**
 * Reads everything that is to run: the templates that come with Vedette, the folder that operations edit, and the task
 * URLs of the settings. Collects all problems instead of stopping at the first.
 */
public final class ConfigurationReader {

    /** A check's name is one line of at most so many characters. */
    static final int LONGEST_NAME = 500;

    private final CamelContext context;
    private final Settings settings;
    private final CheckPlan.Workshop workshop;
    private final FilledInValues placeholders;

    private static final String SAMPLE = "/sample/task";

    /** @param context resolves placeholders; nothing is added to it */
    public ConfigurationReader(CamelContext context, Settings settings, CheckPlan.Workshop workshop) {
        this.context = context;
        this.settings = settings;
        this.workshop = workshop;
        this.placeholders = new FilledInValues(context, settings);
    }

    /** @param extra checks that stand in no file */
    public Configuration read(List<ExtraCheck> extra) {
        try (RouteParser parser = new RouteParser()) {
            List<RouteFile> files = new ArrayList<>(shipped(parser, "camel-template"));
            List<Problem> problems = new ArrayList<>();
            List<RouteFile> folder = folder(parser, extra, problems);
            files.addAll(folder);
            if (folder.stream().flatMap(file -> file.routes().stream()).noneMatch(PlainRoutes::takesAlerts)) {
                // Somebody must be told, if only the log.
                files.addAll(shipped(parser, "io/vedette/routes"));
            }
            return assemble(files, extra, problems, parser.texts());
        }
    }

    private List<RouteFile> folder(RouteParser parser, List<ExtraCheck> extra, List<Problem> problems) {
        if (Files.isDirectory(settings.routes())) {
            return parser.folder(settings.routes());
        }
        missingFolder(settings)
                .filter(problem -> problem.isError() || settings.monitoredUrls().isEmpty() && extra.isEmpty())
                .ifPresent(problems::add);
        return List.of();
    }

    /** That there is no such folder: a mistake where it was named, and worth a warning where nobody did. */
    public static Optional<Problem> missingFolder(Settings settings) {
        String key = SettingKey.ROUTES.key();
        if (Files.isDirectory(settings.routes())) {
            return Optional.empty();
        }
        if (Files.exists(settings.routes())) {
            return Optional.of(Problem.error(
                    null, 0, key, settings.routes() + " is a file: name the folder that holds the routes files"));
        }
        String message = "there is no folder " + settings.routes();
        return Optional.of(
                settings.routes().equals(settings.baseDir().resolve("routes"))
                        ? Problem.warning(null, 0, key, message + ": nothing is watched")
                        : Problem.error(null, 0, key, message));
    }

    private Configuration assemble(
            List<RouteFile> files, List<ExtraCheck> extra, List<Problem> problems, SourceTexts texts) {
        files.forEach(file -> problems.addAll(file.problems()));
        Map<String, RouteTemplateDefinition> templates = new LinkedHashMap<>();
        files.forEach(file -> file.templates().forEach(template -> templates.put(template.getId(), template)));
        List<RouteDefinition> routes =
                files.stream().flatMap(file -> file.routes().stream()).toList();
        List<CheckDefinition> definitions =
                files.stream().flatMap(file -> file.checks().stream()).collect(Collectors.toCollection(ArrayList::new));
        definitions.removeIf(this::isSampleThatIsOff);
        definitions.addAll(taskUrls());
        // One of the command line is tried in place of the one of its name.
        Set<String> given = extra.stream().map(ExtraCheck::name).collect(Collectors.toSet());
        definitions.removeIf(definition -> given.contains(definition.name()));
        extra.forEach(check -> definitions.add(new CheckDefinition(
                check.name(), check.template(), check.parameters(), null, YamlPlaces.Place.NOWHERE)));

        Unread unread = Unread.of(files.stream().map(RouteFile::unread).toList());
        Map<String, String> names = new TreeMap<>();
        List<Configuration.PlannedCheck> checks = new ArrayList<>();
        for (CheckDefinition definition : definitions) {
            nameProblem(definition, names).ifPresent(problems::add);
            plan(definition, templates, unread, problems)
                    .ifPresent(plan -> checks.add(new Configuration.PlannedCheck(definition, plan)));
        }
        Set<String> namesOfChecks = new TreeSet<>(names.keySet());
        PlainRoutes plain = new PlainRoutes(context, settings, texts, workshop, placeholders);
        List<Problem> ofRoutes = plain.problems(files, names);
        plain.observed().forEach(one -> namesOfChecks.add(one.name()));
        References references = new References(settings, PlainRoutes.targets(routes.stream()), unread);
        problems.addAll(references.missing(checks, namesOfChecks));
        problems.addAll(References.circles(checks));
        problems.addAll(references.unpublished(checks));
        problems.addAll(ofRoutes);
        problems.addAll(references.doubtful(plain.observed(), namesOfChecks));
        return new Configuration(
                List.copyOf(templates.values()),
                files.stream().flatMap(file -> file.configurations().stream()).toList(),
                files.stream().flatMap(file -> file.collections().stream()).toList(),
                checks,
                problems.stream().map(workshop.secrets()::masked).toList(),
                texts);
    }

    /** A check of Vedette's own sample task, as the shipped routes hold one: without the task there is nothing to ask. */
    private boolean isSampleThatIsOff(CheckDefinition definition) {
        String url = definition.parameters().getOrDefault("url", "");
        if (settings.sample() || !definition.template().equals("task") || !url.endsWith(SAMPLE)) {
            return false;
        }
        try {
            URI asked = new URI(placeholders.filledIn(url));
            boolean mine =
                    List.of(settings.http().host(), "127.0.0.1", "localhost").contains(String.valueOf(asked.getHost()));
            int port = settings.http().port(); // 0: any free one, so that no other server is known to be there.
            return mine
                    && (port == 0 || asked.getPort() == port)
                    && asked.getPath().equals(SAMPLE);
        } catch (Exception e) {
            return false; // Whoever reads its parameters next tells what is wrong with them.
        }
    }

    /** A bare list of URLs: each is a task check named after its URL. */
    private List<CheckDefinition> taskUrls() {
        String key = (settings.debug() ? SettingKey.DEV_URLS : SettingKey.URLS).key();
        return settings.monitoredUrls().stream()
                .map(URI::toString)
                .map(url -> new CheckDefinition(
                        MaskedUrl.of(url),
                        "task",
                        Map.of("url", url),
                        null,
                        new YamlPlaces.Place(0, Map.of(key, 0), Map.of(), List.of())))
                .toList();
    }

    private static Optional<Problem> nameProblem(CheckDefinition definition, Map<String, String> names) {
        int line = definition
                .place()
                .keys()
                .getOrDefault("routeId", definition.place().line());
        String name = definition.name();
        if (name.isEmpty()) {
            return Optional.of(Problem.error(
                    definition.file(), definition.place().line(), "routeId", "is missing: it is the check's name"));
        }
        if (!Text.bounded(name, LONGEST_NAME).equals(name)) {
            return Optional.of(Problem.error(
                    definition.file(), line, "routeId", "must be one line of at most " + LONGEST_NAME + " characters"));
        }
        String key = definition.file() == null
                ? definition.place().keys().keySet().stream().findFirst().orElse(null)
                : "routeId";
        String place = definition.file() == null ? String.valueOf(key) : definition.file() + ":" + line;
        String first = names.putIfAbsent(name, place);
        return first == null
                ? Optional.empty()
                : Optional.of(Problem.error(
                        definition.file(),
                        line,
                        key,
                        "\"" + name + "\" is the name of another check already, in " + first));
    }

    private Optional<CheckPlan> plan(
            CheckDefinition definition,
            Map<String, RouteTemplateDefinition> templates,
            Unread unread,
            List<Problem> problems) {
        YamlPlaces.Place place = definition.place();
        RouteTemplateDefinition template = templates.get(definition.template());
        if (template == null
                && !definition.template().isEmpty()
                && unread.mayHold(definition.template())
                && Nearest.to(definition.template(), templates.keySet()).isEmpty()) {
            return Optional.empty();
        }
        if (template == null) {
            int line = place.keys().getOrDefault("routeTemplateRef", place.line());
            String message = definition.template().isEmpty()
                    ? "is missing: the template that the check is made from"
                    : "\"" + definition.template() + "\" is not a template"
                            + Nearest.hint(definition.template(), templates.keySet());
            problems.add(Problem.error(definition.file(), line, "routeTemplateRef", message));
            return Optional.empty();
        }
        place.doubled()
                .forEach(name ->
                        problems.add(Problem.error(definition.file(), place.lineOf(name), name, "is given twice")));
        Set<String> unresolved = new TreeSet<>();
        Map<String, String> values = resolved(definition, unresolved, problems);
        Set<String> declared = new LinkedHashSet<>();
        for (RouteTemplateParameterDefinition parameter : TemplateRoute.parameters(template)) {
            declared.add(parameter.getName());
            if (parameter.getDefaultValue() != null) {
                values.putIfAbsent(parameter.getName(), parameter.getDefaultValue());
            }
        }
        Optional<Step> observe = Step.find("observe", template.getRoute().getOutputs());
        if (observe.isEmpty()) {
            return Optional.empty(); // A template of the operator's own that is no check.
        }
        Optional<Step> probe = Step.find("probe", template.getRoute().getOutputs());
        String rule = observe.get().parameter("rule").orElse("task");
        CheckPlan plan = workshop.plan(
                definition.name(),
                definition.template(),
                probe.flatMap(step -> step.parameter("type")),
                rule,
                values,
                declared);
        Stream.concat(plan.problems().stream(), Doubts.of(plan, definition.parameters(), rule, settings).stream())
                // That it is missing is not what is wrong.
                .filter(problem -> !unresolved.contains(String.valueOf(problem.key())))
                .map(problem -> placeholders.unseen(problem, definition.parameters(), values))
                .map(problem -> problem.at(definition.file(), place.lineOf(String.valueOf(problem.key()))))
                .forEach(problems::add);
        return Optional.of(plan);
    }

    private Map<String, String> resolved(CheckDefinition definition, Set<String> unresolved, List<Problem> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        definition.parameters().forEach((name, value) -> {
            try {
                values.put(name, placeholders.filledIn(value));
            } catch (Exception e) {
                values.put(name, "");
                unresolved.add(name);
                String complaint = placeholders.veil(List.of(value)).over(placeholders.complaint(e));
                problems.add(Problem.error(definition.file(), definition.place().lineOf(name), name, complaint));
            }
        });
        return values;
    }

    /** Files that come in the jar. */
    private List<RouteFile> shipped(RouteParser parser, String folder) {
        return ShippedFiles.in(folder, context).entrySet().stream()
                .map(file -> parser.text(file.getKey(), file.getValue()))
                .toList();
    }
}
