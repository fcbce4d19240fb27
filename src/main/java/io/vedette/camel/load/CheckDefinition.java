package io.vedette.camel.load;

import java.util.Map;

/**
 * A check or a target as it stands in a routes file: not read yet, only found.
 *
 * @param name the route id
 * @param template the route template it refers to
 * @param parameters as written, placeholders unresolved
 * @param file the file, as shown to operators
 * @param place where it stands in it
 */
public record CheckDefinition(
        String name, String template, Map<String, String> parameters, String file, YamlPlaces.Place place) {

    /** The key under which a file of checks names a source of targets. */
    static final String FROM = "from";

    /** Returns whether it was added in the dashboard, by people who may not read the settings. */
    boolean isOfDashboard() {
        return file != null && file.endsWith("/" + DashboardChecks.FILE);
    }

    /** Returns whether it was found by a source of targets: nobody wrote it, so a mistake in it keeps nothing else from running. */
    boolean isDiscovered() {
        return place.keys().containsKey(FROM);
    }
}
