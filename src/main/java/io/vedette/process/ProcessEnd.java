package io.vedette.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Ends a process that cannot continue, with one line and an exit code, so that its service manager restarts it: a monitor that lives on
 * without memory watches nothing and notifies nobody. Only where the process is {@linkplain #isOurs ours}: an application that
 * embeds Vedette decides itself.
 */
public final class ProcessEnd {

    /** The exit code when memory is used up, or an essential thread is gone. */
    static final int CANNOT_GO_ON = 70;

    /** How long an orderly stop may take; service managers kill after 15 s or later. */
    static final Duration PATIENCE = Duration.ofSeconds(11);

    /** The JVM's property of a run whose end takes longer, as Java writes then what it found out. */
    public static final String TRAINING = "vedette.training";

    private static final Duration PATIENCE_WITH_TRAINING = Duration.ofMinutes(2);

    // Never closed: nothing comes after what is written there.
    private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

    private static final byte[] LAST_LINE =
            ("vedette: out of memory (too little for more words): the process ends with exit code " + CANNOT_GO_ON
                            + "; give it more by -Xmx\n")
                    .getBytes(StandardCharsets.UTF_8);

    // Texts in a method are made when it first runs, which takes memory that is not there then.
    private static final String[] OF_THE_HEAP = {"Java heap space", "GC overhead", "Metaspace", "Compressed class space"
    };

    private static volatile boolean ours;
    /** Given back at the end, so that there is memory for the last line. */
    private static volatile byte[] reserve;

    private ProcessEnd() {}

    /**
     * Takes the process over: from now on it ends when its memory is used up, uncaught exceptions are logged and counted, and a stop
     * that was asked for comes to an end. To be called once, first of all.
     */
    public static void isOurs() {
        if (ours) {
            return;
        }
        reserve = new byte[256 * 1024];
        ours = true;
        Thread.setDefaultUncaughtExceptionHandler(ProcessEnd::uncaught);
        StopWatch.begin(Boolean.getBoolean(TRAINING) ? PATIENCE_WITH_TRAINING : PATIENCE);
        MemoryWatch.begin();
    }

    /**
     * Does the process's work and ends it with the exit code that comes of it. An error that nobody expected, be it of a class that
     * is missing, ends it too: threads of libraries would keep what is left of it alive.
     */
    public static void with(IntSupplier work) {
        int code = CANNOT_GO_ON;
        try {
            code = work.getAsInt();
        } catch (Throwable e) {
            uncaught(Thread.currentThread(), e);
        } finally {
            StopWatch.endsWith(code);
            System.exit(code);
        }
    }

    /** Ends the process when a failure is that the heap is used up; else, or in somebody else's process, returns. */
    public static void unlessItIsMemory(Throwable failure) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof OutOfMemoryError && isOfTheHeap(e.getMessage())) {
                outOfMemory(e.getMessage());
            }
        }
    }

    /** Ends the process, if it is ours, because its memory is used up. Needs none itself. */
    static void outOfMemory(String what) {
        if (!ours) {
            return;
        }
        reserve = null;
        try {
            now("out of memory (" + what + ")", "; give it more by -Xmx");
        } finally {
            // Only when there was no memory for that line.
            write(LAST_LINE);
            Runtime.getRuntime().halt(CANNOT_GO_ON);
        }
    }

    /** Ends the process at once, if it is ours: no farewell, no orderly stop. What is stored is safe, as after kill -9. */
    static void now(String why, String advice) {
        if (ours) {
            halt(CANNOT_GO_ON, why + ": the process ends with exit code " + CANNOT_GO_ON + advice);
        }
    }

    /** Threads, direct buffers and far too long arrays can be wanting with a heap that is fine. */
    static boolean isOfTheHeap(String message) {
        if (message != null) {
            for (String each : OF_THE_HEAP) {
                if (message.contains(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    static void halt(int code, String line) {
        write(("vedette: " + line + "\n").getBytes(StandardCharsets.UTF_8));
        Runtime.getRuntime().halt(code);
    }

    /** Past every lock and every buffer: those may be held by threads that hang. */
    private static void write(byte[] line) {
        try {
            ERRORS.write(line);
        } catch (IOException e) {
            return; // Nobody reads standard error: the exit code has to do.
        }
    }

    private static void uncaught(Thread thread, Throwable e) {
        unlessItIsMemory(e);
        // Asked for no earlier: the command decides how the log is set up.
        Defects.report(
                Loggers.HEALTH, "the thread " + thread.getName() + " ended by an exception; please report this", e);
    }
}
