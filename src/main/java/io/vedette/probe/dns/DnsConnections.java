package io.vedette.probe.dns;

import io.vedette.probe.Deadline;
import io.vedette.probe.DeadlineSocket;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.DefaultIoClientFactory;
import org.xbill.DNS.io.TcpIoClient;

/**
 * Asks over UDP as dnsjava does, and over TCP with a connection for each question (RFC 1035, 4.2.2).
 *
 * <p>dnsjava 3.6 shares one TCP connection to a server among all questions, and loses the only thread that reads answers
 * ({@code CancelledKeyException}) when the server closes it while another question is about to be written. From then on
 * no question of this JVM is answered, over UDP neither, and the JVM does not end: its shutdown hook waits for that
 * thread. Servers do close after an answer, so two truncated answers at one time are enough.
 */
final class DnsConnections extends DefaultIoClientFactory {

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return DnsConnections::ask;
    }

    /** Asks on the caller's thread, so that what is returned is complete. */
    private static CompletableFuture<byte[]> ask(
            InetSocketAddress local, InetSocketAddress server, Message query, byte[] data, Duration timeout) {
        try {
            return CompletableFuture.completedFuture(exchange(server, data, Deadline.in(timeout)));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static byte[] exchange(InetSocketAddress server, byte[] data, Deadline deadline) throws IOException {
        try (DeadlineSocket socket = new DeadlineSocket(deadline)) {
            socket.connect(server, deadline.millisFor(1));
            byte[] framed = ByteBuffer.allocate(Short.BYTES + data.length)
                    .putShort((short) data.length)
                    .put(data)
                    .array();
            socket.getOutputStream().write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        } catch (EOFException e) {
            throw new EOFException("it closed the connection without a whole answer");
        }
    }
}
