package io.vedette.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;

/**
 * Gives back to the system what this process holds and does not need: a start leaves a heap that has grown by what was only read, and
 * what the compiler worked with stays with the C library until it is asked for it. Only for a process that is ours. What was chosen
 * on Java's command line holds.
 */
public final class SpareMemory {

    /** The checks run then, and most of what runs often is compiled. */
    private static final Duration AFTER_THE_START = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMinutes(10);
    /** By itself Java keeps up to 70 % of the heap free, and grows it from 40 % on. */
    private static final String LEAST_FREE = "MinHeapFreeRatio";

    private static final String LEAST_FREE_PERCENT = "20";
    private static final String MOST_FREE = "MaxHeapFreeRatio";
    private static final String MOST_FREE_PERCENT = "40";
    private static final Logger LOG = Loggers.HEALTH;

    private boolean collected;

    private SpareMemory() {}

    /** Starts to do so, a while after the start for the first time. */
    public static Periodic begin() {
        keepLittle();
        return Periodic.start("spare", AFTER_THE_START, PAUSE, new SpareMemory()::giveBack);
    }

    private void giveBack() {
        if (!collected) {
            collected = true;
            System.gc(); // The one moment at which a heap that grew for the start becomes smaller.
        }
        trim().ifPresent(told -> LOG.debug("memory: {}", told));
    }

    /** Has the heap keep little that is free, where nobody chose how much. Each is refused that would not fit the other. */
    static void keepLittle() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (java != null && isChosenByNobody(java, LEAST_FREE) && isChosenByNobody(java, MOST_FREE)) {
            try {
                java.setVMOption(LEAST_FREE, LEAST_FREE_PERCENT);
                java.setVMOption(MOST_FREE, MOST_FREE_PERCENT);
            } catch (IllegalArgumentException e) {
                LOG.debug("this Java keeps its heap by itself: {}", e.getMessage()); // No reason not to start.
            }
        }
    }

    private static boolean isChosenByNobody(HotSpotDiagnosticMXBean java, String option) {
        try {
            VMOption now = java.getVMOption(option);
            return now.isWriteable() && now.getOrigin() == VMOption.Origin.DEFAULT;
        } catch (IllegalArgumentException e) {
            return false; // Another Java, which has no such option.
        }
    }

    /** Has the C library give back what is free of it; returns what Java says of that, nothing where it cannot. */
    static Optional<String> trim() {
        try {
            Object told = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
            return Optional.of(String.valueOf(told).strip());
        } catch (JMException e) {
            LOG.debug("this Java cannot give memory back: {}", e.toString());
            return Optional.empty();
        }
    }
}
