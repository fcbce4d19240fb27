package io.vedette.cluster;

import io.vedette.config.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of one node to the database, which can be cut: then connections end, and new ones end at once. */
final class Line implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Settings.Database server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Line(Settings.Database server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    String url() {
        return server.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
    }

    void cut() {
        cut = true;
        open.forEach(Line::close);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                Socket there =
                        new Socket("localhost", Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1")));
                open.add(client);
                open.add(there);
                start(() -> forward(client, there));
                start(() -> forward(there, client));
            }
        } catch (IOException e) {
            return; // Closed.
        }
    }

    private void forward(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            return; // Cut, or closed by one of them.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
