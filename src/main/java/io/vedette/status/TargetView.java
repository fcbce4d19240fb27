package io.vedette.status;

import io.vedette.store.Store;
import io.vedette.watch.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One target as it is shown. The numbers of messages are this process's own; what waits is in the database that several
 * may share.
 *
 * @param name the target's name
 * @param state in a word what to think of it
 * @param delivered messages taken since the start
 * @param failed messages refused since the start
 * @param givenUp alerts given up since the start
 * @param waiting alerts that wait, those being sent included
 * @param oldestWaiting when the oldest of them was decided
 * @param lastDelivered when it last took a message
 * @param failingSince when it refused the first message of those since; empty while all is well
 * @param error why it refused the last one, without secrets; text from outside
 * @param nextTry when it is tried again at the earliest; empty while all is well
 */
public record TargetView(
        String name,
        State state,
        long delivered,
        long failed,
        long givenUp,
        int waiting,
        Optional<Instant> oldestWaiting,
        Optional<Instant> lastDelivered,
        Optional<Instant> failingSince,
        String error,
        Optional<Instant> nextTry) {

    /** How a target is doing. */
    public enum State {
        /** It took the last message, or was sent none yet. */
        WELL,
        /** It does not take messages; it is tried again and again. */
        FAILING,
        /** It refuses because it is set up wrongly: somebody must correct that. */
        MISCONFIGURED
    }

    /** All targets by name. Asks the store twice for each: for a page or a scrape, not for every alert. */
    public static List<TargetView> all(Targets targets, Store store) {
        return targets.all().stream().map(target -> of(target, store)).toList();
    }

    private static TargetView of(Targets.Target target, Store store) {
        State failing = target.misconfigured() ? State.MISCONFIGURED : State.FAILING;
        return new TargetView(
                target.name(),
                target.failingSince().isPresent() ? failing : State.WELL,
                target.delivered(),
                target.failed(),
                target.givenUp(),
                store.waiting(target.name()),
                store.oldestWaiting(target.name()),
                target.lastDelivered(),
                target.failingSince(),
                target.error(),
                target.notBefore());
    }
}
