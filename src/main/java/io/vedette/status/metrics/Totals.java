package io.vedette.status.metrics;

import io.vedette.alert.Digest;
import io.vedette.rule.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters since the start over all checks and targets; they never go down, also when a check or target is removed. Safe
 * for several threads.
 */
public final class Totals {

    private final Map<Status, LongAdder> verdicts = new EnumMap<>(Status.class);
    private final Map<String, Alerts> alerts = new ConcurrentHashMap<>();

    private final Map<Skip, LongAdder> skipped = new EnumMap<>(Skip.class);
    private final LongAdder dropped = new LongAdder();

    /** Why a run is skipped. */
    public enum Skip {
        /** The previous run is not finished. */
        BUSY,
        /** This process stood still when the run was due. */
        MISSED,
        /** Too many judgements hang. */
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

    /** Counts a verdict. */
    public void judged(Status status) {
        verdicts.get(status).increment();
    }

    /** Counts skipped runs. */
    public void skipped(Skip why, long runs) {
        skipped.get(why).add(runs);
    }

    /** Counts a verdict that came too late to change anything. */
    public void dropped() {
        dropped.increment();
    }

    /** Returns how many runs were skipped for a reason. */
    public long skipped(Skip why) {
        return skipped.get(why).sum();
    }

    /** Returns how many verdicts came too late. */
    public long verdictsDropped() {
        return dropped.sum();
    }

    /** Counts the alerts of a message that a target accepted or refused; every try counts. */
    public void sent(String target, Digest message, boolean accepted) {
        Alerts counted = of(target);
        (accepted ? counted.delivered() : counted.failed()).add(message.alerts().size());
    }

    /** Returns how many observations had this verdict. */
    public long verdicts(Status status) {
        return verdicts.get(status).sum();
    }

    /** Returns how many alerts a target accepted. */
    public long delivered(String target) {
        return of(target).delivered().sum();
    }

    /** Returns how many alerts a target refused; every try counts. */
    public long failed(String target) {
        return of(target).failed().sum();
    }

    private Alerts of(String target) {
        return alerts.computeIfAbsent(target, name -> new Alerts(new LongAdder(), new LongAdder()));
    }
}
