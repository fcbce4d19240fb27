package io.vedette.process;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether any name server of this machine answers, whatever it answers: one that says "no such name" or "server failure"
 * works, and what it says is about the name. Asked once in five seconds at most. Safe for several threads.
 */
final class NameServerLook {

    private static final int PORT = 53;
    private static final int MOST_SERVERS = 3;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final Path file;
    private final int port;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean answered = true;
    private long at = System.nanoTime() - FRESH_NANOS;

    NameServerLook(Path file) {
        this(file, PORT);
    }

    NameServerLook(Path file, int port) {
        this.file = file;
        this.port = port;
    }

    boolean answer() {
        lock.lock();
        try {
            if (System.nanoTime() - at >= FRESH_NANOS) {
                answered = look();
                at = System.nanoTime();
            }
            return answered;
        } finally {
            lock.unlock();
        }
    }

    private boolean look() {
        List<String> servers = ThisMachine.lines(file).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .map(words -> words[1])
                .limit(MOST_SERVERS)
                .toList();
        // Without the file, as on Windows, it is unknown; without a server in it there may be others that know names.
        return servers.isEmpty() || servers.stream().anyMatch(this::answers);
    }

    private boolean answers(String server) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            // Connected, so that a closed port is reported at once, and no other host's packet counts.
            socket.connect(new InetSocketAddress(InetAddress.getByName(server), port));
            byte[] query = query();
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return answer.getLength() >= 2 && answer.getData()[0] == query[0] && answer.getData()[1] == query[1];
        } catch (IOException e) {
            return false; // No answer in time, nobody listens there, or there is no way to it.
        }
    }

    /** The name servers of the root (RFC 1035, 4.1): the shortest question there is. */
    private static byte[] query() {
        byte[] id = new byte[2];
        ThreadLocalRandom.current().nextBytes(id);
        return new byte[] {id[0], id[1], 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1};
    }
}
