package io.vedette.selfhealth;

import io.vedette.config.values.Durations;
import io.vedette.deliver.OutageNotices;
import io.vedette.probing.Overtime;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of Vedette's own health that says whether checks run: a check with a running timer that has not started for two of its
 * intervals (and the longest time of the previous run) is overdue, because its timer, its route or the probe pool hangs. A check
 * whose probe or judgement cannot be stopped is named at once, with the step in which it hangs.
 */
public final class OverdueChecks {

    /** The name of this part. */
    public static final String NAME = "vedette-checks";

    /** Added because a busy machine starts late. */
    static final Duration ALLOWANCE = Duration.ofSeconds(5);

    /** Added because whatever can be stopped has stopped by then. */
    private static final Duration CUT_SHORT = Duration.ofSeconds(1);

    private static final int MOST_NAMED = 5;

    /**
     * The latest run of a check.
     *
     * @param interval the time between two runs
     * @param longest the longest time of one, its retries included
     * @param ago how long ago it started, or the timer if there was no run yet
     */
    public record Run(String check, Duration interval, Duration longest, Duration ago) {

        boolean isOverdue() {
            return ago.compareTo(interval.multipliedBy(2).plus(longest).plus(ALLOWANCE)) > 0;
        }
    }

    private OverdueChecks() {}

    /**
     * Returns whether checks run when they are due.
     *
     * @param runs the latest runs of all checks whose timers should run
     * @param overtime what runs longer than it may
     * @param cut checks whose latest judgement did not end in time
     */
    public static SelfHealth.Part judge(
            Stream<Run> runs, Collection<Overtime.Hanging> overtime, Collection<Overtime.Cut> cut) {
        List<Overtime.Hanging> hanging = overtime.stream()
                .filter(one -> one.time().compareTo(CUT_SHORT) > 0)
                .toList();
        Set<String> named = hanging.stream().map(Overtime.Hanging::check).collect(Collectors.toSet());
        List<Run> all = runs.toList();
        List<Run> overdue = all.stream()
                .filter(Run::isOverdue)
                .sorted(Comparator.comparing(Run::check))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scheduled", all.size());
        data.put("overdue", overdue.size());
        data.put("hanging", hanging.size());
        List<Run> unexplained =
                overdue.stream().filter(run -> !named.contains(run.check())).toList();
        Set<String> goingOn = overtime.stream().map(Overtime.Hanging::check).collect(Collectors.toSet());
        List<Overtime.Cut> stopped =
                cut.stream().filter(one -> !goingOn.contains(one.check())).toList();
        data.put("stopped", stopped.size());
        String message = Stream.of(hangs(hanging), stopped(stopped), unexplained.isEmpty() ? "" : message(unexplained))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return message.isEmpty() ? SelfHealth.Part.up(NAME, data) : SelfHealth.Part.down(NAME, message, data);
    }

    private static String hangs(List<Overtime.Hanging> hanging) {
        if (hanging.isEmpty()) {
            return "";
        }
        int more = hanging.size() - MOST_NAMED;
        long judgements = hanging.stream().filter(Overtime.Hanging::isJudgement).count();
        String full = judgements < Overtime.MOST_JUDGEMENTS
                ? ""
                : "; no more judgements may hang, so no other condition is judged"
                        + (judgements < Overtime.MOST_OF_ALL
                                ? ", except for checks that were judged in time before"
                                : "");
        return "runs too long and cannot be stopped: "
                + hanging.stream().limit(MOST_NAMED).map(OverdueChecks::shown).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "")
                + full;
    }

    private static String stopped(List<Overtime.Cut> cut) {
        int more = cut.size() - MOST_NAMED;
        return cut.isEmpty()
                ? ""
                : "stopped at the timeout every time: "
                        + cut.stream()
                                .limit(MOST_NAMED)
                                .map(one -> one.check() + " (" + one.step() + ")")
                                .collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "");
    }

    private static String shown(Overtime.Hanging one) {
        return one.check() + " (" + (one.isJudgement() ? one.step() : "its probe") + ", for "
                + OutageNotices.span(one.time()) + ")";
    }

    private static String message(List<Run> overdue) {
        Run first = overdue.get(0);
        int more = overdue.size() - MOST_NAMED;
        String others = String.join(
                ", ",
                overdue.stream().skip(1).limit(MOST_NAMED - 1L).map(Run::check).toList());
        return "not run for two intervals: " + first.check() + " (every " + Durations.format(first.interval())
                + ", last started " + OutageNotices.span(first.ago()) + " ago)"
                + (others.isEmpty() ? "" : ", " + others)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
