package io.vedette.app.demo;

import io.vedette.check.CheckYaml;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;

/** A port that accepts connections while it is healthy, and refuses them while it is not. */
final class TcpDoor implements AutoCloseable {

    private static final Logger LOG = Loggers.DEMO;

    private final Moods moods;
    private final int port;
    private ServerSocket open;

    TcpDoor(long seed) throws IOException {
        moods = Moods.of(seed, "mail-server", 1);
        open = socket(0);
        port = open.getLocalPort();
    }

    CheckYaml check() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("host", "127.0.0.1");
        parameters.put("port", String.valueOf(port));
        parameters.put("group", "network");
        return new CheckYaml("mail-server", "tcp", parameters);
    }

    Moods moods() {
        return moods;
    }

    /** Opens or closes the port according to its mood. Only the operating system accepts, up to the backlog. */
    synchronized void follow(Instant now) {
        try {
            if (moods.isWell(now) && open.isClosed()) {
                open = socket(port);
            } else if (!moods.isWell(now)) {
                open.close();
            }
            drain();
        } catch (IOException e) {
            LOG.warn("demo: port {} cannot be opened or closed for now: {}", port, e.getMessage());
        }
    }

    private void drain() throws IOException {
        while (!open.isClosed()) {
            try {
                open.accept().close();
            } catch (SocketTimeoutException e) {
                return; // All that waited were taken.
            }
        }
    }

    private static ServerSocket socket(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.setSoTimeout(1);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return socket;
    }

    @Override
    public synchronized void close() throws IOException {
        open.close();
    }
}
