package io.vedette.status.api;

import io.vedette.evaluate.Watched;
import io.vedette.state.CheckState;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A check in the overview. What it is ordered by is looked at once: it may change while the list is sorted.
 *
 * @param rank how important it is, 1 for the first
 * @param since when the problem began; of a check without one when it entered its state
 */
record OverviewRow(Watched watched, Standing standing, int rank, Instant since) {

    /** By what people sort. */
    static final List<String> ORDERS = List.of("worst", "longest", "newest", "name");

    static OverviewRow of(Sources sources, PageSettings pages, Watched watched) {
        Standing standing = Standing.of(sources, watched);
        CheckState state = watched.record().state();
        Instant since = standing.isProblem() ? state.problemSince().orElse(state.since()) : state.since();
        return new OverviewRow(watched, standing, pages.rank(watched.check()), since);
    }

    String name() {
        return watched.check().name();
    }

    /** Returns the order within a part. */
    static Comparator<OverviewRow> order(String by) {
        Comparator<OverviewRow> name = Comparator.comparing(OverviewRow::name);
        return switch (by) {
            case "name" -> name;
            case "longest" -> Comparator.comparing(OverviewRow::since).thenComparing(name);
            case "newest" -> Comparator.comparing(OverviewRow::since).reversed().thenComparing(name);
            default ->
                Comparator.comparingInt(OverviewRow::rank)
                        .thenComparing(OverviewRow::since)
                        .thenComparing(name);
        };
    }
}
