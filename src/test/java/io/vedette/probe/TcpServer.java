package io.vedette.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on the loopback interface that treats each connection as it is told, one after the other. */
public final class TcpServer implements AutoCloseable {

    /** What happens to one connection, which is closed afterwards. */
    public interface Service {
        void serve(Socket client) throws IOException;
    }

    private final ServerSocket listening;

    private TcpServer(ServerSocket listening) {
        this.listening = listening;
    }

    public static TcpServer start(Service service) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
    }

    public static TcpServer start(ServerSocket listening, Service service) {
        Thread thread = new Thread(() -> accept(listening, service), "test-server");
        thread.setDaemon(true);
        thread.start();
        return new TcpServer(listening);
    }

    /** Listens, and never says a word. */
    public static TcpServer silent() throws IOException {
        return start(client -> {
            while (client.getInputStream().read() >= 0) {}
        });
    }

    /** Closes each connection as soon as something has come. */
    public static TcpServer cuttingOff() throws IOException {
        return start(client -> client.getInputStream().read(new byte[4096]));
    }

    public static TcpServer saying(String text) throws IOException {
        return start(client -> {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
            while (client.getInputStream().read() >= 0) {}
        });
    }

    /** A port at which nobody listens. */
    public static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    private static void accept(ServerSocket listening, Service service) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                service.serve(client);
            } catch (IOException e) {
                // The client went away, or the test is over; the loop's condition tells which.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
