package io.vedette.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What must be written together.
 *
 * @param counts of results that were dropped before they were written, by check
 * @param left incidents whose old rows must be deleted
 */
record Unwritten(
        List<Result> results,
        Map<String, Rollup> counts,
        List<Incident> left,
        List<Incident> incidents,
        List<Late> late) {

    /** A change of an incident that only the database knows, because another process recorded it. */
    record Late(String check, Instant since, Function<IncidentBook, Optional<Incident>> change) {}

    boolean isEmpty() {
        return results.isEmpty() && counts.isEmpty() && left.isEmpty() && incidents.isEmpty() && late.isEmpty();
    }
}
