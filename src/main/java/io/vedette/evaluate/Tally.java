package io.vedette.evaluate;

import io.vedette.rule.Status;

/** Counts what became of a check's runs since it was added. Safe for several threads. */
final class Tally {

    private long pings;
    private long errors;
    private long skipped;
    private long dropped;
    private int consecutiveFailures;

    /** Counts an observation that was judged. */
    synchronized void add(Status status) {
        pings++;
        if (status.isProblem()) {
            errors++;
            consecutiveFailures++;
        } else {
            consecutiveFailures = 0;
        }
    }

    synchronized void skip(long count) {
        skipped += count;
    }

    synchronized void drop() {
        dropped++;
    }

    synchronized Watched.Counts counts() {
        return new Watched.Counts(pings, errors, skipped, dropped, consecutiveFailures);
    }
}
