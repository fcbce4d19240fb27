package io.vedette.target;

import io.vedette.check.Maintenance;
import io.vedette.state.Health;
import io.vedette.state.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a target wants to be notified of, and when: the parameters that every target template takes.
 *
 * @param groups the groups whose checks it hears of; empty for all
 * @param tags it hears of checks with one of them; empty for all
 * @param minimum problems below it are not told: {@link Health#DEGRADED} or {@link Health#ERROR}
 * @param after it is told only of problems that last longer and that nobody acknowledged; zero for all
 * @param active its hours; {@link Maintenance#NONE} for always
 * @param reminders the least time between two reminders, where the check's error interval is shorter; empty for none
 * @param groupWindow changes within it make one message; empty for {@code vedette.group-window}
 */
public record TargetOptions(
        List<String> groups,
        List<String> tags,
        Health minimum,
        Duration after,
        Maintenance active,
        Optional<Duration> reminders,
        Optional<Duration> groupWindow) {

    /** All of all checks, at once, always. */
    public static final TargetOptions STANDARD = new TargetOptions(
            List.of(),
            List.of(),
            Health.DEGRADED,
            Duration.ZERO,
            Maintenance.NONE,
            Optional.of(Duration.ZERO),
            Optional.empty());

    public TargetOptions {
        groups = List.copyOf(groups);
        tags = List.copyOf(tags);
    }

    /** Returns whether it hears of checks of that group with those tags. */
    public boolean takes(String group, List<String> checkTags) {
        return (groups.isEmpty() || groups.contains(group))
                && (tags.isEmpty() || tags.stream().anyMatch(checkTags::contains));
    }

    /** Returns on which terms it is notified now. */
    public Terms terms(Instant now) {
        return this == STANDARD ? Terms.STANDARD : new Terms(minimum, after, isActive(now), reminders);
    }

    /** Returns when its hours next begin, after now; {@link Instant#MAX} for never. */
    public Instant nextHours(Instant now) {
        return active.nextStart(now).orElse(Instant.MAX);
    }

    private boolean isActive(Instant now) {
        return active == Maintenance.NONE || active.onUntil(now).isPresent();
    }
}
