package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A job must call at least once in every {@code period}, give or take the {@code grace}; both ends are inside.
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
 * </ul>
 *
 * <p>Parameters: {@code period} (required), {@code grace} (60s).
 */
final class HeartbeatRule implements Rule {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Duration period;
    private final Duration grace;

    /**
     * @param period the longest time between two calls
     * @param grace how much later one may come
     */
    HeartbeatRule(Duration period, Duration grace) {
        this.period = Objects.requireNonNull(period, "period");
        this.grace = Objects.requireNonNull(grace, "grace");
    }

    /** Reads {@code period} and {@code grace}; what is wrong is noted in the parameters. */
    public static HeartbeatRule of(Parameters parameters) {
        parameters.required("period");
        return new HeartbeatRule(parameters.positiveDuration("period", GRACE), parameters.duration("grace", GRACE));
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Beat.class).judge(beat -> judge(beat, now));
    }

    private Verdict judge(Answer.Beat beat, Instant now) {
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
        return beat.last().isPresent() ? Verdict.ok() : waiting();
    }

    /**
     * A call that came while nobody watched was not seen, so watching counts like a call. None could come while this process
     * stood still.
     */
    private Instant due(Answer.Beat beat) {
        return beat.last()
                .filter(beat.watchedSince()::isBefore)
                .orElse(beat.watchedSince())
                .plus(period)
                .plus(beat.unheard());
    }

    /** A gap that was too long, although nobody looked while it lasted: the call that ended it does not hide it. */
    private Optional<HeartbeatBook.Gap> untold(Answer.Beat beat) {
        return beat.gap().filter(gap -> {
            Instant missed = gap.from().plus(period).plus(grace);
            return gap.to().isAfter(missed)
                    && beat.looked().filter(missed::isBefore).isEmpty();
        });
    }

    @Override
    public Optional<Instant> changesAt(Observation observation) {
        if (!(observation.answer() instanceof Answer.Beat beat)) {
            return Optional.empty();
        }
        if (!beat.failed() && beat.missingSince().isEmpty() && untold(beat).isPresent()) {
            return Optional.of(observation.at()); // It has come meanwhile.
        }
        return Optional.of(due(beat).plus(grace)).filter(end -> !end.isBefore(observation.at()));
    }

    private String cameLate(HeartbeatBook.Gap gap) {
        Duration lateness = Duration.between(gap.from().plus(period), gap.to()).truncatedTo(ChronoUnit.SECONDS);
        return "the heartbeat was " + Durations.format(lateness) + " late: it came on "
                + gap.to().truncatedTo(ChronoUnit.SECONDS) + ", one is expected every " + Durations.format(period);
    }

    private String late(Answer.Beat beat, Instant due, Instant now) {
        Duration lateness = Duration.between(due, now).truncatedTo(ChronoUnit.SECONDS);
        return "the heartbeat is " + Durations.format(lateness) + " late: the last came on " + last(beat)
                + ", one is expected every " + Durations.format(period);
    }

    private String missing(Instant since) {
        return "a heartbeat is missing since " + since.truncatedTo(ChronoUnit.SECONDS) + ", one is expected every "
                + Durations.format(period);
    }

    private String never(Answer.Beat beat) {
        return "no heartbeat has come since " + beat.watchedSince().truncatedTo(ChronoUnit.SECONDS)
                + ", one is expected every " + Durations.format(period);
    }

    private static Verdict waiting() {
        return new Verdict(
                Status.OK, Optional.empty(), "waiting for the first heartbeat", List.of(), Verdict.Details.NONE);
    }

    private static Instant last(Answer.Beat beat) {
        return beat.last().orElse(beat.watchedSince()).truncatedTo(ChronoUnit.SECONDS);
    }
}
