package io.vedette.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.probing.ScheduleLag;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Measures its own process over a time, and tells the parent. */
final class Measure {

    /** User and system time that Linux counts for a process, in its ticks. */
    private static final double TICKS_A_SECOND = 100;

    private final ScheduleLag lag;
    private final LongSupplier done;
    private final LongSupplier failed;

    /**
     * @param done how many checks have ended so far
     * @param failed how many of these failed, or did not take place
     */
    Measure(ScheduleLag lag, LongSupplier done, LongSupplier failed) {
        this.lag = lag;
        this.done = done;
        this.failed = failed;
    }

    void over(Duration warmUp, Duration time) throws InterruptedException, IOException {
        Thread.sleep(warmUp.toMillis());
        ScheduleLag.Counted lagBefore = lag.counted();
        long doneBefore = done.getAsLong();
        long failedBefore = failed.getAsLong();
        long cpuBefore = cpuNanos();
        double systemBefore = systemSeconds();
        long start = System.nanoTime();
        Thread.sleep(time.toMillis());
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (cpuNanos() - cpuBefore) / 1e9;
        double system = systemSeconds() - systemBefore;
        long checks = done.getAsLong() - doneBefore;
        ScheduleLag.Counted counted = lag.counted().since(lagBefore);
        Child.tell("checks", checks);
        Child.tell("failed", failed.getAsLong() - failedBefore);
        Child.tell("rate", format("%.0f", checks / seconds));
        Child.tell("cpu", format("%.3f", cpu / checks * 1_000));
        Child.tell("system", format("%.3f", system / checks * 1_000));
        Child.tell("p50", millis(counted.quantile(0.5)));
        Child.tell("p99", millis(counted.quantile(0.99)));
        Child.tell("max", millis(counted.quantile(1)));
        Child.tell("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        System.gc();
        Child.tell(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        Child.tell("resident", residentMegabytes());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double systemSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(afterName[12]) / TICKS_A_SECOND;
    }

    /** The most memory that the process ever held. */
    private static String residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) >> 10);
            }
        }
        return "";
    }

    private static String millis(Duration duration) {
        return format("%.1f", duration.toNanos() / 1e6);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
