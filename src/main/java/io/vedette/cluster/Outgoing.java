package io.vedette.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is still to be said to other nodes; of the calls of a job that is well, and of the health of a target, only the last. Safe for several threads. */
final class Outgoing {

    /** More is not kept while nobody can be told; the oldest are dropped. */
    private static final int MOST = 10_000;

    private final Map<Object, Signal> waiting = new LinkedHashMap<>();

    synchronized void add(Signal signal) {
        waiting.put(key(signal), signal);
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    synchronized List<Signal> all() {
        return new ArrayList<>(waiting.values());
    }

    synchronized void said(List<Signal> those) {
        those.forEach(signal -> waiting.remove(key(signal), signal));
    }

    private static Object key(Signal signal) {
        if (signal instanceof Signal.TargetHealth health) {
            return "target " + health.target();
        }
        return signal instanceof Signal.Beat beat && !beat.failed() ? "beat " + beat.check() : signal;
    }
}
