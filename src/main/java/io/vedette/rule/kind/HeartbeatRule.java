package io.vedette.rule.kind;

import io.vedette.config.values.CronSchedule;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Beat;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job must call at least once in every {@code period}, or after every time of its {@code schedule}, give or take the {@code grace};
 * both ends are inside.
 *
 * <ul>
 *   <li>A call that reports a failure is an error {@code status} with the job's message, until the next good one.
 *   <li>No call in time is an error {@code missed} that tells how late it is.
 *   <li>A call that came too late does not hide that it was late: one that nobody saw missing is an error {@code missed}
 *       once, and judged again at once.
 *   <li>A job that has not called since watching began is given one period and grace from then, so that a restart alarms
 *       nobody; if it has never called at all, the message of {@code missed} tells so.
 *   <li>Time in which this process stood still, so that no call could come, does not count.
 *   <li>A call that was missed before a restart stays missed until one comes.
 *   <li>A run longer than {@code maxRunTime} is degraded {@code slow}, while it lasts and until the next one ends: a job that
 *       says when its runs begin is timed.
 * </ul>
 *
 * <p>Parameters: {@code period} or {@code schedule}, a cron expression, with {@code timeZone} (UTC); {@code grace} (60s);
 * {@code maxRunTime}.
 */
final class HeartbeatRule implements Rule {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Rhythm rhythm;
    private final Duration grace;
    private final Optional<Duration> maxRunTime;

    /** When calls are expected. */
    private interface Rhythm {

        /** Returns by when the call after one at that time is to come. */
        Instant after(Instant call);
    }

    /** Every so often. */
    private record Every(Duration period) implements Rhythm {

        @Override
        public Instant after(Instant call) {
            return call.plus(period);
        }

        @Override
        public String toString() {
            return "every " + Durations.format(period);
        }
    }

    /** At the times of a schedule. */
    private record At(CronSchedule schedule) implements Rhythm {

        @Override
        public Instant after(Instant call) {
            return schedule.after(call);
        }

        @Override
        public String toString() {
            return "at " + schedule;
        }
    }

    private HeartbeatRule(Rhythm rhythm, Duration grace, Optional<Duration> maxRunTime) {
        this.rhythm = rhythm;
        this.grace = Objects.requireNonNull(grace, "grace");
        this.maxRunTime = maxRunTime;
    }

    /**
     * @param period the longest time between two calls
     * @param grace how much later one may come
     */
    HeartbeatRule(Duration period, Duration grace) {
        this(new Every(Objects.requireNonNull(period, "period")), grace, Optional.empty());
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static HeartbeatRule of(Parameters parameters) {
        Duration period = parameters.positiveDuration("period", GRACE);
        ZoneId zone = parameters.parsed("timeZone", CronSchedule::zone).orElse(ZoneOffset.UTC);
        Optional<CronSchedule> schedule = parameters.parsed("schedule", text -> CronSchedule.of(text, zone));
        boolean hasSchedule = parameters.text("schedule").isPresent();
        boolean hasPeriod = parameters.text("period").isPresent();
        if (hasSchedule && hasPeriod) {
            parameters.problem("schedule", "cannot stand beside period: a job has one of the two");
        } else if (!hasSchedule && !hasPeriod) {
            parameters.problem("period", "is missing: give it, or a schedule such as \"0 3 * * *\"");
        }
        if (!hasSchedule && parameters.text("timeZone").isPresent()) {
            parameters.problem("timeZone", "is that of a schedule, which is missing");
        }
        Rhythm rhythm = schedule.<Rhythm>map(At::new).orElseGet(() -> new Every(period));
        Optional<Duration> maxRunTime = parameters.parsed("maxRunTime", Durations::parsePositive);
        return new HeartbeatRule(rhythm, parameters.duration("grace", GRACE), maxRunTime);
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Beat.class).judge(beat -> judge(beat, now));
    }

    private Verdict judge(Beat beat, Instant now) {
        Instant due = due(beat);
        boolean late = now.isAfter(due.plus(grace));
        if (beat.failed()) {
            String failure = beat.message().isBlank() ? "the job reports a failure" : beat.message();
            return Verdict.error(
                    Reason.STATUS, late ? failure + " (and no heartbeat since " + last(beat) + ")" : failure);
        }
        if (late) {
            return Verdict.error(Reason.MISSED, beat.last().isPresent() ? late(beat, due, now) : never(beat));
        }
        if (beat.missingSince().isPresent()) {
            return Verdict.error(Reason.MISSED, missing(beat.missingSince().get()));
        }
        if (untold(beat).isPresent()) {
            return Verdict.error(Reason.MISSED, cameLate(untold(beat).get()));
        }
        return slow(beat, now).orElseGet(() -> beat.last().isPresent() ? Verdict.ok() : waiting());
    }

    /**
     * A call that came while nobody watched was not seen, so watching counts like a call. None could come while this process
     * stood still.
     */
    private Instant due(Beat beat) {
        return beat.last()
                .filter(beat.watchedSince()::isBefore)
                .map(rhythm::after)
                .orElseGet(() -> rhythm.after(beat.watchedSince()))
                .plus(beat.unheard());
    }

    /** A gap that was too long, although nobody looked while it lasted: the call that ended it does not hide it. */
    private Optional<HeartbeatBook.Gap> untold(Beat beat) {
        return beat.gap().filter(gap -> {
            Instant missed = rhythm.after(gap.from()).plus(grace);
            return gap.to().isAfter(missed)
                    && beat.looked().filter(missed::isBefore).isEmpty();
        });
    }

    @Override
    public Optional<Instant> changesAt(Observation observation) {
        if (!(observation.answer() instanceof Beat beat)) {
            return Optional.empty();
        }
        if (!beat.failed() && beat.missingSince().isEmpty() && untold(beat).isPresent()) {
            return Optional.of(observation.at()); // It has come meanwhile.
        }
        Instant late = due(beat).plus(grace);
        return Stream.concat(Stream.of(late), tooLongAt(beat).stream())
                .filter(end -> !end.isBefore(observation.at()))
                .min(Comparator.naturalOrder());
    }

    /** When the run that has begun takes too long. */
    private Optional<Instant> tooLongAt(Beat beat) {
        return maxRunTime.flatMap(most -> beat.started().map(begin -> begin.plus(most)));
    }

    private Optional<Verdict> slow(Beat beat, Instant now) {
        if (tooLongAt(beat).filter(now::isAfter).isPresent()) {
            return Optional.of(Verdict.degraded(
                    Reason.SLOW,
                    "the run that began on " + beat.started().orElseThrow().truncatedTo(ChronoUnit.SECONDS)
                            + " takes longer than " + Durations.format(maxRunTime.orElseThrow())));
        }
        return beat.ran()
                .filter(ran ->
                        maxRunTime.filter(most -> ran.compareTo(most) > 0).isPresent())
                .map(ran -> Verdict.degraded(
                        Reason.SLOW,
                        "the last run took " + Durations.format(ran.truncatedTo(ChronoUnit.SECONDS)) + ", longer than "
                                + Durations.format(maxRunTime.orElseThrow())));
    }

    private String cameLate(HeartbeatBook.Gap gap) {
        Duration lateness = Duration.between(rhythm.after(gap.from()), gap.to()).truncatedTo(ChronoUnit.SECONDS);
        return "the heartbeat was " + Durations.format(lateness) + " late: it came on "
                + gap.to().truncatedTo(ChronoUnit.SECONDS) + ", one is expected " + rhythm;
    }

    private String late(Beat beat, Instant due, Instant now) {
        Duration lateness = Duration.between(due, now).truncatedTo(ChronoUnit.SECONDS);
        return "the heartbeat is " + Durations.format(lateness) + " late: the last came on " + last(beat)
                + ", one is expected " + rhythm;
    }

    private String missing(Instant since) {
        return "a heartbeat is missing since " + since.truncatedTo(ChronoUnit.SECONDS) + ", one is expected " + rhythm;
    }

    private String never(Beat beat) {
        return "no heartbeat has come since " + beat.watchedSince().truncatedTo(ChronoUnit.SECONDS)
                + ", one is expected " + rhythm;
    }

    private static Verdict waiting() {
        return new Verdict(
                Status.OK, Optional.empty(), "waiting for the first heartbeat", List.of(), Verdict.Details.NONE);
    }

    private static Instant last(Beat beat) {
        return beat.last().orElse(beat.watchedSince()).truncatedTo(ChronoUnit.SECONDS);
    }
}
