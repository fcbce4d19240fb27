package io.vedette.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.camel.language.CamelConditions;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.RawServer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of a real MariaDB, by its own driver. */
class MariaDbTest {

    private static final String PASSWORD = "reads-only-in-here";
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    @TempDir
    static Path folder;

    private static LaidDriver driver;
    private static MariaDb server;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        driver = LaidDriver.of("mariadb-java-client", "org.mariadb.jdbc.Driver");
        TestAuthority identity = TestAuthority.root("Root", Validity.LASTING).server(Validity.LASTING, "127.0.0.1");
        server = MariaDb.start(folder, identity, """
                CREATE DATABASE shop;
                CREATE TABLE shop.node (name varchar(20), state varchar(20), load_ decimal(30,20), since datetime, up boolean, total bigint unsigned);
                INSERT INTO shop.node VALUES ('a', 'up', 0.5, '2026-01-02 03:04:05', true, 18446744073709551615), ('b', 'up', 1.5, null, true, 1);
                CREATE TABLE shop.plain (n int) ENGINE=MyISAM;
                CREATE USER reader@'%' IDENTIFIED BY '$P';
                GRANT SELECT, INSERT ON shop.* TO reader@'%';
                GRANT PROCESS ON *.* TO reader@'%';
                """.replace("$P", PASSWORD));
        url = "jdbc:mariadb://127.0.0.1:" + server.port() + "/shop";
        CONTEXT.start();
    }

    @AfterAll
    static void stop() throws Exception {
        CONTEXT.stop();
        if (server != null) {
            server.close();
        }
        if (driver != null) {
            driver.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select count(*) as n from node      | n == 2                        | ok:",
                "select * from node                  | state == up                   | ok:",
                "select * from node                  | load_ < 1                     | condition: row 2: load_ is 1.5:"
                        + " condition \"load_ < 1\" not met",
                "select max(total) as n from node    | n == 18446744073709551615     | ok:",
                "select up from node                 | up == true                    | ok:",
                "select since from node where name = 'a' | since == '2026-01-02 03:04:05' | ok:",
                "select name from node where name = 'c'  | $.size() == 0             | ok:",
                "select nothing from node            |                               | misconfigured: (SQL state 42S22)",
                "select * from nothing               |                               | misconfigured: (SQL state 42S02)",
                "selec 1                             |                               | misconfigured: (SQL state 42000)",
                "select name + 1 as n from node      | n == 1                        | ok:",
                "insert into node (name) values ('c') |                              | unreachable: READ ONLY transaction",
                "insert into plain values (1)        |                               | unreachable: READ ONLY transaction",
                "set @a = 1                          |                               | misconfigured: the query gives no rows: it is no SELECT",
            })
    void judgesRows(String query, String condition, String outcome) throws Exception {
        String judged = judge(url, query, condition == null ? "" : condition).strip();

        for (String part : outcome.split("(?=\\(SQL|READ ONLY)")) {
            assertThat(judged).contains(part.strip());
        }
        assertThat(judge(url, "select count(*) as n from node", "n == 2")).isEqualTo("ok: ");
    }

    @Test
    void tellsOfALoginThatIsRefused() throws Exception {
        assertThat(judge(url, "select 1", "", "password", "another-of-ours"))
                .startsWith("misconfigured: ")
                .contains("Access denied", "(SQL state 28000)")
                .doesNotContain("another-of-ours");
        assertThat(judge(url.replace("/shop", "/nobody"), "select 1", ""))
                .startsWith("misconfigured: ")
                .contains("(SQL state 42000)");
    }

    @Test
    void isDoneWithServersThatAreGoneHangOrCutOff() throws Exception {
        int closed = TcpServer.closedPort();
        assertThat(judge("jdbc:mariadb://127.0.0.1:" + closed + "/shop", "select 1", ""))
                .startsWith("unreachable: ")
                .doesNotContain(PASSWORD);
        for (int most : new int[] {0, 60, 150}) {
            try (RawServer swallowing = relay(most, false);
                    RawServer cutting = relay(most, true)) {
                assertThat(judge(
                                "jdbc:mariadb://127.0.0.1:" + swallowing.port() + "/shop",
                                "select 1",
                                "",
                                "timeout",
                                "1s"))
                        .as("swallowed after " + most)
                        .startsWith("timeout: ");
                assertThat(judge("jdbc:mariadb://127.0.0.1:" + cutting.port() + "/shop", "select 1", ""))
                        .as("cut off after " + most)
                        .startsWith("unreachable: ");
            }
        }
    }

    /** Lets so many bytes of the server through; then nothing arrives, or the connection ends. */
    private static RawServer relay(int most, boolean cuts) throws IOException {
        return new RawServer(client -> {
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                Thread up = new Thread(() -> {
                    try {
                        client.getInputStream().transferTo(there.getOutputStream());
                    } catch (IOException e) {
                        Thread.yield(); // One of them is gone.
                    }
                });
                up.setDaemon(true);
                up.start();
                InputStream in = there.getInputStream();
                for (int i = 0; i < most; i++) {
                    int read = in.read();
                    if (read < 0) {
                        return;
                    }
                    client.getOutputStream().write(read);
                }
                while (!cuts && in.read() >= 0) {}
            }
        });
    }

    @Test
    void endsAQueryThatTakesTooLongThereToo() throws Exception {
        assertThat(judge(url, "select sleep(100)", "", "timeout", "1s")).startsWith("timeout: ");

        await().untilAsserted(() -> assertThat(judge(
                        url,
                        "select count(*) as n from information_schema.processlist where info like concat('%sel', 'ect sleep(%')",
                        "n == 0"))
                .isEqualTo("ok: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select repeat('x', 200000) as text from seq_1_to_1000",
                "select repeat('x', 2000) as text from seq_1_to_1000000",
                "select seq as n from seq_1_to_5000",
            })
    void takesNoMoreThanItMay(String query) throws Exception {
        assertThat(judge(url, query, "$.size() > 0")).startsWith("too-large: ");
    }

    @Test
    void showsHostileTextAsItIs() throws Exception {
        assertThat(judge(url, "select '${env:HOME} <b>\\n' as text", "text == x"))
                .isEqualTo("condition: text is \"${env:HOME} <b>\\n\": condition \"text == x\" not met");
        assertThat(judge(
                        url,
                        "select length(repeat('x', 12000000)) as n, repeat('x', 12000000) as text",
                        "n == 12000000"))
                .as("text is cut")
                .isEqualTo("ok: ");
    }

    @Test
    void speaksTls() throws Exception {
        assertThat(judge(
                        url + "?sslMode=trust",
                        "select variable_value as v from information_schema.session_status where variable_name ="
                                + " 'Ssl_version'",
                        "v == 'TLSv1.3'"))
                .isEqualTo("ok: ");
        assertThat(judge(url + "?sslMode=verify-full", "select 1", ""))
                .startsWith("unreachable: ")
                .doesNotContain(PASSWORD);
        assertThat(judge(
                        url + "?sslMode=verify-full&serverSslCert=" + folder.resolve("certificate.pem"),
                        "select 1 as one",
                        "one == 1"))
                .isEqualTo("ok: ");
    }

    private static String judge(String url, String query, String condition, String... more)
            throws InterruptedException {
        Map<String, String> values =
                new TreeMap<>(Map.of("url", url, "query", query, "username", "reader", "password", PASSWORD));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Duration timeout = Duration.ofSeconds(values.remove("timeout") == null ? 20 : 1);
        Answer answer = SqlProbe.read(new Parameters(values), timeout, Lookup.system())
                .orElseThrow()
                .ask(Attempt.unlimited());
        Verdict verdict = Rules.create(
                        "sql", new Parameters(Map.of("condition", condition)), new CamelConditions(CONTEXT))
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
