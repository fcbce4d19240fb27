package io.vedette.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Vedette beside others who watch the same endpoints, all measured from outside: one table. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Has Vedette, Gatus, blackbox_exporter and a bare loop watch the same endpoints, one after the other.")
final class CompareRun implements Callable<Integer> {

    /** What Linux counts a process's time in. */
    private static final double TICKS_A_SECOND = 100;

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(
            names = "--gatus",
            defaultValue = "gatus",
            description = "Gatus's program; left out where it is not there (${DEFAULT-VALUE}).")
    private String gatus;

    @Option(
            names = "--blackbox",
            split = ",",
            defaultValue = "prometheus-blackbox-exporter,blackbox_exporter",
            description = "blackbox_exporter; left out where it is not there (${DEFAULT-VALUE}).")
    private List<String> blackbox;

    @Option(names = "--only", split = ",", description = "Who is measured, such as Vedette,Gatus; all without it.")
    private List<String> only = List.of();

    @Option(names = "--runs", defaultValue = "1", description = "How often all are measured (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--patience",
            defaultValue = "PT30M",
            description = "How long it may take until all endpoints were asked (${DEFAULT-VALUE}).")
    private Duration patience;

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "%d checks every %s, %s measured after %s; %s%n",
                load.checks, load.interval, load.time, load.warmUp, product.described());
        System.out.println("| who | first request | all asked | checks/s | CPU s/1,000 | resident MiB | most MiB"
                + " | late p50 ms | p99 | longest |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        List<Contender> all = List.of(
                new Contender.Vedette(product),
                new Contender.Gatus(Contender.program(List.of(gatus))),
                new Contender.Blackbox(Contender.program(blackbox), product),
                new Contender.Bare(product));
        for (int run = 0; run < runs; run++) {
            for (Contender each : all) {
                if (only.isEmpty() || only.contains(each.name())) {
                    measure(each);
                }
            }
        }
        return 0;
    }

    private void measure(Contender contender) throws Exception {
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName())) {
            String port = target.value("port");
            long start = System.currentTimeMillis();
            Optional<Contender.Running> started = contender.start(load, port);
            if (started.isEmpty()) {
                System.out.printf("| %s | not on this machine |%n", contender.name());
                return;
            }
            try (Contender.Running running = started.get()) {
                double first = (Long.parseLong(target.value("asked")) - start) / 1e3;
                double all = allAsked(running.measured(), port, start);
                Thread.sleep(load.warmUp.toMillis());
                row(contender.name(), first, all, running.measured().pid(), port);
            }
        }
    }

    private double allAsked(Child measured, String port, long start) throws Exception {
        while (asked(port, "")[0] < load.checks) {
            double seconds = (System.currentTimeMillis() - start) / 1e3;
            if (!measured.isAlive() || seconds > patience.toSeconds()) {
                throw new IllegalStateException(
                        asked(port, "")[0] + " of " + load.checks + " endpoints were asked within " + seconds + " s");
            }
            Thread.sleep(20);
        }
        return (System.currentTimeMillis() - start) / 1e3;
    }

    private void row(String who, double first, double all, long pid, String port) throws Exception {
        asked(port, "/anew");
        double cpuBefore = cpuSeconds(pid);
        long start = System.nanoTime();
        Thread.sleep(load.time.toMillis());
        double cpu = cpuSeconds(pid) - cpuBefore;
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] arrivals = asked(port, "");
        double interval = load.interval.toNanos() / 1e3;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f s | %.1f s | %.0f | %.3f | %d | %d | %.1f | %.1f | %.1f |%n",
                who,
                first,
                all,
                arrivals[1] / seconds,
                cpu / arrivals[1] * 1_000,
                megabytes(pid, "VmRSS:"),
                megabytes(pid, "VmHWM:"),
                (arrivals[2] - interval) / 1e3,
                (arrivals[3] - interval) / 1e3,
                (arrivals[4] - interval) / 1e3);
    }

    /** What {@link Arrivals} tells. */
    private long[] asked(String port, String anew) throws IOException, InterruptedException {
        String answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/arrivals" + anew))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return Stream.of(answer.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** User and system time of a process so far. */
    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_A_SECOND;
    }

    private static long megabytes(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
