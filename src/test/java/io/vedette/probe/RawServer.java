package io.vedette.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback interface that does to every connection what it is told, each on a thread of its own. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public interface Conversation {
        void with(Socket client) throws IOException;
    }

    public RawServer(Conversation conversation) throws IOException {
        this(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), conversation);
    }

    /** The same at a socket that listens already, such as one for TLS. */
    public RawServer(ServerSocket listening, Conversation conversation) {
        this.listening = listening;
        start(() -> accept(conversation));
    }

    /** Reads a request's head, answers with these bytes and closes. */
    public static RawServer saying(byte[] answer) throws IOException {
        return new RawServer(client -> {
            head(client);
            client.getOutputStream().write(answer);
            client.shutdownOutput();
            untilGone(client);
        });
    }

    /** Reads up to the empty line that ends a request's head; false when the client is gone. */
    public static boolean head(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        int last = 0;
        for (int read = in.read(); read >= 0; read = in.read()) {
            last = last << 8 | read;
            if (last == 0x0d0a0d0a) {
                return true;
            }
        }
        return false;
    }

    public static void untilGone(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {}
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    private void accept(Conversation conversation) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                connections.incrementAndGet();
                start(() -> serve(client, conversation));
            } catch (IOException e) {
                // The test is over, or the client was gone before it came; the loop's condition tells which.
                continue;
            }
        }
    }

    private void serve(Socket client, Conversation conversation) {
        try (client) {
            conversation.with(client);
        } catch (IOException e) {
            // The client has seen enough.
            open.remove(client);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
