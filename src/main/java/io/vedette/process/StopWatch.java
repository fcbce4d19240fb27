package io.vedette.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a process that was asked to stop does, whatever hangs: a database, a target, a route. Its thread is made at the
 * start, as there may be no memory for one at the end.
 */
final class StopWatch {

    /** How a JVM ends that was asked to by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final Duration FOR_THE_LINE = Duration.ofSeconds(2);
    private static final String OWN_PACKAGE = StopWatch.class.getPackageName() + ".";

    private static final int MOST_NAMED = 5;

    private static final CountDownLatch STOPPING = new CountDownLatch(1);

    private static volatile int code = TERMINATED;

    private StopWatch() {}

    /** Starts to watch every end of this process, except one that is immediate. */
    static void begin(Duration patience) {
        daemon("vedette-stop-watch", () -> {
            STOPPING.await();
            TimeUnit.NANOSECONDS.sleep(patience.toNanos());
            ProcessEnd.halt(
                    code, "the stop took longer than " + patience.toSeconds() + " s and is cut short; " + atWork());
        });
        // Finding out who is at work takes a while where there are many, and memory; it must not keep it either.
        daemon("vedette-stop", () -> {
            STOPPING.await();
            TimeUnit.NANOSECONDS.sleep(patience.plus(FOR_THE_LINE).toNanos());
            Runtime.getRuntime().halt(code);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(STOPPING::countDown, "vedette-stopping"));
    }

    private interface Wait {
        void done() throws InterruptedException;
    }

    private static void daemon(String name, Wait wait) {
        DaemonThreads.startUrgent(name, () -> {
            try {
                wait.done();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // Nobody does.
            }
        });
    }

    /** Sets the exit code of an end that nobody asked for from outside. */
    static void endsWith(int exitCode) {
        code = exitCode;
    }

    /** Threads that keep it from stopping, and where they are: in the nearest place of Vedette's. Idle ones are in none. */
    private static String atWork() {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> one :
                Thread.getAllStackTraces().entrySet()) {
            for (StackTraceElement place : one.getValue()) {
                String type = place.getClassName();
                if (type.startsWith("io.vedette.") && !type.startsWith(OWN_PACKAGE) && !type.contains("ProbePool$")) {
                    found.add(one.getKey().getName() + " at " + type + "." + place.getMethodName() + ":"
                            + place.getLineNumber());
                    break;
                }
            }
        }
        // Threads of probes have a number and are many; the others say more.
        found.sort(Comparator.comparing((String text) -> text.startsWith("vedette-probe-"))
                .thenComparing(text -> text));
        return found.isEmpty()
                ? "nothing of its own is running"
                : "still running: " + String.join(", ", found.subList(0, Math.min(MOST_NAMED, found.size())));
    }
}
