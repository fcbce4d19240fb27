package io.vedette.camel.reload;

import io.vedette.camel.load.ConfigurationSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The smallest set of changes that leads from one configuration to another.
 *
 * @param templates ids of templates that are new or changed
 * @param configurations likewise, of route configurations
 * @param routes the plain routes
 * @param checks whose Camel route is added, removed, or replaced because it would be another one
 * @param replanned names of checks whose route is unchanged, but not how they are asked or judged or whom they notify
 */
record Difference(
        List<String> templates, List<String> configurations, Names routes, Names checks, List<String> replanned) {

    /** Names by what is to be done with them. */
    record Names(List<String> added, List<String> changed, List<String> removed) {

        private static <T> Names of(Map<String, T> before, Map<String, T> after, BiPredicate<T, T> same) {
            List<String> added = new ArrayList<>();
            List<String> changed = new ArrayList<>();
            after.forEach((name, part) -> {
                if (!before.containsKey(name)) {
                    added.add(name);
                } else if (!same.test(before.get(name), part)) {
                    changed.add(name);
                }
            });
            List<String> removed = before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .toList();
            return new Names(List.copyOf(added), List.copyOf(changed), removed);
        }

        boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }

        /** Those that are there no more, or not as they were. */
        Stream<String> going() {
            return Stream.concat(removed.stream(), changed.stream());
        }

        /** Those that were not there, or not as they will be. */
        Stream<String> coming() {
            return Stream.concat(changed.stream(), added.stream());
        }
    }

    static Difference between(ConfigurationSnapshot before, ConfigurationSnapshot after) {
        Names templates = Names.of(
                before.templates(),
                after.templates(),
                (one, other) -> one.text().equals(other.text()));
        Names configurations = Names.of(
                before.configurations(),
                after.configurations(),
                (one, other) -> one.text().equals(other.text()));
        Names checks = Names.of(
                before.checks(), after.checks(), (one, other) -> one.route().equals(other.route()));
        List<String> replanned =
                Names.of(
                                before.checks(),
                                after.checks(),
                                (one, other) -> one.plan().equals(other.plan()))
                        .changed()
                        .stream()
                        .filter(name -> !checks.changed().contains(name))
                        .toList();
        Names routes = Names.of(
                before.routes(), after.routes(), (one, other) -> one.text().equals(other.text()));
        return new Difference(
                Stream.concat(templates.going(), templates.coming()).distinct().toList(),
                Stream.concat(configurations.going(), configurations.coming())
                        .distinct()
                        .toList(),
                routes,
                checks,
                replanned);
    }

    boolean isEmpty() {
        return templates.isEmpty()
                && configurations.isEmpty()
                && routes.isEmpty()
                && checks.isEmpty()
                && replanned.isEmpty();
    }

    List<String> added() {
        return Stream.concat(checks.added().stream(), routes.added().stream())
                .map(Difference::shown)
                .toList();
    }

    List<String> changed() {
        return Stream.of(checks.changed(), replanned, routes.changed())
                .flatMap(List::stream)
                .map(Difference::shown)
                .toList();
    }

    List<String> removed() {
        return Stream.concat(checks.removed().stream(), routes.removed().stream())
                .map(Difference::shown)
                .toList();
    }

    private static String shown(String name) {
        return name.startsWith("nameless ") ? "a route without an id" : name;
    }
}
