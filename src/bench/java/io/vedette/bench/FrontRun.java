package io.vedette.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long {@code /health/live} takes while strangers send wrong passwords, half requests, and listen to events. */
@Command(
        name = "front",
        mixinStandardHelpOptions = true,
        description = "Attacks the status server and tells how long /health/live takes meanwhile.")
final class FrontRun implements Callable<Integer> {

    /** Of "password", at the cost that hash-password takes. */
    private static final String HASH = "$2y$12$GK55YBTTEBzzK.y9q1Pn2ugTpFfG5XJf0XE2x30XkQeCZzOlqIP6O";

    private static final String TOKEN = "Authorization: Bearer bench-token-0123456789";

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(
            names = "--asked",
            defaultValue = "300",
            description = "How often it is asked each time (${DEFAULT-VALUE}).")
    private int asked;

    private final List<Socket> open = new ArrayList<>();
    private int port;

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.of(load, target.value("port"))) {
            Files.writeString(
                    workplace.properties(),
                    "vedette.http.username=ops\nvedette.http.password=" + HASH
                            + "\nvedette.http.tokens=bench:bench-token-0123456789\n",
                    StandardOpenOption.APPEND);
            Properties settings = new Properties();
            settings.load(Files.newBufferedReader(workplace.properties()));
            port = Integer.parseInt(settings.getProperty("vedette.http.port"));
            try (Child vedette = product.start(workplace)) {
                vedette.line("Vedette watches");
                measure("warming up");
                attack();
            }
        } finally {
            for (Socket one : open) {
                one.close();
            }
        }
        return 0;
    }

    private void attack() throws IOException {
        measure("nobody else");
        for (int i = 0; i < 200; i++) {
            send("GET /api/v1/events HTTP/1.1", basic("ops:wrong" + i), "");
        }
        measure("200 wrong passwords");
        for (int i = 0; i < 500; i++) {
            send("GET /api/v1/checks HTTP/1.1", TOKEN, "X-Half: ");
        }
        measure("and 500 half requests");
        for (int i = 0; i < 500; i++) {
            send("GET /api/v1/events HTTP/1.1", TOKEN, "");
        }
        measure("and 500 event streams");
        for (int i = 0; i < 200; i++) {
            send("GET / HTTP/1.1", basic("ops:other" + i), "");
        }
        measure("and 200 more wrong passwords");
    }

    private void measure(String during) throws IOException {
        double[] millis = new double[asked];
        for (int i = 0; i < asked; i++) {
            long began = System.nanoTime();
            try (Socket socket = connected("GET /health/live HTTP/1.1", "Connection: close", "")) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!answer.startsWith("HTTP/1.1 200")) {
                    throw new IOException(answer);
                }
            }
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-30s p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                during,
                millis[asked / 2],
                millis[asked * 99 / 100],
                millis[asked - 1]);
    }

    private void send(String line, String header, String last) throws IOException {
        open.add(connected(line, header, last));
    }

    private Socket connected(String line, String header, String last) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String end = last.isEmpty() ? "\r\n" : last;
        socket.getOutputStream()
                .write((line + "\r\nHost: localhost\r\n" + header + "\r\n" + end).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String basic(String text) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
