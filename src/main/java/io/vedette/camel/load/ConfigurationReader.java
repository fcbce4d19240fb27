package io.vedette.camel.load;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Problem;
import io.vedette.discovery.Discovery;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/**
 * Reads everything that is to run: the templates that come with Vedette, the folder that operations edit, and the task
 * URLs of the settings. Collects all problems instead of stopping at the first.
 */
public final class ConfigurationReader {

    private final CamelContext context;
    private final Settings settings;
    private final CheckFactory factory;
    private final FilledInValues placeholders;
    private final Discovery discovery;

    /**
     * @param context resolves placeholders; nothing is added to it
     * @param discovery asks sources of targets
     */
    public ConfigurationReader(CamelContext context, Settings settings, CheckFactory factory, Discovery discovery) {
        this.context = context;
        this.settings = settings;
        this.factory = factory;
        this.discovery = discovery;
        this.placeholders = new FilledInValues(context, settings);
    }

    /** @param extra checks that stand in no file */
    public Configuration read(List<ExtraCheck> extra) {
        return read(extra, Optional.empty());
    }

    /** @param draft a file that is not written yet */
    public Configuration read(List<ExtraCheck> extra, Optional<Draft> draft) {
        try (RouteParser parser = new RouteParser()) {
            List<RouteFile> files = new ArrayList<>(parser.shipped(ShippedTemplates.FOLDER, context));
            List<Problem> problems = new ArrayList<>();
            if (!settings.properties()
                    .getOrDefault(SettingKey.TEMPLATES.key(), "")
                    .isEmpty()) {
                problems.add(Problem.warning(
                        null, 0, SettingKey.TEMPLATES.key(), "has no effect: all templates are there already"));
            }
            files.addAll(folder(parser, extra, draft, problems));
            return assemble(files, extra, problems, parser.texts());
        }
    }

    private List<RouteFile> folder(
            RouteParser parser, List<ExtraCheck> extra, Optional<Draft> draft, List<Problem> problems) {
        if (Files.isDirectory(settings.routes())) {
            return parser.folder(settings.routes(), draft);
        }
        RoutesFolder.missing(settings)
                .filter(problem -> problem.isError() || settings.monitoredUrls().isEmpty() && extra.isEmpty())
                .ifPresent(problems::add);
        return List.of();
    }

    private Configuration assemble(
            List<RouteFile> files, List<ExtraCheck> extra, List<Problem> problems, SourceTexts texts) {
        files.forEach(file -> problems.addAll(file.problems()));
        Map<String, RouteTemplateDefinition> templates = new LinkedHashMap<>();
        files.forEach(file -> file.templates().forEach(template -> templates.put(template.getId(), template)));
        List<RouteDefinition> routes =
                files.stream().flatMap(file -> file.routes().stream()).toList();
        DefinitionsOfFiles found = new DefinitionsOfFiles(settings, templates, factory, placeholders, discovery);
        List<CheckDefinition> definitions = found.of(files, problems);
        definitions.addAll(taskUrls());
        // One of the command line is tried in place of the one of its name.
        Set<String> given = extra.stream().map(ExtraCheck::name).collect(Collectors.toSet());
        definitions.removeIf(definition -> given.contains(definition.name()));
        extra.forEach(check -> definitions.add(new CheckDefinition(
                check.name(), check.template(), check.parameters(), null, YamlPlaces.Place.NOWHERE)));

        Unread unread = Unread.of(Stream.concat(files.stream().map(RouteFile::unread), Stream.of(found.unread()))
                .toList());
        Map<String, String> names = new TreeMap<>();
        CheckReader reader = new CheckReader(settings, templates, unread, factory, placeholders);
        List<Configuration.PlannedCheck> checks = new ArrayList<>();
        TargetsOfFolder targets = new TargetsOfFolder(
                settings, templates, new TargetReader(context, placeholders, factory.secrets()), routes);
        LeftOut leftOut = found.leftOut();
        for (CheckDefinition definition : definitions) {
            List<Problem> of = definition.isDiscovered() ? new ArrayList<>() : problems;
            Optional<Problem> name = CheckReader.nameProblem(definition, names, targets.isTarget(definition));
            name.ifPresent(of::add);
            if (targets.take(definition, of)) {
                continue;
            }
            Optional<CheckPlan> plan = reader.plan(definition, of);
            if (definition.isDiscovered() && leftOut.takes(definition, of)) {
                if (name.isEmpty()) {
                    names.remove(definition.name());
                }
                continue;
            }
            plan.ifPresent(made -> checks.add(new Configuration.PlannedCheck(definition, made)));
        }
        Set<String> namesOfChecks = new TreeSet<>(names.keySet());
        Set<String> templated = targets.templated();
        namesOfChecks.removeAll(templated);
        PlainRoutes plain = new PlainRoutes(context, settings, texts, factory, placeholders);
        List<Problem> ofRoutes = plain.problems(files, names);
        plain.observed().forEach(one -> namesOfChecks.add(one.name()));
        List<PlannedTarget> planned = targets.all(names.keySet(), checks, problems);
        References references = new References(settings, targets.names(), templated, unread);
        Set<String> all = Set.copyOf(namesOfChecks);
        checks.removeIf(check -> check.definition().isDiscovered()
                && leftOut.takes(check.definition(), references.missing(List.of(check), all))
                && namesOfChecks.remove(check.definition().name()));
        leftOut.sum(found.sources());
        problems.addAll(references.missing(checks, namesOfChecks));
        problems.addAll(References.circles(checks));
        problems.addAll(References.sharedSecrets(checks));
        problems.addAll(references.unpublished(checks));
        problems.addAll(ofRoutes);
        problems.addAll(references.doubtful(plain.observed(), namesOfChecks));
        // Where some are found elsewhere, or cannot be read, others may come that have any group and tag.
        if (found.sources().isEmpty() && problems.stream().noneMatch(Problem::isError)) {
            problems.addAll(references.unmatched(planned, checks, plain.observed()));
        }
        return new Configuration(
                List.copyOf(templates.values()),
                files.stream().flatMap(file -> file.configurations().stream()).toList(),
                files.stream().flatMap(file -> file.collections().stream()).toList(),
                checks,
                planned,
                found.sources(),
                problems.stream().map(factory.secrets()::masked).toList(),
                texts);
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
}
