package io.vedette.probing;

import io.vedette.process.Standstill;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What runs longer than it may because it cannot be stopped: a regular expression that tries every possibility, a lookup that
 * hangs in the system. Its verdict has been taken already, but its thread is still busy. Safe for several threads.
 */
public final class Overtime {

    /**
     * From so many judgements that hang on, only those are begun that ended in time when the same check was judged last. Each that hangs
     * takes a share of the processors as long as it lasts, and the system shares them out in turns of some milliseconds: with these on
     * two processors whoever wakes waits a tenth of a second at the worst.
     */
    public static final int MOST_JUDGEMENTS = 64;

    /** From so many on none is begun: checks that were well before may begin to hang all at once. Their stacks take 256 MiB. */
    public static final int MOST_OF_ALL = 4 * MOST_JUDGEMENTS;

    private final Set<Hanging> hanging = ConcurrentHashMap.newKeySet();
    /** How the latest judgement of each owner ended, by an operator's expressions; those of owners that are gone go too. */
    private final Map<Object, Ending> endings = Collections.synchronizedMap(new WeakHashMap<>());

    /** An ending; of one that was cut the step is not empty. */
    private record Ending(String check, String step) {}

    /**
     * A check whose latest judgement did not end in time.
     *
     * @param step what it was in, in words of the check's definition
     */
    public record Cut(String check, String step) {}

    /**
     * One that hangs.
     *
     * @param check whose it is
     * @param step what it hangs in, in words of the check's definition; empty for a probe
     * @param since when its time was over, as of {@link System#nanoTime}
     * @param owner identifies the caller
     */
    public record Hanging(String check, String step, long since, Object owner) {

        /** Returns whether it is a judgement, not a probe. */
        public boolean isJudgement() {
            return !step.isEmpty();
        }

        /** Returns how long it has gone on beyond its time, while this process ran. */
        public Duration time() {
            return Standstill.ofThisProcess().ranSince(since);
        }
    }

    void enter(Hanging one) {
        hanging.add(one);
    }

    void leave(Hanging one) {
        hanging.remove(one);
    }

    /** Notes that a judgement by an operator's expressions ended in time. */
    void judged(Object owner, String check) {
        Ending before = endings.get(owner);
        if (before == null || !before.step().isEmpty()) {
            endings.put(owner, new Ending(check, ""));
        }
    }

    /** Notes that one did not. */
    void cut(Object owner, String check, String step) {
        endings.put(owner, new Ending(check, step));
    }

    /** Returns whether a judgement of this owner by an operator's expressions may begin, which nobody may be able to stop. */
    boolean mayJudge(Object owner) {
        long judgements = hanging.size() < MOST_JUDGEMENTS ? 0 : judgements();
        if (judgements < MOST_JUDGEMENTS) {
            return true;
        }
        Ending latest = endings.get(owner);
        return judgements < MOST_OF_ALL && latest != null && latest.step().isEmpty();
    }

    /** Returns how many judgements hang. */
    long judgements() {
        return hanging.stream().filter(Hanging::isJudgement).count();
    }

    /**
     * Returns the checks whose latest judgement did not end in time, whether or not it could be stopped.
     *
     * @param current whether an owner is one still
     */
    public List<Cut> cut(Predicate<Object> current) {
        synchronized (endings) {
            return endings.entrySet().stream()
                    .filter(one -> !one.getValue().step().isEmpty() && current.test(one.getKey()))
                    .map(one -> new Cut(one.getValue().check(), one.getValue().step()))
                    .sorted(Comparator.comparing(Cut::check))
                    .toList();
        }
    }

    /** Returns what hangs of this owner. */
    public Optional<Hanging> of(Object owner) {
        return hanging.stream().filter(one -> one.owner() == owner).findAny();
    }

    /** Returns all that hang, the longest first. */
    public List<Hanging> all() {
        Collection<Hanging> now = List.copyOf(hanging);
        return now.stream().sorted(Comparator.comparingLong(Hanging::since)).toList();
    }
}
