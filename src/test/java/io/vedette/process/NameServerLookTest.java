package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the name servers of this machine work. */
class NameServerLookTest {

    @TempDir
    private Path folder;

    @Test
    void isAnsweredByAServerWhateverItSays() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> refuse(server));
            answers.start();

            assertThat(look("# mine\nsearch example.com\nnameserver 127.0.0.1\n", server.getLocalPort()))
                    .isTrue();
            answers.join();
        }
    }

    @Test
    void isNotAnsweredWhereNobodyListens() throws Exception {
        int port;
        try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(look("nameserver 127.0.0.1\n", port)).isFalse();
    }

    @Test
    void isNotAnsweredByAServerThatIsSilent() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(look("nameserver 127.0.0.1\n", silent.getLocalPort())).isFalse();
        }
    }

    @Test
    void isNotKnownToFailWhereNoServerIsNamed() throws Exception {
        assertThat(look("options ndots:5\n", 1)).isTrue();
        assertThat(new NameServerLook(folder.resolve("none"), 1).answer()).isTrue();
    }

    private boolean look(String text, int port) throws Exception {
        return new NameServerLook(Files.writeString(folder.resolve("resolv.conf"), text), port).answer();
    }

    /** Answers one question with REFUSED. */
    private static void refuse(DatagramSocket server) {
        try {
            DatagramPacket question = new DatagramPacket(new byte[512], 512);
            server.receive(question);
            byte[] answer = Arrays.copyOf(question.getData(), question.getLength());
            answer[2] |= (byte) 0x80;
            answer[3] = 5;
            server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
