package io.vedette.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many requests for the status page are answered in a second, and what each costs the server. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Asks for the status page as often as it is answered; clients keep their connections.")
final class StatusRun implements Callable<Integer> {

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(names = "--clients", defaultValue = "16", description = "How many ask at once (${DEFAULT-VALUE}).")
    private int clients;

    private record Asked(long answers, long bytes) {}

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace =
                        Workplace.grouped(load, target.value("port"), Map.of("vedette.status-page", "true"));
                Child vedette = product.start(workplace)) {
            vedette.line("Vedette watches");
            for (String path : List.of("/status", "/status.css", "/status.json")) {
                ask(workplace.port(), path, "gzip", load.warmUp);
                measure(workplace.port(), vedette, path, "gzip");
                measure(workplace.port(), vedette, path, "identity");
            }
        }
        return 0;
    }

    private void measure(int port, Child vedette, String path, String encoding) throws Exception {
        Processor processor = Processor.of(vedette.pid());
        double before = processor.seconds();
        long began = System.nanoTime();
        Asked asked = ask(port, path, encoding, load.time);
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpu = processor.seconds() - before;
        System.out.printf(
                Locale.ROOT,
                "%-14s %-9s %,8.0f requests/s, %6.1f kB each, server %.2f of a processor, %.3f CPU s/1,000%n",
                path,
                encoding,
                asked.answers() / seconds,
                asked.bytes() / 1000.0 / Math.max(1, asked.answers()),
                cpu / seconds,
                1000 * cpu / Math.max(1, asked.answers()));
    }

    private Asked ask(int port, String path, String encoding, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Asked>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                all.add(threads.submit(() -> one(port, path, encoding, time)));
            }
            long answers = 0;
            long bytes = 0;
            for (Future<Asked> each : all) {
                answers += each.get().answers();
                bytes += each.get().bytes();
            }
            return new Asked(answers, bytes);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Asked one(int port, String path, String encoding, Duration time) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: " + encoding + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long answers = 0;
        long bytes = 0;
        long end = System.nanoTime() + time.toNanos();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                bytes += answer(in);
                answers++;
            }
        }
        return new Asked(answers, bytes);
    }

    /** Reads one answer; returns the bytes of its body. */
    private static int answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(1_000);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + head);
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int length = Integer.parseInt(lower.replaceAll("(?s).*\ncontent-length: (\\d+)\r.*", "$1"));
        if (!lower.startsWith("http/1.1 200")) {
            throw new IOException(head.toString());
        }
        in.skipNBytes(length);
        return length;
    }
}
