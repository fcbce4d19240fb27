package io.vedette.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.RawServer;
import io.vedette.probe.TcpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers of databases that nobody has here, at servers that are none. */
class OtherDriversTest {

    private static final String PASSWORD = "swordfish-of-ours";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** So long may a driver take beyond the check's timeout; a busy machine is slow. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mariadb-java-client | org.mariadb.jdbc.Driver      | jdbc:mariadb://127.0.0.1:%d/shop",
                "mysql-connector-j   | com.mysql.cj.jdbc.Driver     | jdbc:mysql://127.0.0.1:%d/shop",
                "ojdbc11             | oracle.jdbc.OracleDriver     | jdbc:oracle:thin:@//127.0.0.1:%d/shop",
                "jcc                 | com.ibm.db2.jcc.DB2Driver    | jdbc:db2://127.0.0.1:%d/shop",
            })
    void areDoneInTimeAndShowNoPassword(String artifact, String type, String url) throws Exception {
        try (LaidDriver driver = LaidDriver.of(artifact, type);
                TcpServer silent = TcpServer.silent();
                RawServer cutting = new RawServer(client -> {}); // Before either has said anything.
                RawServer rubbish = new RawServer(client -> {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    client.shutdownOutput();
                    RawServer.untilGone(client);
                });
                RawServer noise = new RawServer(client -> {
                    byte[] bytes = new byte[4096];
                    Arrays.fill(bytes, (byte) 0xff);
                    for (int i = 0; i < 1_000; i++) {
                        client.getOutputStream().write(bytes);
                    }
                    RawServer.untilGone(client);
                })) {
            assertThat(driver.acceptsURL(url.formatted(1))).isTrue();
            ask(url, TcpServer.closedPort()); // Loads the driver, which may take as long as the check has.
            Set<Thread> known = threads();
            told(url, TcpServer.closedPort(), Trouble.Kind.UNREACHABLE);
            told(url, silent.port(), Trouble.Kind.TIMEOUT);
            told(url, cutting.port(), Trouble.Kind.UNREACHABLE);
            // It may look like the beginning of something long.
            told(url, rubbish.port(), Trouble.Kind.UNREACHABLE, Trouble.Kind.TIMEOUT);
            told(url, noise.port(), Trouble.Kind.UNREACHABLE, Trouble.Kind.TIMEOUT);

            await().untilAsserted(() -> assertThat(threads()).as("left over").isSubsetOf(known));
        }
    }

    private static Answer ask(String url, int port) throws InterruptedException {
        Probe probe = SqlProbe.read(
                        new Parameters(Map.of(
                                "url",
                                url.formatted(port),
                                "query",
                                "select 1 from dual",
                                "username",
                                "ann",
                                "password",
                                PASSWORD)),
                        TIMEOUT,
                        Lookup.system())
                .orElseThrow();
        return probe.ask(Attempt.unlimited());
    }

    private static void told(String url, int port, Trouble.Kind... kinds) throws InterruptedException {
        long start = System.nanoTime();

        Answer answer = ask(url, port);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(GRACE));
        assertThat(answer).isInstanceOfSatisfying(Trouble.class, trouble -> {
            assertThat(trouble.kind()).as(trouble.toString()).isIn((Object[]) kinds);
            assertThat(trouble.toString()).doesNotContain(PASSWORD, "\n");
        });
    }

    /** But for those that Java, and the servers of this test, have. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("raw-server"))
                .filter(thread -> !thread.getName().startsWith("test-server"))
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .collect(Collectors.toSet());
    }
}
