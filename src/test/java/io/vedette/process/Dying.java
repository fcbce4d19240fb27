package io.vedette.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own that meets its end in the way that its first argument names. */
final class Dying {

    private static final List<Object> KEPT = new ArrayList<>();

    private static volatile Object[] chain;

    private Dying() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "task" -> {
                ProcessEnd.isOurs();
                Periodic.start("greedy", Duration.ZERO, Duration.ofMillis(1), Dying::fill);
            }
            case "thread" -> {
                ProcessEnd.isOurs();
                new Thread(Dying::fill).start();
            }
            case "swallowed" -> {
                ProcessEnd.isOurs();
                new Thread(Dying::fillAndGoOn).start();
            }
            case "main" -> {
                ProcessEnd.isOurs();
                ProcessEnd.with(() -> {
                    throw new NoClassDefFoundError("io/vedette/Gone");
                });
            }
            case "embedded" -> {
                try {
                    fill();
                } catch (OutOfMemoryError e) {
                    KEPT.clear();
                    ProcessEnd.unlessItIsMemory(e);
                }
                System.exit(0);
            }
            case "stuck" -> {
                StopWatch.begin(Duration.ofSeconds(1));
                Runtime.getRuntime().addShutdownHook(new Thread(Dying::hang, "stuck-hook"));
                System.out.println("ready");
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        hang();
    }

    private static void fill() {
        while (true) {
            KEPT.add(new byte[512 * 1024]);
        }
    }

    /** As libraries do; to the last byte. */
    private static void fillAndGoOn() {
        for (int size = 10_000; true; size = Math.max(1, size / 10)) {
            try {
                while (true) {
                    Object[] next = new Object[size];
                    next[0] = chain;
                    chain = next;
                }
            } catch (OutOfMemoryError e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
