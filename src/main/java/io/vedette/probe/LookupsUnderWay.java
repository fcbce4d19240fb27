package io.vedette.probe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads that wait for a name to be looked up just now: when their time is over, the target was not asked yet. */
public final class LookupsUnderWay {

    private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    private LookupsUnderWay() {}

    static void begin() {
        THREADS.add(Thread.currentThread());
    }

    static void end() {
        THREADS.remove(Thread.currentThread());
    }

    /** Returns whether a thread is still looking up a name. */
    public static boolean hold(Thread thread) {
        return THREADS.contains(thread);
    }
}
