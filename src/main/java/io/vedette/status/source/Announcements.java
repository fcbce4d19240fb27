package io.vedette.status.source;

import io.vedette.evaluate.Acts;
import io.vedette.state.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Planned work that outsiders are told of. An announcement is an act, and so is its withdrawal: both are kept, and survive a lost
 * database, as acts do.
 */
public final class Announcements {

    /** What they are done to; no check can be named so, as its name would not be a line of text. */
    private static final String WHAT = "announcements of planned work";

    private static final String END = "z";
    private static final int MOST = 500;
    private static final Pattern WRITTEN =
            Pattern.compile("(\\S+) to (\\S+) \\| ([^|]*) \\| ([^|]*) \\|(.*)", Pattern.DOTALL);

    private final Acts acts;

    public Announcements(Acts acts) {
        this.acts = acts;
    }

    /**
     * An announcement.
     *
     * @param id tells it from others
     * @param page the page that shows it; empty for all
     */
    public record Announcement(String id, Instant from, Instant to, String page, String title, String text) {}

    /** Returns those that are not over, the first one first. */
    public List<Announcement> coming(Instant now) {
        List<Announcement> found = new ArrayList<>();
        Set<String> withdrawn = new HashSet<>();
        for (Act act : acts.latest(Optional.of(WHAT), END, MOST)) {
            if (act.kind() == Act.Kind.WITHDRAW) {
                withdrawn.add(act.reason());
            } else if (act.kind() == Act.Kind.ANNOUNCE) {
                read(act)
                        .filter(one -> one.to().isAfter(now) && !withdrawn.contains(one.id()))
                        .ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(Announcement::from).thenComparing(Announcement::id));
        return found;
    }

    public void add(String who, Instant from, Instant to, String page, String title, String text) {
        acts.add(
                who,
                Act.Kind.ANNOUNCE,
                WHAT,
                from + " to " + to + " | " + bare(page) + " | " + bare(title) + " | " + text);
    }

    /** Withdraws one; false where there is none of that id. */
    public boolean withdraw(String who, String id, Instant now) {
        boolean known = coming(now).stream().anyMatch(one -> one.id().equals(id));
        if (known) {
            acts.add(who, Act.Kind.WITHDRAW, WHAT, id);
        }
        return known;
    }

    private static String bare(String text) {
        return text.replace('|', '/').strip();
    }

    private static Optional<Announcement> read(Act act) {
        Matcher written = WRITTEN.matcher(act.reason());
        try {
            return written.matches()
                    ? Optional.of(new Announcement(
                            act.id(),
                            Instant.parse(written.group(1)),
                            Instant.parse(written.group(2)),
                            written.group(3).strip(),
                            written.group(4).strip(),
                            written.group(5).strip()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // Written by a later release in another way.
        }
    }
}
