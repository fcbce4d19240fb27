package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Connected;
import io.vedette.probe.Lookup;
import io.vedette.probe.TcpServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpProbeTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(8);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void connects(String host) throws Exception {
        try (TcpServer server = TcpServer.silent()) {
            assertThat(new TcpProbe(host, server.port(), LONG).ask(Attempt.unlimited()))
                    .isEqualTo(new Connected());
        }
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() throws Exception {
        // Only 127.0.0.1 is listened at.
        Lookup two = host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
        try (TcpServer server = TcpServer.silent()) {
            assertThat(new TcpProbe("two.example", server.port(), LONG, two).ask(Attempt.unlimited()))
                    .isEqualTo(new Connected());
        }
    }

    @Test
    void tellsWhatEachAddressDid() throws Exception {
        Lookup two = host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));

        Answer answer = new TcpProbe("two.example", TcpServer.closedPort(), LONG, two).ask(Attempt.unlimited());

        assertThat(answer).isInstanceOfSatisfying(Answer.Trouble.class, trouble -> {
            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message())
                    .contains("no connection to two.example:", "127.0.0.2: Connection refused", "127.0.0.1: Conn");
        });
    }

    @Test
    void tellsThatAddressesDoNotAnswer() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);

            Answer answer = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> new TcpProbe("127.0.0.1", full.getLocalPort(), SHORT).ask(Attempt.unlimited()));

            assertThat(answer)
                    .isEqualTo(new Answer.Trouble(
                            Kind.TIMEOUT,
                            "no connection to 127.0.0.1:" + full.getLocalPort()
                                    + " within 300ms: 127.0.0.1 does not answer"));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void tellsANameWithoutAddress() throws Exception {
        Lookup none = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(new TcpProbe("gone.example", 80, LONG, none).ask(Attempt.unlimited()))
                .isEqualTo(new Answer.Trouble(Kind.UNREACHABLE, "the name gone.example has no address"));
    }

    @Test
    void tellsThatAnAddressIsForbidden() throws Exception {
        Lookup careful = host -> {
            throw new SecurityException("10.0.0.1 is not among the addresses that checks may reach");
        };

        assertThat(new TcpProbe("inner.example", 80, LONG, careful).ask(Attempt.unlimited()))
                .isEqualTo(new Answer.Trouble(
                        Kind.MISCONFIGURED, "10.0.0.1 is not among the addresses that checks may reach"));
    }

    @Test
    void givesUpOnALookupThatHangs() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Lookup hanging = host -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };

        Answer answer = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> new TcpProbe("slow.example", 80, SHORT, hanging).ask(Attempt.unlimited()));

        assertThat(answer)
                .isEqualTo(
                        new Answer.Trouble(Kind.TIMEOUT, "looking up the name slow.example did not end within 300ms"));
        over.countDown();
    }

    /** Fills the queue of a server that accepts nobody, until the system leaves further connections unanswered. */
    private static void fill(ServerSocket server, List<Socket> waiting) throws Exception {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }
}
