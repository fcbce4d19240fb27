package io.vedette.camel;

import io.vedette.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long this machine keeps anybody waiting, whatever runs on it: a thread of its own sleeps and asks a server of
 * its own over and over, and whatever a turn takes longer than it should is a stall, from its beginning to its end. No timer, pool, lock or client of the
 * product is in its way, so what the product itself holds up is no stall.
 */
public final class StallMeter implements AutoCloseable {

    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** Ordinary turns end well within. */
    private static final long ORDINARY_NANOS = Duration.ofMillis(50).toNanos();

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final LocalServer server = LocalServer.answering(200, "here");
    private final Thread thread = new Thread(this::measure, "stall-meter");
    private volatile long turnBegan = System.nanoTime();
    private volatile boolean closed;

    private record Stall(long from, long to) {

        long within(long begin, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, begin));
        }
    }

    public StallMeter() throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    /** How long the machine stood still between two readings of {@link System#nanoTime()}, all in all. */
    public Duration between(long begin, long end) {
        long sum = stalls.stream().mapToLong(stall -> stall.within(begin, end)).sum();
        // What the turn under way takes already.
        return Duration.ofNanos(sum + new Stall(turnBegan + ORDINARY_NANOS, System.nanoTime()).within(begin, end));
    }

    private void measure() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url("/"))).build();
        try {
            while (!closed) {
                LockSupport.parkNanos(PAUSE_NANOS);
                client.send(request, HttpResponse.BodyHandlers.discarding());
                long now = System.nanoTime();
                if (now - turnBegan > ORDINARY_NANOS) {
                    stalls.add(new Stall(turnBegan, now));
                }
                turnBegan = now;
            }
        } catch (IOException e) {
            if (closed) {
                return;
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        server.close();
    }
}
