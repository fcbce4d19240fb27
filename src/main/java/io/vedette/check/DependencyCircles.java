package io.vedette.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds checks that depend on each other in a circle: if they fail, each would mute the next, and nobody would be notified.
 */
public final class DependencyCircles {

    private DependencyCircles() {}

    /**
     * Returns every circle once, from its first name in the alphabet, which stands at its end again: {@code [a, b, a]}. A check
     * that depends on itself is none of these.
     *
     * @param dependsOn what each check depends on, by name; names that are not its keys lead nowhere
     */
    public static List<List<String>> in(Map<String, String> dependsOn) {
        List<List<String>> circles = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String start : dependsOn.keySet()) {
            Set<String> path = new LinkedHashSet<>();
            String name = start;
            while (name != null && !seen.contains(name) && path.add(name)) {
                name = dependsOn.get(name);
            }
            if (name != null && path.contains(name) && !name.equals(dependsOn.get(name))) {
                circles.add(circle(new ArrayList<>(path), name));
            }
            seen.addAll(path);
        }
        return circles;
    }

    private static List<String> circle(List<String> path, String entry) {
        List<String> names = new ArrayList<>(path.subList(path.indexOf(entry), path.size()));
        Collections.rotate(names, -names.indexOf(Collections.min(names)));
        names.add(names.get(0));
        return names;
    }
}
