package io.vedette.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a Vedette that runs as operators run it takes of its machine, seen from outside: Linux's own figures of its process. */
@Command(
        name = "footprint",
        mixinStandardHelpOptions = true,
        description = "Starts Vedette on many checks and tells from outside what memory and processor time it takes.")
final class FootprintRun implements Callable<Integer> {

    /** In which Linux counts the processor time of a process. */
    private static final double TICKS_A_SECOND = 100;

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(names = "--runs", defaultValue = "1", description = "How often it is started (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--every", description = "Seconds between two lines; one line at the end without it.")
    private long every;

    /** What is known of the process at a moment. */
    private record Look(
            long asked, double cpu, long switches, long resident, long most, long threads, long descriptors) {}

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        System.out.println("checks/s  CPU s/1,000  switches a check  resident MB  most MB  threads  descriptors");
        for (int run = 0; run < runs; run++) {
            measure();
        }
        return 0;
    }

    private void measure() throws Exception {
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName())) {
            String port = target.value("port");
            try (Workplace workplace = Workplace.of(load, port);
                    Child vedette = product.start(workplace)) {
                vedette.line("Vedette watches " + load.checks + " checks");
                Thread.sleep(load.warmUp.toMillis());
                long left = load.time.toMillis();
                long step = every == 0 ? left : every * 1_000;
                while (left > 0) {
                    step(port, vedette.pid(), Math.min(step, left));
                    left -= step;
                }
            }
        }
    }

    private static void step(String port, long pid, long millis) throws Exception {
        Look before = look(port, pid);
        long start = System.nanoTime();
        Thread.sleep(millis);
        Look after = look(port, pid);
        double seconds = (System.nanoTime() - start) / 1e9;
        double checks = Math.max(1, after.asked - before.asked);
        System.out.printf(
                Locale.ROOT,
                "%8.0f %12.3f %17.2f %12d %8d %8d %12d%n",
                checks / seconds,
                (after.cpu - before.cpu) / checks * 1_000,
                (after.switches - before.switches) / checks,
                after.resident,
                after.most,
                after.threads,
                after.descriptors);
    }

    private static Look look(String port, long pid) throws IOException, InterruptedException {
        String asked = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/count"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Path process = Path.of("/proc", String.valueOf(pid));
        String stat = Files.readString(process.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double cpu = (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_A_SECOND;
        long descriptors;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            descriptors = open.count();
        }
        return new Look(
                Long.parseLong(asked),
                cpu,
                switches(process),
                value(process, "VmRSS:") / 1_000,
                value(process, "VmHWM:") / 1_000,
                value(process, "Threads:"),
                descriptors);
    }

    /** How often its threads began to wait, of themselves or because others were to have the processor. */
    private static long switches(Path process) throws IOException {
        long sum = 0;
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            for (Path thread : threads.toList()) {
                try {
                    sum += value(thread, "voluntary_ctxt_switches:") + value(thread, "nonvoluntary_ctxt_switches:");
                } catch (IOException e) {
                    continue; // It has just ended.
                }
            }
        }
        return sum;
    }

    private static long value(Path process, String name) throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("Linux tells no " + name + " of " + process);
    }
}
