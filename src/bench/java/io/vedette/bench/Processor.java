package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of a process and of all that it has started, those that have ended included. */
record Processor(ProcessHandle process) {

    /** User and system time as Linux counts it for a process, in its ticks. */
    private static final double TICKS_A_SECOND = 100;

    /** Where they stand in {@code /proc/PID/stat} after its name: user, system, and the same of children that have ended. */
    private static final List<Integer> TIMES = List.of(11, 12, 13, 14);

    static Processor of(long pid) {
        return new Processor(ProcessHandle.of(pid).orElseThrow());
    }

    double seconds() {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(Processor::seconds)
                .sum();
    }

    private static double seconds(ProcessHandle one) {
        try {
            String stat = Files.readString(Path.of("/proc/" + one.pid() + "/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return TIMES.stream()
                            .mapToLong(place -> Long.parseLong(afterName[place]))
                            .sum()
                    / TICKS_A_SECOND;
        } catch (IOException e) {
            return 0; // It has ended meanwhile, and its parent counts it.
        }
    }

    /** The memory that it holds now. */
    long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return 0;
    }
}
