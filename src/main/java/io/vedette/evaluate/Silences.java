package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.process.Loggers;
import io.vedette.state.ClockStep;
import io.vedette.state.SilenceRule;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The silences over checks, groups and tags that hold now. They last over a restart; one that is over is forgotten, and nobody
 * is told of its end: what is then true is. Safe for several threads.
 */
public final class Silences {

    private final Store store;
    private final Clock clock;
    private volatile List<SilenceRule> rules;

    Silences(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns those that hold, the one that ends first before others. */
    public List<SilenceRule> all() {
        Instant now = clock.instant();
        return rules().stream()
                .filter(rule -> rule.isOn(now))
                .sorted(Comparator.comparing(SilenceRule::until).thenComparing(SilenceRule::id))
                .toList();
    }

    /** Returns the one that silences a check longest; empty where none does. */
    public Optional<SilenceRule> of(Check check, Instant now) {
        List<SilenceRule> known = rules();
        return known.isEmpty()
                ? Optional.empty()
                : known.stream()
                        .filter(rule -> rule.isOn(now) && rule.matches(check.name(), check.group(), check.tags()))
                        .max(Comparator.comparing(SilenceRule::until));
    }

    /**
     * Adds a silence, or puts it in the place of the one with its id.
     *
     * @throws IllegalArgumentException when its end is not in the future
     */
    public synchronized void add(SilenceRule rule) {
        if (!rule.isOn(clock.instant())) {
            throw new IllegalArgumentException("a silence must end in the future, not at " + rule.until());
        }
        store.put(rule);
        rules = Stream.concat(without(rule.id()), Stream.of(rule)).toList();
        Loggers.CHECK.info("silence {} until {}: {}", rule.id(), rule.until(), what(rule));
    }

    /** Ends a silence; false where there is none of that id. */
    public synchronized boolean remove(String id) {
        boolean known = rules().stream().anyMatch(rule -> rule.id().equals(id));
        store.removeSilence(id);
        rules = without(id).toList();
        if (known) {
            Loggers.CHECK.info("silence {}: ended", id);
        }
        return known;
    }

    /** Reads those that other nodes have added or ended. */
    synchronized void readAgain() {
        rules = store.silences();
    }

    /** Forgets those that are over. */
    synchronized void tick() {
        Instant now = clock.instant();
        for (SilenceRule rule : rules()) {
            if (!rule.isOn(now)) {
                remove(rule.id());
            }
        }
    }

    /**
     * Moves all along with a clock that was set: as much of each is left as there was. Those that nodes share stay, as the clocks of
     * the others were not set.
     */
    synchronized void clockWasSet(ClockStep step) {
        if (store.ownership().isShared()) {
            return;
        }
        rules = rules().stream().map(rule -> rule.moved(step)).toList();
        rules.forEach(store::put);
    }

    private Stream<SilenceRule> without(String id) {
        return rules().stream().filter(rule -> !rule.id().equals(id));
    }

    /** Read when they are first asked for: the store is open then. */
    private List<SilenceRule> rules() {
        List<SilenceRule> known = rules;
        if (known == null) {
            known = store.silences();
            rules = known;
        }
        return known;
    }

    private static String what(SilenceRule rule) {
        return "checks " + rule.checks() + ", groups " + rule.groups() + ", tags " + rule.tags()
                + (rule.by().isEmpty() ? "" : ", by " + rule.by())
                + (rule.reason().isEmpty() ? "" : ": " + rule.reason());
    }
}
