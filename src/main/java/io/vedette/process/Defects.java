package io.vedette.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Failures of the program itself. Each kind, an exception from one place, is logged once with its trace: a defect that every
 * run meets would fill the disk without saying more. Safe for several threads.
 */
public final class Defects {

    /** More kinds than a program has, so that generated class names cannot fill the memory. */
    private static final int MOST_KINDS = 200;

    private static final int MOST_CHARACTERS = 300;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final AtomicLong COUNT = new AtomicLong();

    private Defects() {}

    /**
     * Counts a failure, and logs it if it is the first of its kind.
     *
     * @param what what failed, in one sentence
     * @return whether it was logged
     */
    public static boolean report(Logger log, String what, Throwable e) {
        COUNT.incrementAndGet();
        if (KNOWN.size() >= MOST_KINDS || !KNOWN.add(log.getName() + ' ' + kind(e))) {
            log.debug("{} (again)", what, e);
            return false;
        }
        if (e instanceof StackOverflowError) {
            log.error("{}: {}", what, oneLine(e)); // The trace would repeat itself for a thousand lines.
        } else {
            log.error(what, e);
        }
        return true;
    }

    /** Runs a task and reports its failure, so that it cannot keep others from running. */
    public static void contain(Logger log, String what, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // Errors too: they would end a loop like any exception.
            ProcessEnd.unlessItIsMemory(e);
            report(log, what, e);
        }
    }

    /** Returns how many failures there were since the start. */
    public static long count() {
        return COUNT.get();
    }

    /** Returns a failure in a line, with the place that it comes from. */
    static String oneLine(Throwable e) {
        String text = String.valueOf(e).replaceAll("\\p{Cntrl}+", " ");
        String bounded = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? bounded : bounded + " at " + trace[0];
    }

    private static String kind(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getName() + (trace.length == 0 || e instanceof StackOverflowError ? "" : trace[0]);
    }
}
