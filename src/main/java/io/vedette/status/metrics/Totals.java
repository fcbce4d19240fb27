package io.vedette.status.metrics;

import io.vedette.alert.Digest;
import io.vedette.rule.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was done since the start, counted over all checks and never down: a check or a target that leaves takes nothing of
 * it away. Safe for several threads.
 */
public final class Totals {

    private final Map<Status, LongAdder> verdicts = new EnumMap<>(Status.class);
    private final Map<String, Alerts> alerts = new ConcurrentHashMap<>();

    private final Map<Skip, LongAdder> skipped = new EnumMap<>(Skip.class);
    private final LongAdder dropped = new LongAdder();

    /** Why a run is left out. */
    public enum Skip {
        /** The one before goes on. */
        BUSY,
        /** This process stood still when it was due. */
        MISSED,
        /** As many judgements hang as may. */
        HELD
    }

    private record Alerts(LongAdder delivered, LongAdder failed) {}

    public Totals() {
        for (Status status : Status.values()) {
            verdicts.put(status, new LongAdder());
        }
        for (Skip why : Skip.values()) {
            skipped.put(why, new LongAdder());
        }
    }

    /** Counts what an observation means. */
    public void judged(Status status) {
        verdicts.get(status).increment();
    }

    /** Counts runs that are left out. */
    public void skipped(Skip why, long runs) {
        skipped.get(why).add(runs);
    }

    /** Counts a verdict that came too late to change anything. */
    public void dropped() {
        dropped.increment();
    }

    /** Returns how many runs were left out for that. */
    public long skipped(Skip why) {
        return skipped.get(why).sum();
    }

    /** Returns how many verdicts came too late. */
    public long verdictsDropped() {
        return dropped.sum();
    }

    /** Counts the alerts of a message that a target took or refused; one that is refused again counts again. */
    public void settled(String target, Digest message, boolean taken) {
        Alerts counted = of(target);
        (taken ? counted.delivered() : counted.failed()).add(message.alerts().size());
    }

    /** Returns how many observations were judged so. */
    public long verdicts(Status status) {
        return verdicts.get(status).sum();
    }

    /** Returns how many alerts a target took. */
    public long delivered(String target) {
        return of(target).delivered().sum();
    }

    /** Returns how many alerts a target refused, every time counted. */
    public long failed(String target) {
        return of(target).failed().sum();
    }

    private Alerts of(String target) {
        return alerts.computeIfAbsent(target, name -> new Alerts(new LongAdder(), new LongAdder()));
    }
}
