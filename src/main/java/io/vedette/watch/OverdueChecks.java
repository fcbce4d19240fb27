package io.vedette.watch;

import io.vedette.config.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The part of the own health that says whether checks are run: one whose timer is to run and that has not begun for two of
 * its intervals (and the longest time that the run before may take) is overdue, because its timer, its route or the pool
 * of probes hangs.
 */
public final class OverdueChecks {

    /** What this part is called. */
    public static final String NAME = "vedette-checks";

    /** A busy machine begins late. */
    static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private static final int MOST_NAMED = 5;

    /**
     * The latest run of a check.
     *
     * @param interval the time between two runs
     * @param longest the longest time of one, its retries included
     * @param ago how long ago it began, or the timer did when there was none yet
     */
    public record Run(String check, Duration interval, Duration longest, Duration ago) {

        boolean isOverdue() {
            return ago.compareTo(interval.multipliedBy(2).plus(longest).plus(ALLOWANCE)) > 0;
        }
    }

    private OverdueChecks() {}

    /** @param runs the latest ones of all checks whose timers are to run */
    public static OwnHealth.Part judge(Stream<Run> runs) {
        List<Run> all = runs.toList();
        List<Run> overdue = all.stream()
                .filter(Run::isOverdue)
                .sorted(Comparator.comparing(Run::check))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduled", all.size());
        data.put("overdue", overdue.size());
        return overdue.isEmpty() ? OwnHealth.Part.up(NAME, data) : OwnHealth.Part.down(NAME, message(overdue), data);
    }

    private static String message(List<Run> overdue) {
        Run first = overdue.get(0);
        int more = overdue.size() - MOST_NAMED;
        String others = String.join(
                ", ",
                overdue.stream().skip(1).limit(MOST_NAMED - 1L).map(Run::check).toList());
        return "not run for two intervals: " + first.check() + " (every " + Durations.format(first.interval())
                + ", last begun " + OutageNotices.span(first.ago()) + " ago)"
                + (others.isEmpty() ? "" : ", " + others)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
