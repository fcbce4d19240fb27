package io.vedette.status;

import io.vedette.config.values.OwnPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is served at a path: by the path itself, or among the few rows with a name that begin alike. */
final class RouteTable {

    private final List<Route> rows;
    private final Map<String, ServedPath> plain = new HashMap<>();
    private final Map<String, List<Route>> named = new HashMap<>();
    private final Set<String> off = new HashSet<>();
    private final Set<String> roots = new LinkedHashSet<>();

    /**
     * @param rows of what is served, the more telling one of two that may serve the same path first
     * @param off rows of what is not served here; their paths are nobody else's
     */
    RouteTable(List<Route> rows, List<Route> off) {
        this.rows = List.copyOf(rows);
        for (Route row : rows) {
            if (row.pattern().named()) {
                named.computeIfAbsent(PathPattern.firstPart(row.path()), part -> new ArrayList<>())
                        .add(row);
                roots.add(row.pattern().before());
            } else {
                plain.merge(row.path(), new ServedPath(List.of(row)), RouteTable::both);
            }
        }
        roots.add(OwnPaths.API + "/");
        for (Route row : off) {
            if (row.pattern().named()) {
                roots.add(row.pattern().before());
            } else {
                this.off.add(row.path());
            }
        }
    }

    private static ServedPath both(ServedPath one, ServedPath other) {
        List<Route> all = new ArrayList<>(one.rows());
        all.addAll(other.rows());
        return new ServedPath(all);
    }

    List<Route> rows() {
        return rows;
    }

    /** Returns what is served at a path as it was sent, without its query. */
    ServedPath at(String path) {
        ServedPath exact = plain.get(path);
        if (exact != null) {
            return exact;
        }
        List<Route> candidates = named.get(PathPattern.firstPart(path));
        if (candidates == null) {
            return ServedPath.NOTHING;
        }
        List<Route> serving = new ArrayList<>(2);
        for (Route row : candidates) {
            if (row.pattern().serves(path)) {
                serving.add(row);
            }
        }
        return serving.isEmpty() ? ServedPath.NOTHING : new ServedPath(serving);
    }

    /** Whether nobody else answers a path: it is served here, or stands where names are. */
    boolean reserves(String path) {
        if (plain.containsKey(path) || off.contains(path)) {
            return true;
        }
        for (String root : roots) {
            if (path.startsWith(root) || path.length() == root.length() - 1 && root.startsWith(path)) {
                return true;
            }
        }
        return false;
    }
}
