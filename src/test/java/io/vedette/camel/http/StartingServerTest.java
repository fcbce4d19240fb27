package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered on the status server's socket before the status server is there. */
class StartingServerTest {

    private int port;
    private StartingServer server;

    @BeforeEach
    void start() throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = socket.socket().getLocalPort();
        server = StartingServer.on(socket);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/live?from=probe"})
    void saysThatTheProcessLives(String path) throws IOException {
        assertThat(asked("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Cache-Control: no-store\r\n")
                .endsWith("\r\n\r\n{\"status\":\"UP\"}");
        assertThat(asked("HEAD " + path + " HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void hasBrowsersComeAgain() throws IOException {
        assertThat(asked("GET / HTTP/1.1\r\nHost: localhost\r\naccept: text/html,*/*;q=0.8\r\n\r\n"))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Type: text/html\r\n")
                .contains("http-equiv=\"refresh\"", "Vedette is starting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / ",
                "GET /health/ready ",
                "POST /health/live ",
                "GET /health/live/more ",
                "GET /health/live?started ",
                "GET /health/live?started=true&from=probe "
            })
    void hasEverythingElseComeAgain(String line) throws IOException {
        assertThat(asked(line + "HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 1\r\n")
                .endsWith("{\"error\":\"Vedette is starting\"}");
    }

    @Test
    void isHeldUpByNobodyWhoSendsNothing() throws IOException {
        try (Socket first = connected();
                Socket second = connected()) {
            second.getOutputStream().write("GET /health".getBytes(StandardCharsets.US_ASCII));

            assertThat(asked("GET /health/live HTTP/1.1\r\n\r\n")).contains(" 200 ");

            assertThat(first.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void outlivesWhateverIsSent() throws IOException {
        Random random = new Random(18);
        for (int round = 0; round < 20; round++) {
            byte[] junk = new byte[random.nextInt(12_000)];
            random.nextBytes(junk);
            try (Socket socket = connected()) {
                socket.getOutputStream().write(junk);
                socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
            }
        }

        assertThat(asked("GET /health/live HTTP/1.1\r\n\r\n")).contains(" 200 ");
    }

    @Test
    void leavesThePlaceFree() throws IOException {
        asked("GET /health/live HTTP/1.1\r\n\r\n");

        server.close();

        assertThatThrownBy(this::connected).isInstanceOf(ConnectException.class);
        try (ServerSocket next = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(next.isBound()).isTrue();
        }
    }

    @Test
    void leavesThePlaceFreeThoughManyConnectAndSendNothing() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                idle.add(connected());
            }

            server.close();

            try (ServerSocket next = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(next.isBound()).isTrue();
            }
        } finally {
            for (Socket one : idle) {
                one.close();
            }
        }
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private String asked(String request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
