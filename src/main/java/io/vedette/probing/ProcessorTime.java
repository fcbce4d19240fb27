package io.vedette.probing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The time for which a thread has had a processor. */
final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /** Returns how much processor time a thread has used, in nanoseconds; very much where nobody counts it. */
    static long of(Thread thread) {
        long used = THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
        return used < 0 ? Long.MAX_VALUE : used;
    }
}
