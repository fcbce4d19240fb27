package io.vedette.state;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operator's word that problems of some checks are not to be told for a time: of those that are there, and of those that are
 * added while it holds. Where several of names, groups and tags are given, a check must match one of each.
 *
 * @param id tells it from others
 * @param checks names of checks; empty for any
 * @param groups names of groups; empty for any
 * @param tags a check that has one of them; empty for any
 * @param from when it was made
 * @param until when it ends by itself
 * @param reason why, in the operator's words; may be empty
 * @param by who silenced them; may be empty
 */
public record SilenceRule(
        String id,
        List<String> checks,
        List<String> groups,
        List<String> tags,
        Instant from,
        Instant until,
        String reason,
        String by) {

    /**
     * Checks that it is about something: one that names nothing would silence all.
     *
     * @throws IllegalArgumentException when no check, group or tag is named
     */
    public SilenceRule {
        checks = List.copyOf(checks);
        groups = List.copyOf(groups);
        tags = List.copyOf(tags);
        if (checks.isEmpty() && groups.isEmpty() && tags.isEmpty()) {
            throw new IllegalArgumentException("a silence needs checks, groups or tags that it is about");
        }
    }

    /** Returns whether it still holds. */
    public boolean isOn(Instant now) {
        return now.isBefore(until);
    }

    /** Returns whether it is about a check of that name, in that group, with those tags. */
    public boolean matches(String check, String group, List<String> checkTags) {
        return (checks.isEmpty() || checks.contains(check))
                && (groups.isEmpty() || groups.contains(group))
                && (tags.isEmpty() || tags.stream().anyMatch(checkTags::contains));
    }

    /** Returns in words what it is about, for those who read later who silenced what: {@code group web; tag eu, paid}. */
    public String about() {
        return Stream.of(named("check ", checks), named("group ", groups), named("tag ", tags))
                .filter(named -> !named.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String named(String kind, List<String> names) {
        return names.isEmpty() ? "" : kind + String.join(", ", names);
    }

    /** Returns the same after the clock was set. */
    public SilenceRule moved(ClockStep step) {
        return new SilenceRule(id, checks, groups, tags, step.past(from), step.future(until), reason, by);
    }
}
