package io.vedette.camel.load;

import io.vedette.check.Check;
import io.vedette.check.DependencyCircles;
import io.vedette.config.settings.Braces;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.target.TargetOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verifies references: the targets that checks and settings name, and the checks that others depend on. */
final class References {

    private final Settings settings;
    private final Set<String> targets;
    private final Set<String> templated;
    private final Unread unread;

    /**
     * @param targets those that some route takes alerts for
     * @param templated those of them that are templated routes, whatever the settings say
     * @param unread what nobody could read: what it may hold is not missing
     */
    References(Settings settings, Set<String> targets, Set<String> templated, Unread unread) {
        this.settings = settings;
        this.targets = targets;
        this.templated = templated;
        this.unread = unread;
    }

    /**
     * What is named and not there, or there and out of use.
     *
     * @param names of all checks
     */
    List<Problem> missing(List<Configuration.PlannedCheck> checks, Set<String> names) {
        List<Problem> problems = new ArrayList<>();
        checks.forEach(check -> missing(check, names, problems));
        return problems;
    }

    private void missing(Configuration.PlannedCheck planned, Set<String> names, List<Problem> problems) {
        CheckDefinition definition = planned.definition();
        Check check = planned.plan().check();
        for (String target : check.targets()) {
            int line = definition.place().lineOf("notify");
            if (!targets.contains(target) && !isOfSettings(target)) {
                if (unread.mayHold(target)) {
                    continue;
                }
                problems.add(Problem.error(
                        definition.file(),
                        line,
                        "notify",
                        named(
                                definition,
                                "notify",
                                target,
                                targets,
                                " is not a target: no route takes alerts for it")));
            } else if (!settings.onlyLog()
                    && !templated.contains(target)
                    && Boolean.FALSE.equals(settings.targets().get(target))) {
                problems.add(Problem.warning(
                        definition.file(),
                        line,
                        "notify",
                        "\"" + target + "\" is not configured: see vedette." + target
                                + ".* in application.properties"));
            }
        }
        check.dependsOn()
                .filter(other -> !names.contains(other) && !unread.mayHold(other) || other.equals(check.name()))
                .ifPresent(other -> {
                    String message = other.equals(check.name())
                            ? "a check cannot depend on itself"
                            : named(definition, "dependsOn", other, others(names, check.name()), " is not a check");
                    problems.add(Problem.error(
                            definition.file(), definition.place().lineOf("dependsOn"), "dependsOn", message));
                });
    }

    /** What came through a placeholder may be a secret in the wrong place: then that is shown instead, and nothing that is near. */
    private static String named(
            CheckDefinition definition, String parameter, String name, Set<String> known, String complaint) {
        return Braces.first(definition.parameters().getOrDefault(parameter, ""))
                .map(placeholder -> "\"" + placeholder + "\"" + complaint)
                .orElseGet(() -> "\"" + name + "\"" + complaint + Nearest.hint(name, known));
    }

    private static Set<String> others(Set<String> names, String name) {
        return names.stream().filter(other -> !other.equals(name)).collect(Collectors.toSet());
    }

    /** Settings make it, be it that they do not do so now. */
    private boolean isOfSettings(String target) {
        return !target.equals(TargetSettings.LOG) && settings.targets().containsKey(target);
    }

    /** Verifies the references of checks that routes observe by themselves: they run all the same, and notify whom they can. */
    List<Problem> doubtful(List<PlainRoutes.Observed> observed, Set<String> names) {
        List<Problem> problems = new ArrayList<>();
        for (PlainRoutes.Observed one : observed) {
            one.check().ifPresent(check -> {
                check.targets().stream()
                        .filter(target -> !targets.contains(target) && !isOfSettings(target) && !unread.mayHold(target))
                        .distinct()
                        .forEach(target -> problems.add(Problem.warning(
                                one.file(),
                                one.line(),
                                "notify",
                                "\"" + target + "\" is not a target: no route takes alerts for it"
                                        + Nearest.hint(target, targets))));
                check.dependsOn()
                        .filter(other -> !names.contains(other) && !unread.mayHold(other) || other.equals(one.name()))
                        .ifPresent(other -> problems.add(Problem.warning(
                                one.file(),
                                one.line(),
                                "dependsOn",
                                other.equals(one.name())
                                        ? "a check cannot depend on itself"
                                        : "\"" + other + "\" is not a check"
                                                + Nearest.hint(other, others(names, one.name())))));
            });
        }
        return problems;
    }

    /**
     * Warns of targets that want checks of groups or with tags that no check has: by a slip of the pen nobody would hear of them.
     *
     * @param observed the checks that routes observe by themselves; one that nobody knows may have any group and tag
     */
    List<Problem> unmatched(
            List<PlannedTarget> all, List<Configuration.PlannedCheck> planned, List<PlainRoutes.Observed> observed) {
        List<Check> checks = Stream.concat(
                        planned.stream().map(check -> check.plan().check()),
                        observed.stream().flatMap(one -> one.check().stream()))
                .toList();
        boolean isAll = observed.stream().allMatch(one -> one.check().isPresent());
        if (!isAll || unread.anything() || !unread.names().isEmpty() || checks.isEmpty()) {
            return List.of();
        }
        Set<String> groups = checks.stream()
                .map(Check::group)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tags =
                checks.stream().flatMap(check -> check.tags().stream()).collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        for (PlannedTarget target : all) {
            TargetOptions options = target.plan().options();
            List<Problem> unknown = Stream.concat(
                            unknown(
                                    target.definition(),
                                    "groups",
                                    " is the group of no check",
                                    options.groups(),
                                    groups),
                            unknown(target.definition(), "tags", " is the tag of no check", options.tags(), tags))
                    .toList();
            problems.addAll(unknown);
            if (unknown.isEmpty() && checks.stream().noneMatch(check -> options.takes(check.group(), check.tags()))) {
                problems.add(doubt(target.definition(), "tags", "no check of its groups has one of its tags"));
            }
        }
        return problems;
    }

    private static Stream<Problem> unknown(
            CheckDefinition target, String key, String complaint, List<String> wanted, Set<String> known) {
        return wanted.stream()
                .filter(name -> !known.contains(name))
                .map(name -> doubt(target, key, named(target, key, name, known, complaint)));
    }

    private static Problem doubt(CheckDefinition definition, String key, String message) {
        return Problem.warning(definition.file(), definition.place().lineOf(key), key, message);
    }

    /** Reports heartbeat checks whose jobs would call the same address: the call of one would count for another. */
    static List<Problem> sharedSecrets(List<Configuration.PlannedCheck> checks) {
        Map<String, CheckDefinition> first = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        checks.forEach(check -> check.plan()
                .probe()
                .filter(HeartbeatProbe.class::isInstance)
                .flatMap(probe -> ((HeartbeatProbe) probe).secret())
                .map(secret -> first.putIfAbsent(secret, check.definition()))
                .ifPresent(other -> problems.add(Problem.error(
                        check.definition().file(),
                        check.definition().place().lineOf("secret"),
                        "secret",
                        "is that of the check \"" + other.name() + "\" too: each needs its own"))));
        return problems;
    }

    /** Warns once of checks that are to be shown on a status page that is off. */
    List<Problem> unpublished(List<Configuration.PlannedCheck> checks) {
        if (settings.statusPage()) {
            return List.of();
        }
        List<Configuration.PlannedCheck> published = checks.stream()
                .filter(check -> check.plan().check().published())
                .toList();
        return published.stream()
                .limit(1)
                .map(first -> Problem.warning(
                        first.definition().file(),
                        first.definition().place().lineOf("public"),
                        "public",
                        "has no effect" + (published.size() == 1 ? "" : ", here and in " + others(published.size() - 1))
                                + ": the public status page is off, see " + SettingKey.STATUS_PAGE.key()))
                .toList();
    }

    private static String others(int count) {
        return count == 1 ? "1 other check" : count + " other checks";
    }

    /** Reports a circle at its first check, with all checks in it. */
    static List<Problem> circles(List<Configuration.PlannedCheck> checks) {
        Map<String, CheckDefinition> definitions = new LinkedHashMap<>();
        Map<String, String> dependsOn = new LinkedHashMap<>();
        checks.forEach(check -> check.plan().check().dependsOn().ifPresent(other -> {
            definitions.putIfAbsent(check.definition().name(), check.definition());
            dependsOn.putIfAbsent(check.definition().name(), other);
        }));
        return DependencyCircles.in(dependsOn).stream()
                .map(circle -> {
                    CheckDefinition first = definitions.get(circle.get(0));
                    return Problem.error(
                            first.file(),
                            first.place().lineOf("dependsOn"),
                            "dependsOn",
                            "goes in a circle: " + String.join(" -> ", circle) + "; each would mute the next");
                })
                .toList();
    }
}
