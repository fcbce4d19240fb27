package io.vedette.process;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the process from ending. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Starts a task on a thread of its own. */
    public static void start(String name, Runnable task) {
        make(name, 0, task).start();
    }

    /** Starts a task on a thread that comes before others, where the system heeds that. */
    static Thread startUrgent(String name, Runnable task) {
        Thread thread = make(name, 0, task);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
        return thread;
    }

    /** Returns a factory of threads that all have this name. */
    public static ThreadFactory named(String name) {
        return task -> make(name, 0, task);
    }

    /** Returns a factory of threads that are named by this and a number from 1 on, such as {@code vedette-api-1}. */
    public static ThreadFactory numbered(String name) {
        return numbered(name, 0);
    }

    /** @param stackBytes how large a stack each gets; 0 for as large as Java gives */
    public static ThreadFactory numbered(String name, int stackBytes) {
        AtomicInteger number = new AtomicInteger();
        return task -> make(name + "-" + number.incrementAndGet(), stackBytes, task);
    }

    private static Thread make(String name, int stackBytes, Runnable task) {
        Thread thread = new Thread(null, task, name, stackBytes);
        thread.setDaemon(true);
        return thread;
    }
}
