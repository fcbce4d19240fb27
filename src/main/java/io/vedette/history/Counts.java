package io.vedette.history;

import io.vedette.rule.Status;
import java.time.Duration;
import java.time.Instant;

/** Counts results. Not safe for several threads. */
final class Counts {

    private long ok;
    private long degraded;
    private long error;
    private long sleeping;
    private long took;
    private long tookMost;

    Counts() {}

    /**
     * Creates counts.
     *
     * @param took the sum of the probes' times in milliseconds
     * @param tookMost the longest of these times in milliseconds
     */
    Counts(long ok, long degraded, long error, long sleeping, long took, long tookMost) {
        this.ok = ok;
        this.degraded = degraded;
        this.error = error;
        this.sleeping = sleeping;
        this.took = took;
        this.tookMost = tookMost;
    }

    void add(Status status, long millis) {
        switch (status) {
            case OK -> ok++;
            case DEGRADED -> degraded++;
            case ERROR -> error++;
            case SLEEPING -> sleeping++;
        }
        took += millis;
        tookMost = Math.max(tookMost, millis);
    }

    void add(Counts other) {
        ok += other.ok;
        degraded += other.degraded;
        error += other.error;
        sleeping += other.sleeping;
        took += other.took;
        tookMost = Math.max(tookMost, other.tookMost);
    }

    /** Subtracts counts that were added before; the longest time stays. */
    void subtract(Counts other) {
        ok -= other.ok;
        degraded -= other.degraded;
        error -= other.error;
        sleeping -= other.sleeping;
        took -= other.took;
    }

    long up() {
        return ok + degraded;
    }

    long down() {
        return error;
    }

    long all() {
        return ok + degraded + error + sleeping;
    }

    /** Returns the counts in the order of the constructor. */
    long[] numbers() {
        return new long[] {ok, degraded, error, sleeping, took, tookMost};
    }

    Bucket bucket(Instant from, Duration width) {
        long all = all();
        return new Bucket(
                from,
                width,
                ok,
                degraded,
                error,
                sleeping,
                Duration.ofMillis(all == 0 ? 0 : took / all),
                Duration.ofMillis(tookMost));
    }
}
