package io.vedette;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for what must be told one before it listens. They lie below those that the system gives to whoever asks for any, so that
 * nobody is given one of them by chance meanwhile, and begin elsewhere in each process.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int COUNT = 20_000;
    /** A prime, so that processes that begin one after the other begin far apart. */
    private static final long SPREAD = 7_919;

    private static final AtomicInteger TURN =
            new AtomicInteger((int) (ProcessHandle.current().pid() * SPREAD % COUNT));

    private FreePort() {}

    /** Returns one that nobody listens on, and that was not returned for long. */
    public static int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + TURN.getAndUpdate(turn -> (turn + 1) % COUNT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
        throw new UncheckedIOException(new IOException("no port is free from " + FIRST + " on"));
    }
}
