package io.vedette.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.config.settings.Settings;
import io.vedette.history.History;
import io.vedette.history.Result;
import io.vedette.rule.Status;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What history costs: the work of writing at a steady rate, the time of a page's reads, the size of the file. */
@Command(
        name = "history",
        description = "Writes results into a SQLite file at a rate, then fills it with days of buckets.",
        mixinStandardHelpOptions = true)
final class HistoryRun implements Callable<Integer> {

    @Option(names = "--checks", defaultValue = "10000", description = "How many checks; ${DEFAULT-VALUE}.")
    private int checks;

    @Option(names = "--rate", defaultValue = "1000", description = "Results a second; ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "330", description = "How long; ${DEFAULT-VALUE}: each shard once.")
    private int seconds;

    @Option(
            names = "--days",
            defaultValue = "30",
            description = "Days of history that are there already; ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--dir", required = true, description = "A folder for the file; it must be empty.")
    private Path dir;

    @Override
    public Integer call() throws Exception {
        Settings.Database database =
                new Settings.Database("jdbc:sqlite:" + dir.resolve("vedette.db"), Optional.empty(), Optional.empty());
        fill(database);
        report("size with " + days + " days of " + checks + " checks, MB", "%.0f", size() / 1e6);
        try (Store store = Stores.of(database, Settings.History.STANDARD, Clock.systemUTC())) {
            long opening = System.nanoTime();
            store.open();
            report("open, ms", "%.0f", (System.nanoTime() - opening) / 1e6);
            write(store);
            read(store);
        }
        report("size at the end, MB", "%.0f", size() / 1e6);
        return 0;
    }

    /** Through the same writer, with the clock of the past: a result an hour makes the same rows as sixty. */
    private void fill(Settings.Database database) {
        Instant now = Instant.now();
        try (Store store = Stores.of(database, Settings.History.STANDARD, Clock.systemUTC())) {
            store.open();
            for (int day = days; day > 7; day--) {
                all(store, now.minus(Duration.ofDays(day)));
            }
            for (int hour = Math.min(7, days) * 24; hour > 0; hour--) {
                all(store, now.minus(Duration.ofHours(hour)));
            }
        }
    }

    private void all(Store store, Instant at) {
        for (int check = 0; check < checks; check++) {
            store.recorder().result(result(check, at));
        }
        try {
            // The writer takes what waits once a second, and keeps no more of it than would fit here.
            Thread.sleep(1_100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Store store) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long written = 0;
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < rate; i++) {
                store.recorder().result(result((int) (written++ % checks), Instant.now()));
            }
            long next = start + (second + 1) * 1_000_000_000L;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
        report("CPU-seconds per 1,000 results", "%.4f", (system.getProcessCpuTime() - cpu) / 1e9 / written * 1_000);
    }

    private void read(Store store) {
        History history = store.history();
        List<String> names = new ArrayList<>();
        for (int check = 0; check < checks; check++) {
            names.add(name(check));
        }
        // The thread's own time: the machine may be busy with other things.
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 20; round++) {
            long start = thread.getCurrentThreadCpuTime();
            int results = history.latest(names, 40).values().stream()
                    .mapToInt(List::size)
                    .sum();
            long latest = thread.getCurrentThreadCpuTime();
            int known =
                    history.uptime(names, History.WINDOWS.get(0), Instant.now()).size();
            long uptime = thread.getCurrentThreadCpuTime();
            report("latest of all (" + results + "), CPU ms", "%.1f", (latest - start) / 1e6);
            report("uptime of all (" + known + "), CPU ms", "%.1f", (uptime - latest) / 1e6);
        }
    }

    private static Result result(int check, Instant at) {
        boolean bad = check % 50 == 0;
        return new Result(
                name(check),
                at,
                bad ? Status.ERROR : Status.OK,
                Duration.ofMillis(20 + check % 200),
                bad ? "stale" : "",
                bad ? "last run " + at + " is 25m ago, more than the frequency of 10m" : "");
    }

    private static String name(int check) {
        return "check-" + check;
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }

    private static void report(String what, String format, double value) {
        System.out.println(what + ": " + String.format(Locale.ROOT, format, value));
    }
}
