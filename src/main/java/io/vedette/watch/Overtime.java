package io.vedette.watch;

import io.vedette.process.Standstills;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes on beyond its time because nothing stops it: a regular expression that tries all there is, a lookup that hangs
 * in the system. Its verdict is told and done with; the thread is not back. Safe for several threads.
 */
public final class Overtime {

    /**
     * So many judgements may hang at once. Each takes a processor as long as it lasts, so beyond these no answer is judged by
     * an operator's expressions, until one of them ends.
     */
    public static final int MOST_JUDGEMENTS = 16;

    private final Set<Hanging> hanging = ConcurrentHashMap.newKeySet();

    /**
     * One that hangs.
     *
     * @param check whose it is
     * @param step what it hangs in, in words of the check's definition; empty for a probe
     * @param since when its time was over, as of {@link System#nanoTime}
     * @param owner whoever asks for it again
     */
    public record Hanging(String check, String step, long since, Object owner) {

        /** Whether it is a judgement, not a probe. */
        public boolean isJudgement() {
            return !step.isEmpty();
        }

        /** How long it has gone on beyond its time, while this process ran. */
        public Duration time() {
            return Standstills.ofThisProcess().ranSince(since);
        }
    }

    void enter(Hanging one) {
        hanging.add(one);
    }

    void leave(Hanging one) {
        hanging.remove(one);
    }

    /** Whether as many judgements hang as may. */
    boolean isFull() {
        return hanging.size() >= MOST_JUDGEMENTS
                && hanging.stream().filter(Hanging::isJudgement).count() >= MOST_JUDGEMENTS;
    }

    /** What hangs of this owner. */
    public Optional<Hanging> of(Object owner) {
        return hanging.stream().filter(one -> one.owner() == owner).findAny();
    }

    /** All that hang, the longest first. */
    public List<Hanging> all() {
        Collection<Hanging> now = List.copyOf(hanging);
        return now.stream().sorted(Comparator.comparingLong(Hanging::since)).toList();
    }
}
