package io.vedette.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long after an act is asked of one node the others show it: to who asks them, and in their events of events. */
final class ShownActs {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> ports;
    private final List<Events> events;

    /** @param ports those of the nodes' status servers */
    ShownActs(List<Integer> ports) {
        this.ports = ports;
        this.events = ports.stream().map(Events::new).toList();
    }

    private final class Events {

        private final List<Long> at = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        Events(int port) {
            HttpResponse<Stream<String>> response = client.sendAsync(
                            HttpRequest.newBuilder(uri(port, "/api/v1/events")).build(),
                            HttpResponse.BodyHandlers.ofLines())
                    .join();
            Thread reader = new Thread(() -> read(response.body()), "events");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(Stream<String> body) {
            try (body) {
                body.forEach(this::note);
            } catch (UncheckedIOException e) {
                note("the node has ended: " + e.getMessage());
            }
        }

        private synchronized void note(String line) {
            at.add(System.nanoTime());
            lines.add(line);
        }

        /** Returns when a line came first that has both; -1 if none has come. */
        synchronized long first(String one, String other) {
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).contains(one) && lines.get(i).contains(other))
                    .mapToLong(at::get)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /** Silences and pauses checks, half of them each, at one node after the other. */
    void measure(int acts) throws IOException, InterruptedException {
        List<Long> asked = new ArrayList<>();
        List<Long> streamed = new ArrayList<>();
        for (int i = 0; i < acts; i++) {
            boolean pause = i % 2 == 0;
            String check = "check-" + i;
            long from = System.nanoTime();
            int status = send(
                            "POST",
                            ports.get(i % ports.size()),
                            "/api/v1/checks/" + check + (pause ? "/pause" : "/silence?for=1h"))
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException(check + " is not " + (pause ? "paused" : "silenced") + ": " + status);
            }
            for (int port : ports) {
                String sign = pause ? "\"paused\"" : "\"silenced\"";
                await(() -> send("GET", port, "/api/v1/checks/" + check).body().contains(sign), from, check);
                asked.add(System.nanoTime() - from);
            }
            for (Events stream : events) {
                String kind = pause ? "pause" : "silence";
                await(() -> stream.first('"' + kind + '"', '"' + check + '"') >= 0, from, check);
                streamed.add(stream.first('"' + kind + '"', '"' + check + '"') - from);
            }
        }
        print("asked", asked);
        print("in the stream of events", streamed);
    }

    private interface Shown {
        boolean now() throws IOException, InterruptedException;
    }

    private static void await(Shown shown, long from, String check) throws IOException, InterruptedException {
        while (!shown.now()) {
            if (System.nanoTime() - from > LONGEST) {
                throw new IllegalStateException("what was done to " + check + " is not shown");
            }
            Thread.sleep(5);
        }
    }

    private void print(String where, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%5d  acts shown by all, %s: p50 %d ms, p99 %d ms, longest %d ms, of %d%n",
                ports.size(),
                where,
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                Arrays.stream(sorted).max().orElseThrow() / 1_000_000,
                sorted.length);
    }

    private static long millis(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1_000_000;
    }

    private HttpResponse<String> send(String method, int port, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(port, path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
