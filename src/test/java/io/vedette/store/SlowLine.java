package io.vedette.store;

import io.vedette.config.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A long way to a PostgreSQL server: whatever is sent there at once takes its time to arrive, and is counted. */
final class SlowLine implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Settings.Database server;
    private final Duration delay;
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean swallows;

    SlowLine(Settings.Database server, Duration delay) throws IOException {
        this.server = server;
        this.delay = delay;
        start(this::accept);
    }

    /** The database at the other end of it. */
    Settings.Database database() {
        String url = server.url().replaceFirst("//[^/]+/", "//localhost:" + entrance.getLocalPort() + "/");
        return new Settings.Database(url, server.username(), server.password());
    }

    /** How often something was sent to the server. */
    int sent() {
        return sent.get();
    }

    /** From now on takes whatever is sent, and lets nothing arrive. */
    void swallow() {
        swallows = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket there =
                        new Socket("localhost", Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1")));
                there.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                open.add(client);
                open.add(there);
                start(() -> forward(client, there, delay));
                start(() -> forward(there, client, Duration.ZERO));
            }
        } catch (IOException e) {
            return; // Closed.
        }
    }

    private void forward(Socket from, Socket to, Duration after) {
        byte[] piece = new byte[1 << 20];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (!after.isZero()) {
                    sent.incrementAndGet();
                    LockSupport.parkNanos(after.toNanos());
                }
                if (!swallows) {
                    out.write(piece, 0, read);
                }
            }
        } catch (IOException e) {
            return; // One side hung up, which the other one is told by the closing.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
