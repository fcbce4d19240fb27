package io.vedette.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of one source, and how each look changes it. A look without an answer changes no target. One that would take away
 * more than half of them is not believed before a look some time later misses none but the same. Pure: the caller says what came, and
 * when.
 *
 * @param targets those that count; empty when none is known yet
 * @param answered when the source last answered
 * @param failingSince since when it gives no answer, or none that can be taken whole
 * @param error why
 * @param heldSince since when an answer waits for a second look
 * @param heldLoss the addresses that this answer would take away
 */
record SourceState(
        Optional<List<Target>> targets,
        Optional<Instant> answered,
        Optional<Instant> failingSince,
        String error,
        Optional<Instant> heldSince,
        Set<String> heldLoss) {

    /** Nothing is known. */
    static final SourceState UNKNOWN =
            new SourceState(Optional.empty(), Optional.empty(), Optional.empty(), "", Optional.empty(), Set.of());

    /** Returns the state with the targets that were known before a restart. */
    SourceState remembering(List<Target> kept) {
        return new SourceState(Optional.of(List.copyOf(kept)), answered, failingSince, error, heldSince, heldLoss);
    }

    /**
     * Returns the state after an answer.
     *
     * @param every how long an answer has to wait for a second look: one that comes earlier, as for a reload, confirms nothing
     */
    SourceState answered(Origin.Answered answer, Instant now, Duration every) {
        List<Target> next = answer.lacks() ? withThoseBefore(answer.targets()) : List.copyOf(answer.targets());
        List<Target> missing = missing(next).toList();
        Set<String> loss = missing.stream().map(Target::address).collect(Collectors.toSet());
        Optional<Instant> failing =
                answer.complaint().isEmpty() ? Optional.empty() : failingSince.or(() -> Optional.of(now));
        Optional<Instant> since = heldSince.filter(before -> !now.isBefore(before) && heldLoss.containsAll(loss));
        boolean isConfirmed =
                since.isPresent() && Duration.between(since.get(), now).compareTo(every) >= 0;
        if (isConfirmed || missing.size() * 2 <= targets.map(List::size).orElse(0)) {
            return new SourceState(
                    Optional.of(next), Optional.of(now), failing, answer.complaint(), Optional.empty(), Set.of());
        }
        return new SourceState(
                targets, Optional.of(now), failing, answer.complaint(), since.or(() -> Optional.of(now)), loss);
    }

    /** Returns the state after a look that had no answer. */
    SourceState failed(String why, Instant now) {
        return new SourceState(targets, answered, failingSince.or(() -> Optional.of(now)), why, heldSince, heldLoss);
    }

    private List<Target> withThoseBefore(List<Target> found) {
        return Stream.concat(found.stream(), missing(found)).toList();
    }

    /** Which targets are no longer there. */
    private Stream<Target> missing(List<Target> next) {
        Set<String> there = next.stream().map(Target::address).collect(Collectors.toSet());
        return targets.orElse(List.of()).stream().filter(target -> !there.contains(target.address()));
    }

    /** Returns whether a check would be another one, or none. */
    boolean differs(SourceState other) {
        return !targets.equals(other.targets());
    }
}
