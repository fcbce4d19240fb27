package io.vedette.camel.context;

import io.vedette.camel.WatchedChecks;
import io.vedette.camel.load.CheckPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Which routes observe which checks. A check is watched for as long as one of its routes is there; those that say what it is must say
 * the same. Safe for several threads.
 */
final class ObservingRoutes {

    private static final String EXPECT_EVERY = "expectEvery";

    private final WatchedChecks checks;
    private final Predicate<String> runs;
    private final Map<String, List<Observed>> byRoute = new LinkedHashMap<>();
    private final Map<String, Observed> watched = new HashMap<>();
    /** How many routes observe a check: among thousands those of one take long to find. */
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /**
     * A check of a route.
     *
     * @param rule the rule that judges it
     * @param refers whether the route only names it
     */
    record Observed(CheckPlan plan, String rule, boolean refers) {

        String name() {
            return plan.check().name();
        }

        boolean saysTheSameAs(Observed other) {
            return refers == other.refers
                    && rule.equals(other.rule)
                    && plan.values().equals(other.plan.values());
        }
    }

    /** @param runs whether a route runs: no message is expected of one that does not */
    ObservingRoutes(WatchedChecks checks, Predicate<String> runs) {
        this.checks = checks;
        this.runs = runs;
    }

    /**
     * Watches the checks of a route.
     *
     * @throws IllegalArgumentException when another route says otherwise what one of them is
     */
    synchronized void add(String route, List<Observed> observed) {
        for (Observed one : observed) {
            for (String other : others(route, one.name())) {
                agree(route, one, other, of(other, one.name()));
            }
        }
        observed.stream()
                .filter(one -> counts.getOrDefault(one.name(), 0) == 0)
                .forEach(one -> watched.remove(one.name()));
        if (byRoute.put(route, List.copyOf(observed)) == null) {
            observed.forEach(one -> counts.merge(one.name(), 1, Integer::sum));
        }
        observed.forEach(one -> watch(one.name(), route));
    }

    /** Watches those checks of a route no more that no other route observes. */
    synchronized void remove(String route) {
        for (Observed one : Optional.ofNullable(byRoute.remove(route)).orElse(List.of())) {
            if (counts.merge(one.name(), -1, Integer::sum) > 0) {
                watch(one.name(), others(route, one.name()).get(0));
            } else {
                counts.remove(one.name());
                watched.remove(one.name());
                checks.forget(one.name());
            }
        }
    }

    private void watch(String check, String route) {
        List<String> routes = new ArrayList<>(others(route, check));
        if (byRoute.containsKey(route) && !routes.contains(route)) {
            routes.add(route);
        }
        List<String> saying =
                routes.stream().filter(one -> !of(one, check).refers()).toList();
        Observed said = of(saying.isEmpty() ? routes.get(0) : saying.get(0), check);
        List<String> expecting = routes.stream()
                .filter(one -> of(one, check).plan().expectEvery().isPresent())
                .toList();
        Optional<Duration> longest = expecting.stream()
                .map(one -> of(one, check).plan().expectEvery().orElseThrow())
                .max(Comparator.naturalOrder());
        BooleanSupplier running =
                () -> (expecting.isEmpty() ? routes : expecting).stream().anyMatch(runs);
        Observed before = watched.get(check);
        if (before != null && before.saysTheSameAs(said)) {
            checks.expect(check, longest, running);
        } else {
            watched.put(check, said);
            checks.watch(said.plan().expecting(longest), running);
        }
    }

    private Observed of(String route, String check) {
        return byRoute.get(route).stream()
                .filter(one -> one.name().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private List<String> others(String route, String check) {
        int own = byRoute.containsKey(route) ? 1 : 0;
        if (counts.getOrDefault(check, 0) <= own) {
            return List.of();
        }
        return byRoute.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(route))
                .filter(entry ->
                        entry.getValue().stream().anyMatch(one -> one.name().equals(check)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void agree(String route, Observed one, String otherRoute, Observed other) {
        if (one.refers() || other.refers()) {
            return;
        }
        TreeSet<String> different = new TreeSet<>();
        if (!one.rule().equals(other.rule())) {
            different.add("rule");
        }
        Map<String, String> mine = one.plan().values();
        Map<String, String> theirs = other.plan().values();
        TreeSet<String> names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        names.remove(EXPECT_EVERY); // Each source has its own.
        names.stream()
                .filter(name -> !mine.getOrDefault(name, "").equals(theirs.getOrDefault(name, "")))
                .forEach(different::add);
        if (!different.isEmpty()) {
            throw new IllegalArgumentException("check " + one.name() + ": the routes \"" + otherRoute + "\" and \""
                    + route
                    + "\" both observe it, with other options (" + String.join(", ", different)
                    + "): give both the same, or let one of them only name it: vedette:observe?check=" + one.name());
        }
    }
}
