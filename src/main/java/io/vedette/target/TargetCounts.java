package io.vedette.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one process sent, by target; over all nodes it adds up to what targets got. Safe for several threads. */
public final class TargetCounts {

    private final Map<String, Sent> byTarget = new ConcurrentHashMap<>();

    /**
     * What was sent to a target since it was added.
     *
     * @param delivered messages accepted
     * @param failed messages refused; every try counts
     * @param givenUp alerts given up
     */
    public record Sent(long delivered, long failed, long givenUp) {

        static final Sent NOTHING = new Sent(0, 0, 0);

        private Sent plus(Sent more) {
            return new Sent(delivered + more.delivered, failed + more.failed, givenUp + more.givenUp);
        }
    }

    /** Returns what was sent to a target. */
    public Sent of(String target) {
        return byTarget.getOrDefault(target, Sent.NOTHING);
    }

    void delivered(String target) {
        byTarget.merge(target, new Sent(1, 0, 0), Sent::plus);
    }

    void failed(String target) {
        byTarget.merge(target, new Sent(0, 1, 0), Sent::plus);
    }

    void gaveUp(String target, int alerts) {
        byTarget.merge(target, new Sent(0, 0, alerts), Sent::plus);
    }

    void remove(String target) {
        byTarget.remove(target);
    }
}
