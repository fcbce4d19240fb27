package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.config.values.Durations;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.target.Targets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds notices for targets about another target that has not accepted alerts for too long, one for each outage. A notice is
 * not an alert: it waits in memory until its target accepts it, is never given up, and is dropped when the failing target is
 * back. Safe for several threads.
 */
public final class OutageNotices {

    /** Checks beyond this number are only counted. */
    private static final int MOST_NAMED = 10;

    private final Watchlist watchlist;
    private final Targets targets;
    private final Ownership ownership;
    /** Waiting notices by the target that gets them, then by the failing target. */
    private final Map<String, Map<String, String>> waiting = new HashMap<>();
    /** Targets that were notified in this outage, by the failing target. */
    private final Map<String, Set<String>> notified = new HashMap<>();

    /** @param ownership tells the other nodes, each of which may come to notify the targets that get notices */
    OutageNotices(Watchlist watchlist, Targets targets, Ownership ownership) {
        this.ownership = ownership;
        this.watchlist = watchlist;
        this.targets = targets;
    }

    /**
     * Adds a notice for each other target of these checks that was not yet notified in this outage. A notice that still waits is
     * replaced.
     *
     * @param givenUp the given up alerts, and how long each had waited
     * @param error the failing target's last error
     */
    void gaveUp(String silent, Map<Alert, Duration> givenUp, String error) {
        Map<String, List<String>> checksOf = new LinkedHashMap<>();
        for (Alert alert : givenUp.keySet()) {
            Optional<Check> check = watchlist.find(alert.check()).map(Watched::check);
            targets.names().stream()
                    .filter(other -> !other.equals(silent))
                    .filter(other -> check.filter(one -> one.notifies(other)).isPresent())
                    .forEach(other -> checksOf.computeIfAbsent(other, name -> new ArrayList<>())
                            .add(alert.check()));
        }
        Duration longest = Collections.max(givenUp.values());
        checksOf.forEach((other, checks) -> {
            String text = text(silent, longest, checks, error);
            add(silent, other, text);
            ownership.tell(new Signal.Notice(other, silent, text));
        });
    }

    /**
     * Takes what another node says. All nodes know all notices, and who got them: any may be the next that notifies a target, and one that
     * dies must not take with it what waits.
     */
    void heard(Signal.Notice notice) {
        if (!notice.text().isEmpty()) {
            add(notice.about(), notice.target(), notice.text());
        } else if (notice.target().isEmpty()) {
            forget(notice.about());
        } else {
            got(notice.target(), notice.about());
        }
    }

    private synchronized void add(String silent, String target, String text) {
        if (!notified.getOrDefault(silent, Set.of()).contains(target)) {
            waiting.computeIfAbsent(target, name -> new LinkedHashMap<>()).put(silent, text);
        }
    }

    /** Returns the next notice for a target, if any. While the database is lost to all nodes one of them alone has it. */
    synchronized Optional<String> next(String target) {
        if (ownership.isFromMemory() && !ownership.sendsFromMemory(target, "", true)) {
            return Optional.empty();
        }
        return waiting.getOrDefault(target, Map.of()).values().stream().findFirst();
    }

    /** Drops a notice that its target accepted. */
    synchronized void delivered(String target, String text) {
        List<String> about = waiting.getOrDefault(target, Map.of()).entrySet().stream()
                .filter(notice -> notice.getValue().equals(text))
                .map(Map.Entry::getKey)
                .toList();
        about.forEach(silent -> {
            got(target, silent);
            ownership.tell(new Signal.Notice(target, silent, ""));
        });
    }

    private synchronized void got(String target, String silent) {
        Optional.ofNullable(waiting.get(target)).ifPresent(notices -> notices.remove(silent));
        notified.computeIfAbsent(silent, name -> new HashSet<>()).add(target);
    }

    /** Ends the outage of a target that accepts messages again: notices about it are dropped. */
    synchronized void isBack(String target) {
        if (notified.containsKey(target)
                || waiting.values().stream().anyMatch(notices -> notices.containsKey(target))) {
            ownership.tell(new Signal.Notice("", target, ""));
        }
        forget(target);
    }

    private synchronized void forget(String target) {
        notified.remove(target);
        waiting.values().forEach(notices -> notices.remove(target));
    }

    /** Returns a time as a person says it: in minutes, below that in seconds. */
    public static String span(Duration time) {
        boolean isShort = time.compareTo(Duration.ofMinutes(1)) < 0;
        return Durations.format(time.truncatedTo(isShort ? ChronoUnit.SECONDS : ChronoUnit.MINUTES));
    }

    private static String text(String silent, Duration age, List<String> checks, String error) {
        int more = checks.size() - MOST_NAMED;
        return "Target " + silent + " has not accepted alerts for " + span(age) + ": " + error + "\n"
                + (checks.size() == 1 ? "1 alert was given up: " : checks.size() + " alerts were given up: ")
                + String.join(", ", checks.stream().limit(MOST_NAMED).toList())
                + (more > 0 ? " and " + more + " more" : "")
                + ". When " + silent + " is back, it gets an alert about what is true then.";
    }
}
