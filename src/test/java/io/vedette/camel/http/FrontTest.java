package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import io.vedette.TestClock;
import io.vedette.camel.StallMeter;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.values.AddressRanges;
import io.vedette.config.values.PasswordHash;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.status.access.ClientAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send, over the wire, to a server that asks for a password. */
class FrontTest {

    private static final String READ = "Authorization: Bearer read-token-0123456789";
    private static final String OTHER = "Authorization: Bearer other-token-0123456789";
    private static final String FULL = "Authorization: Bearer full-token-0123456789";
    private static final String EVENTS = "GET /api/v1/events HTTP/1.1";
    private static final String HOST = "Host: localhost";

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Standalone vedette;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", PasswordHash.of("password"))
                .with("VEDETTE_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .with(
                        "VEDETTE_HTTP_TOKENS",
                        "r:read:read-token-0123456789,o:read:other-token-0123456789,f:full-token-0123456789")
                .file(
                        "routes/jobs.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: heartbeat",
                        "    routeId: job",
                        "    parameters:",
                        "      - { name: period, value: 1h }");
        vedette = installation.start();
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket one : open) {
            one.close();
        }
        await().until(() -> vedette.stream().clients() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /heartbeat/job, X-None: 0, 401",
        "POST, /heartbeat/job, " + READ + ", 403",
        "POST, /heartbeat/nobody, " + FULL + ", 404",
        "PUT, /heartbeat/job, " + FULL + ", 405",
        "POST, /, X-None: 0, 401",
        "POST, /, " + FULL + ", 413",
        "POST, /api/v1/reload, X-None: 0, 401",
        "POST, /api/v1/reload, " + READ + ", 403",
        "POST, /api/v1/reload, " + FULL + ", 413",
        "POST, /no/such/path, X-None: 0, 401",
        "POST, /no/such/path, " + FULL + ", 413",
        "POST, /task/%zz, X-None: 0, 401"
    })
    void refusesWithoutReadingTheBody(String method, String path, String header, int status) throws Exception {
        Socket socket = send(method + " " + path + " HTTP/1.1", HOST, header, "Content-Length: 1048576", "", "begun");

        // To the end of the connection, though neither side ended its request.
        assertThat(rest(socket)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void takesABodyOfTheOneWhoMaySendIt() throws Exception {
        Socket socket = send(
                "POST /heartbeat/job HTTP/1.1",
                HOST,
                FULL,
                "Connection: close",
                "Expect: 100-continue",
                "Content-Length: 5",
                "",
                "hello");

        assertThat(rest(socket)).contains("HTTP/1.1 100 Continue", "HTTP/1.1 200 OK", "\"name\":\"job\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/heartbeat/job, 2000, 200",
        "/heartbeat/job, 9000, 413",
        "/api/v1/checks/nobody/run, 500, 404",
        "/api/v1/checks/nobody/run, 600, 413"
    })
    void takesABodyInChunksButNoFloodOfThem(String path, int chunks, int status) throws Exception {
        Socket socket = send(
                "POST " + path + " HTTP/1.1",
                HOST,
                FULL,
                "Connection: close",
                "Transfer-Encoding: chunked",
                "",
                "1\r\na\r\n".repeat(chunks) + "0",
                "",
                "");

        assertThat(rest(socket)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void readsNoMoreOfOneConnectionAtOnceThanOthersCanWaitFor() throws Exception {
        Queue<Integer> reads = new ConcurrentLinkedQueue<>();
        EventLoopGroup loop = new NioEventLoopGroup(1);
        try {
            ConnectionRoom room = ConnectionRoom.of(false, 1L << 30, 1_000);
            Connections connections = room.connections(
                    new ClientAddress(AddressRanges.of(List.of())), new CrowdedClients(new TestClock()));
            Channel server = new ServerBootstrap()
                    .group(loop)
                    .channelFactory(() -> new LimitedServerChannel(connections, address -> {}))
                    .childHandler(new ChannelInboundHandlerAdapter() {
                        private int turn;

                        @Override
                        public void channelRead(ChannelHandlerContext context, Object bytes) {
                            turn += ((ByteBuf) bytes).readableBytes();
                            ReferenceCountUtil.release(bytes);
                        }

                        @Override
                        public void channelReadComplete(ChannelHandlerContext context) {
                            reads.add(turn);
                            turn = 0;
                        }
                    })
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.localAddress()).getPort())) {
                socket.getOutputStream().write(new byte[1024 * 1024]);
                await().until(() -> reads.stream().mapToInt(bytes -> bytes).sum() == 1024 * 1024);
            }
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }

        assertThat(reads).allMatch(bytes -> bytes <= 2 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                "Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 4",
                "Host: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: xchunked",
                "Host: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: identity",
                "Host: localhost\r\nTransfer-Encoding: gzip, chunked",
                "Host: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Host: localhost\r\nTransfer-Encoding: chunked, identity",
                "Host: localhost\r\nTransfer-Encoding : chunked",
                "Host: localhost\r\nTransfer-Encoding:\u000bchunked",
                "Host: localhost\r\nContent-Length: 4\r\nContent-Length: 5",
                "Host: localhost\r\nContent-Length: 4, 5",
                "Host: localhost\r\nContent-Length: +4",
                "Host: localhost\r\nContent-Length: -4",
                "Host: localhost\r\nContent-Length: 0x4",
                "Host: localhost\r\nHost: other.example.com",
                "Host: localhost\r\nHost: localhost",
                "Host: local host",
                "Host: localhost, other.example.com",
                "Host: localhost/path",
                "X-None: 0",
                "Host: localhost\r\nBad Name: 0",
                "Host: localhost\r\n: 0",
                "Host: localhost\r\nBad\u0000: 0",
                "Host: localhost\r\nX-Value: a\u0000b",
                "Host: localhost\r\nX-Folded: a\r\n b",
                "Host: localhost\r\nX-Folded: a\r\n\tTransfer-Encoding: chunked",
                " Host: localhost\r\nHost: localhost",
                "Host: localhost\nX-Bare: 0",
                "Host: localhost\r\nX-Bare: 0\rX-More: 0"
            })
    void refusesWhatTwoServersCouldReadOtherwise(String headers) throws Exception {
        for (String path : new String[] {"/api/v1/checks", "/health/live", "/no/such/path"}) {
            Socket socket =
                    send("POST " + path + " HTTP/1.1", headers, FULL, "", "0", "", "GET / HTTP/1.1", HOST, "", "");

            String answer = rest(socket);

            assertThat(answer).as(path).matches("(?s)HTTP/1\\.[01] 400 .*");
            assertThat(answer.split("HTTP/1\\.[01] "))
                    .as("one answer: " + answer)
                    .hasSize(2);
        }
    }

    @Test
    void seesAFoldedHeaderThatComesInPieces() throws Exception {
        Socket socket = connect();
        for (String piece : new String[] {"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: 1", "\r\n", " folded\r\n\r\n"}) {
            socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        assertThat(rest(socket)).matches("(?s)HTTP/1\\.[01] 400 .*");
    }

    @Test
    void speaksNoHttp2WithoutTls() throws Exception {
        assertThat(rest(send(
                        "GET /health/live HTTP/1.1",
                        HOST,
                        "Connection: Upgrade, HTTP2-Settings, close",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                        "",
                        "")))
                .startsWith("HTTP/1.1 200 OK");
        assertThat(rest(send("PRI * HTTP/2.0", "", "SM", "", ""))).matches("(?s)HTTP/\\d\\.\\d [45]\\d\\d .*");
    }

    @Test
    void givesNoTokenAllStreams() throws Exception {
        for (int i = 0; i < EventClients.MOST_OF_ONE; i++) {
            send(EVENTS, HOST, READ, "", "");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> vedette.stream().clients() == EventClients.MOST_OF_ONE);

        String another = rest(send(EVENTS, HOST, READ, "Connection: close", "", ""));

        assertThat(another).startsWith("HTTP/1.1 429 ").contains("Retry-After", "event streams");
        assertThat(begin(send(EVENTS, HOST, OTHER, "", ""))).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void letsNobodyLockOutTheOneWhosePasswordIsKnown() throws Exception {
        String here = "X-Forwarded-For: 192.0.2.1\r\n";
        String known = here + basic("ops", "password");
        assertThat(get("/", known)).startsWith("HTTP/1.1 200 ");
        for (int i = 0; i < 35; i++) {
            String answer = get("/", here + "Authorization: Bearer wrong-token-" + i + "-0123456789");
            assertThat(answer).matches("(?s)HTTP/1\\.1 (401|429) .*");
        }

        assertThat(get("/", here + basic("ops", "guess"))).startsWith("HTTP/1.1 429 ");
        assertThat(get("/", known)).startsWith("HTTP/1.1 200 ");
        assertThat(get("/api/v1/checks", known)).startsWith("HTTP/1.1 200 ");
        assertThat(get("/", "X-Forwarded-For: 192.0.2.2\r\n" + basic("ops", "password")))
                .as("from elsewhere")
                .startsWith("HTTP/1.1 200 ");
        assertThat(get("/", "X-Forwarded-For: 2001:db8::1\r\n" + basic("ops", "password")))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void givesNoAddressAllStreamsOfOnePassword() throws Exception {
        for (int i = 0; i < EventClients.MOST_OF_ADDRESS; i++) {
            send(EVENTS, HOST, READ, "X-Forwarded-For: 2001:db8::" + i, "", "");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> vedette.stream().clients() == EventClients.MOST_OF_ADDRESS);

        assertThat(begin(send(EVENTS, HOST, FULL, "X-Forwarded-For: 2001:db8::ffff", "", "")))
                .startsWith("HTTP/1.1 429 ");
        assertThat(begin(send(EVENTS, HOST, READ, "X-Forwarded-For: 2001:db8:1::1", "", "")))
                .startsWith("HTTP/1.1 200 ");
    }

    /** The figure itself is told by a benchmark; here no machine, however busy, may take seconds. */
    @Test
    void saysThatItLivesWhateverElseIsAsked() throws Exception {
        for (int i = 0; i < 200; i++) {
            send(EVENTS, HOST, basic("ops", "wrong" + i), "", "");
            send(
                    i % 2 == 0 ? "GET / HTTP/1.1" : "POST /heartbeat/job HTTP/1.1",
                    HOST,
                    basic("ops", "other" + i),
                    "Content-Length: 9",
                    "",
                    "");
            send("POST /heartbeat/job HTTP/1.1", HOST, FULL, "Content-Length: 1048575", "", "half");
            send(EVENTS, HOST, READ, "", "");
        }
        ExecutorService asking = Executors.newSingleThreadExecutor();
        try (StallMeter stalls = new StallMeter()) {
            Future<Duration> slowest = asking.submit(() -> {
                Duration most = Duration.ZERO;
                for (int i = 0; i < 40; i++) {
                    long began = System.nanoTime();
                    assertThat(get("/health/live", "X-None: 0")).startsWith("HTTP/1.1 200 ");
                    long ended = System.nanoTime();
                    Duration own = Duration.ofNanos(ended - began).minus(stalls.between(began, ended));
                    most = own.compareTo(most) > 0 ? own : most;
                }
                return most;
            });

            assertThat(get("/", FULL)).as("the right token meanwhile").startsWith("HTTP/1.1 200 ");
            assertThat(slowest.get(60, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(2));
        } finally {
            asking.shutdown();
        }
    }

    @Test
    @Tag("long")
    void closesHalfRequestsAndIdleConnections() throws Exception {
        List<Socket> all = List.of(
                connect(),
                send("GET / HTTP/1.1", "Host: loc"),
                send("POST /heartbeat/job HTTP/1.1", HOST, FULL, "Content-Length: 1048575", "", "half"),
                send("POST /heartbeat/job HTTP/1.1", HOST, FULL, "Transfer-Encoding: chunked", "", "4", "half"),
                send("GET /health/live HTTP/1.1", HOST, "", ""));
        for (Socket one : all) {
            one.setSoTimeout(35_000);
            assertThat(rest(one)).doesNotContain(" 500 ");
        }
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    private String get(String path, String header) throws IOException {
        Socket socket = send("GET " + path + " HTTP/1.1", HOST, header, "Connection: close", "", "");
        String answer = rest(socket);
        socket.close();
        open.remove(socket);
        return answer;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), installation.port());
        socket.setSoTimeout(60_000);
        open.add(socket);
        return socket;
    }

    private Socket send(String... lines) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String begin(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(20), StandardCharsets.ISO_8859_1);
    }

    /** All that comes until the other side closes. */
    private static String rest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
