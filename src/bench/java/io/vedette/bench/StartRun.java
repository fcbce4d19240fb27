package io.vedette.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long Vedette takes from the start of its process to the first answer, to the first request of a check, and until all checks run. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts Vedette and tells when it answers, when it asks first and when all checks run.")
final class StartRun implements Callable<Integer> {

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(names = "--runs", defaultValue = "3", description = "How often it is started (${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        for (int run = 0; run < runs; run++) {
            measure();
        }
        return 0;
    }

    /** When {@code /health/live} answered first, asked again every 5 ms. */
    private static long firstAnswer(int port) throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                if (answer.contains(" 200 ")) {
                    return System.currentTimeMillis();
                }
            } catch (IOException e) {
                // Nobody listens there yet.
                Thread.sleep(5);
            }
        }
    }

    private void measure() throws Exception {
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.of(load, target.value("port"))) {
            long start = System.currentTimeMillis();
            try (Child vedette = product.start(workplace)) {
                long live = firstAnswer(workplace.port()) - start;
                vedette.line("Vedette watches " + load.checks + " checks");
                long all = System.currentTimeMillis() - start;
                long first = Long.parseLong(target.value("asked")) - start;
                System.out.printf(
                        Locale.ROOT,
                        "/health/live answers after %.2f s, first request after %.2f s, all checks run after %.2f s%n",
                        live / 1e3,
                        first / 1e3,
                        all / 1e3);
            }
        }
    }
}
