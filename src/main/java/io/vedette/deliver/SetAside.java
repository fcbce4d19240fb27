package io.vedette.deliver;

import io.vedette.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the alerts that a target refused for what is in them, so that the others need not wait for them. Such an alert is
 * tried again by itself: after 1 minute, then after twice the pause each time, up to 10 minutes. It is forgotten with the process; then
 * it is tried once more. Safe for several threads.
 */
final class SetAside {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** The alert is gone, or its target took it without a word of it here. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Map<Key, Aside> asides = new ConcurrentHashMap<>();

    private record Key(String target, String check) {}

    private record Aside(String alert, Duration pause, Instant until) {

        /** A pause that seems longer than any was begun before the clock was set back, and is over. */
        boolean isOn(Instant now) {
            return now.isBefore(until) && !now.isBefore(until.minus(LONGEST_PAUSE));
        }

        boolean isLongOver(Instant now) {
            return !isOn(now) && !now.isBefore(until.plus(FORGOTTEN));
        }
    }

    /** Sets an alert aside that a message was refused for which held no other. */
    void refused(String target, Alert alert, Instant now) {
        asides.values().removeIf(aside -> aside.isLongOver(now));
        asides.compute(new Key(target, alert.check()), (key, before) -> {
            Duration pause = before == null || !before.alert().equals(alert.id())
                    ? FIRST_PAUSE
                    : before.pause().multipliedBy(2);
            Duration most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            return new Aside(alert.id(), most, now.plus(most));
        });
    }

    /** Returns whether an alert is not to be sent now; one that replaced it since is. */
    boolean holds(String target, Alert alert, Instant now) {
        Aside aside = asides.get(new Key(target, alert.check()));
        return aside != null && aside.alert().equals(alert.id()) && aside.isOn(now);
    }

    /** Returns how many alerts of a target are not to be sent now. */
    int count(String target, Instant now) {
        return (int) asides.entrySet().stream()
                .filter(entry -> entry.getKey().target().equals(target)
                        && entry.getValue().isOn(now))
                .count();
    }

    /** Returns how many alerts are remembered, of all targets. */
    int size() {
        return asides.size();
    }

    /** Forgets what was refused of a check, once the target took something of it. */
    void taken(String target, String check) {
        asides.remove(new Key(target, check));
    }
}
