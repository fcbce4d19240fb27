package io.vedette.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What checks cost where nodes share them over one PostgreSQL: each node, and the database. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Has 1, 2 and 3 nodes on this machine share the checks, over one PostgreSQL.")
final class ClusterRun implements Callable<Integer> {

    /** A division takes seconds, on a busy machine more of them. */
    private static final int LONGEST_WAIT_SECONDS = 120;

    private final HttpClient client = HttpClient.newHttpClient();

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "0,1,2,3",
            description = "How many nodes, one run after the other; 0 is one that shares nothing (${DEFAULT-VALUE}).")
    private List<Integer> runs;

    @Option(
            names = "--acts",
            defaultValue = "0",
            description = "So many checks are paused or silenced at the end, and it is measured when all show it"
                    + " (${DEFAULT-VALUE}).")
    private int acts;

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        System.out.println("nodes  node   checks/s  CPU %  CPU s/1,000  resident MiB");
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName())) {
            String port = target.value("port");
            for (int nodes : runs) {
                try (PostgresServer server = new PostgresServer()) {
                    measure(nodes, server, port);
                }
            }
        }
        return 0;
    }

    private record Node(String name, int port, Child process, Workplace workplace) implements AutoCloseable {

        Processor processor() {
            return Processor.of(process.pid());
        }

        @Override
        public void close() throws Exception {
            process.close();
            workplace.close();
        }
    }

    private Node start(String name, boolean shared, PostgresServer server, String port) throws IOException {
        Map<String, String> settings =
                new TreeMap<>(Map.of("vedette.database.url", server.url(), "vedette.database.username", "postgres"));
        if (shared) {
            settings.putAll(Map.of(
                    "vedette.cluster", "true",
                    "vedette.cluster.node", name,
                    "vedette.cluster.bind", "127.0.0.1",
                    "vedette.cluster.port", "0"));
        }
        Workplace workplace = Workplace.of(load, port, settings);
        return new Node(name, workplace.port(), product.start(workplace), workplace);
    }

    private void measure(int nodes, PostgresServer server, String port) throws Exception {
        List<Node> all = new ArrayList<>();
        try {
            for (int number = 0; number < Math.max(nodes, 1); number++) {
                all.add(start("node-" + (char) ('a' + number), nodes > 0, server, port));
            }
            for (Node node : all) {
                node.process().line("Vedette watches " + load.checks + " checks");
            }
            awaitDivided(all);
            Thread.sleep(load.warmUp.toMillis());
            measure(nodes, all, server);
            if (acts > 0) {
                new ShownActs(all.stream().map(Node::port).toList()).measure(acts);
            }
        } finally {
            for (Node node : all) {
                node.close();
            }
        }
    }

    private void awaitDivided(List<Node> all) throws Exception {
        for (int second = 0; second < LONGEST_WAIT_SECONDS; second++) {
            String nodes = get(all.get(0), "/api/v1/nodes");
            if (nodes.split("\"node\"").length == all.size() + 1 && !nodes.matches("(?s).*\"checks\" ?: ?0,.*")) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("the checks are not divided: " + get(all.get(0), "/api/v1/nodes"));
    }

    private void measure(int nodes, List<Node> all, PostgresServer server) throws Exception {
        double[] probes = new double[all.size()];
        double[] seconds = new double[all.size()];
        double[] counted = new double[all.size()];
        for (int i = 0; i < all.size(); i++) {
            probes[i] = -probes(all.get(i));
            counted[i] = System.nanoTime();
            seconds[i] = -all.get(i).processor().seconds();
        }
        PostgresServer.Done before = server.done();
        long start = System.nanoTime();
        Thread.sleep(load.time.toMillis());
        double time = (System.nanoTime() - start) / 1e9;
        PostgresServer.Done after = server.done();
        for (int i = 0; i < all.size(); i++) {
            seconds[i] += all.get(i).processor().seconds();
        }
        double sum = 0;
        double allSeconds = 0;
        for (int i = 0; i < all.size(); i++) {
            // Counting takes a while on a busy machine: what is said is how many there were in the measured time.
            probes[i] += probes(all.get(i));
            probes[i] *= time / ((System.nanoTime() - counted[i]) / 1e9);
            sum += probes[i];
            allSeconds += seconds[i];
            print(
                    nodes,
                    all.get(i).name(),
                    probes[i],
                    time,
                    seconds[i],
                    String.valueOf(all.get(i).processor().residentMegabytes()));
        }
        print(nodes, "all", sum, time, allSeconds, "");
        System.out.printf(
                Locale.ROOT,
                "%5d  PostgreSQL: CPU %.1f %%, %.3f CPU s/1,000 checks, %.1f transactions/s, %.0f rows/s, %.1f kB/s of"
                        + " write-ahead log; the database has %.1f MB%n",
                nodes,
                100 * (after.seconds() - before.seconds()) / time,
                (after.seconds() - before.seconds()) / sum * 1_000,
                (after.transactions() - before.transactions()) / time,
                (after.rows() - before.rows()) / time,
                (after.log() - before.log()) / time / 1e3,
                after.size() / 1e6);
    }

    private static void print(int nodes, String who, double probes, double time, double seconds, String resident) {
        System.out.printf(
                Locale.ROOT,
                "%5d  %-6s %8.0f %6.1f %12.3f %13s%n",
                nodes,
                who,
                probes / time,
                100 * seconds / time,
                seconds / probes * 1_000,
                resident);
    }

    /** How many probes a node has made so far. */
    private double probes(Node node) throws IOException, InterruptedException {
        return get(node, "/metrics")
                .lines()
                .filter(line -> line.startsWith("vedette_probes_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(Node node, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
