package io.vedette.camel.http;

import io.vedette.config.values.OwnPaths;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Loggers;
import io.vedette.status.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Answers on the status server's socket while Vedette starts, with nothing but what Java has: {@code /health/live} with 200, as the
 * process lives, anything else with 503 and when to come again, to browsers as a page that does so by itself, {@code /health/live?started} too: that asks whether the start is over.
 * One request at a time, each in a moment; whoever is slower than that comes again.
 */
final class StartingServer implements AutoCloseable {

    private static final int LONGEST_REQUEST = 8 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
    /** Those who wait are answered for so long when it ends. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private static final Pattern BROWSER = Pattern.compile("(?i)^GET (?s:.*)\nAccept:[^\r\n]*text/html");

    /** Whoever opens the dashboard too early sees it as soon as it is there. */
    private static final String PAGE =
            "<!DOCTYPE html><html lang=\"en\"><head><meta http-equiv=\"refresh\" content=\"1\">"
                    + "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
                    + "<title>Vedette</title></head><body><p>Vedette is starting.</p></body></html>";

    private final ServerSocketChannel socket;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean ended;
    private volatile long endedAt;

    private StartingServer(ServerSocketChannel socket, Selector selector) {
        this.socket = socket;
        this.selector = selector;
        this.thread = DaemonThreads.named("vedette-starting").newThread(this::serve);
    }

    /** Begins to answer on a socket that is bound, and closes it at the end. */
    static StartingServer on(ServerSocketChannel socket) throws IOException {
        socket.configureBlocking(false);
        Selector selector = Selector.open();
        socket.register(selector, SelectionKey.OP_ACCEPT);
        StartingServer server = new StartingServer(socket, selector);
        server.thread.start();
        return server;
    }

    private void serve() {
        try (socket;
                selector) {
            while (!ended) {
                selector.select();
                selector.selectedKeys().clear();
                answerAll();
            }
            // Those who came before the place was free would be cut off.
            answerAll();
        } catch (ClosedSelectorException | IOException e) {
            if (!ended) {
                Loggers.HTTP.warn("nothing is answered until Vedette has started: {}", e.toString());
            }
        }
    }

    private void answerAll() throws IOException {
        while (!isOver()) {
            SocketChannel next = socket.accept();
            if (next == null) {
                return;
            }
            try (SocketChannel client = next) {
                client.configureBlocking(true);
                answer(client.socket());
            } catch (IOException e) {
                // A client that went away, or never asked: there is nobody to answer.
                Loggers.HTTP.debug("while Vedette starts: {}", e.toString());
            }
        }
    }

    private boolean isOver() {
        return ended && System.nanoTime() - endedAt > LAST_ANSWERS.toNanos();
    }

    private static void answer(Socket client) throws IOException {
        client.setSoTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
        String request = request(client.getInputStream());
        boolean isHead = request.startsWith("HEAD ");
        boolean isLive = (isHead || request.startsWith("GET ")) && asksOnlyWhetherItLives(request.split(" ", 3)[1]);
        boolean isPage = !isLive && BROWSER.matcher(request).find();
        String body = isLive ? "{\"status\":\"UP\"}" : isPage ? PAGE : "{\"error\":\"Vedette is starting\"}";
        String head = (isLive ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n")
                + "Content-Type: " + (isPage ? "text/html" : "application/json")
                + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        client.getOutputStream().write((isHead ? head : head + body).getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
    }

    private static boolean asksOnlyWhetherItLives(String target) {
        Request asked = new Request("GET", target, "", "");
        return asked.rawPath().equals(OwnPaths.LIVE) && !asked.parameterNames().contains(OwnPaths.STARTED);
    }

    /** Reads up to the end of the head. */
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[1024];
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (read.size() < LONGEST_REQUEST && System.nanoTime() < end) {
            int count = in.read(some);
            if (count < 0) {
                break;
            }
            read.write(some, 0, count);
            String text = read.toString(StandardCharsets.ISO_8859_1);
            if (text.contains("\r\n\r\n")) {
                return text;
            }
        }
        throw new IOException("no request came");
    }

    /** Ends when those who wait have their answer, or after a second; the place is free then. */
    @Override
    public void close() {
        endedAt = System.nanoTime();
        ended = true;
        selector.wakeup();
        try {
            thread.join(LAST_ANSWERS.plus(LONGEST_WAIT.multipliedBy(2)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            // In this order: a socket that a selector knows stays bound.
            selector.close();
            socket.close();
        } catch (IOException e) {
            Loggers.HTTP.debug("while Vedette starts: {}", e.toString());
        }
    }
}
