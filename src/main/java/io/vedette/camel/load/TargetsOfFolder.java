package io.vedette.camel.load;

import io.vedette.config.settings.Settings;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Problem;
import io.vedette.target.TargetKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Collects the targets of a configuration: the templated routes of its files, the plain routes that take alerts, and, where none
 * of these has the name, those that settings set up. The log is there too, unless plain routes decide who is told: then it is where
 * a check names it, and under {@code only-log}.
 */
final class TargetsOfFolder {

    private static final Pattern UPPER = Pattern.compile("\\p{Lu}");

    private final Settings settings;
    private final Map<String, RouteTemplateDefinition> templates;
    private final TargetReader reader;
    private final Set<String> ofPlainRoutes;
    private final Map<String, PlannedTarget> planned = new LinkedHashMap<>();

    /** @param routes the plain routes of all files */
    TargetsOfFolder(
            Settings settings,
            Map<String, RouteTemplateDefinition> templates,
            TargetReader reader,
            List<RouteDefinition> routes) {
        this.settings = settings;
        this.templates = templates;
        this.reader = reader;
        this.ofPlainRoutes = PlainRoutes.targets(routes.stream());
    }

    /** Returns whether a templated route is a target. */
    boolean isTarget(CheckDefinition definition) {
        return TargetReader.isTarget(templates.get(definition.template()));
    }

    /**
     * Takes a templated route if it is a target.
     *
     * @param problems takes what is wrong with it
     */
    boolean take(CheckDefinition definition, List<Problem> problems) {
        RouteTemplateDefinition template = templates.get(definition.template());
        if (!TargetReader.isTarget(template)) {
            return false;
        }
        TargetPlan plan = reader.plan(definition, template, problems);
        if (ofPlainRoutes.contains(plan.name())) {
            int line = definition
                    .place()
                    .keys()
                    .getOrDefault("routeId", definition.place().line());
            problems.add(Problem.error(
                    definition.file(),
                    line,
                    "routeId",
                    "\"" + plan.name() + "\" is the target of another route already, which takes its alerts"));
        }
        if (!plan.name().isEmpty()) {
            planned.putIfAbsent(plan.name(), PlannedTarget.of(definition, plan, template, plan.name()));
        }
        return true;
    }

    /**
     * Returns the targets that get routes of their templates, those of settings among them.
     *
     * @param names the names of all routes and checks, which theirs must not be
     * @param checks may name the log, which needs no route then
     */
    List<PlannedTarget> all(Set<String> names, List<Configuration.PlannedCheck> checks, List<Problem> problems) {
        Arrays.stream(TargetSettings.values())
                .filter(target -> settings.targets().get(target.target()) && !names().contains(target.target()))
                .forEach(target -> builtIn(target.target(), values(target), names, problems));
        boolean isLogNamed =
                checks.stream().anyMatch(check -> check.plan().check().targets().contains(TargetSettings.LOG));
        if ((settings.onlyLog() || ofPlainRoutes.isEmpty() || isLogNamed) && !names().contains(TargetSettings.LOG)) {
            builtIn(TargetSettings.LOG, Map.of(), names, problems);
        }
        return List.copyOf(planned.values());
    }

    private Map<String, String> values(TargetSettings target) {
        return TargetKind.of(target).values(settings.properties()).entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void builtIn(String target, Map<String, String> values, Set<String> names, List<Problem> problems) {
        RouteTemplateDefinition template = templates.get("notify-" + target);
        if (!TargetReader.isTarget(template)) {
            return; // A template of the operator's own has the name.
        }
        CheckDefinition definition =
                new CheckDefinition(target, "notify-" + target, Map.of(), null, YamlPlaces.Place.NOWHERE);
        List<Problem> found = new ArrayList<>();
        TargetPlan plan = reader.plan(definition, template, new HashMap<>(values), found);
        found.stream()
                .map(problem -> Problem.error(null, 0, key(target, problem.key()), problem.message()))
                .forEach(problems::add);
        String id = names.contains("notify-" + target) ? "vedette-notify-" + target : "notify-" + target;
        planned.put(target, PlannedTarget.of(definition, plan, template, id));
    }

    /** {@code webhookUrl} as the setting that it stands for: {@code vedette.slack.webhook-url}. */
    private static String key(String target, String parameter) {
        return "vedette." + target + "."
                + UPPER.matcher(parameter)
                        .replaceAll(match -> "-" + match.group().toLowerCase(Locale.ROOT));
    }

    /** Returns the names of those that are templated routes. */
    Set<String> templated() {
        return Set.copyOf(planned.keySet());
    }

    /** Returns the names of all targets found so far. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(ofPlainRoutes);
        names.addAll(planned.keySet());
        return names;
    }
}
