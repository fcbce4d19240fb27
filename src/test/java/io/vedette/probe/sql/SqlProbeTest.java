package io.vedette.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.language.CamelConditions;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probe.TcpServer;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of a real PostgreSQL, and of SQLite. */
class SqlProbeTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static EmbeddedPostgres postgres;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        CONTEXT.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table node (name text, state text, load numeric, since timestamptz)");
            statement.execute(
                    "insert into node values ('a', 'up', 0.5, '2026-01-02 03:04:05Z'), ('b', 'up', 1.5, null)");
            statement.execute("create user reader password 'reads-only'");
            statement.execute("grant select on node to reader");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        CONTEXT.stop();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select count(*) as n from node         |                     | ok:",
                "select count(*) as n from node         | n >= 2              | ok:",
                "select count(*) as n from node         | n < 2               | condition: n is 2: condition \"n < 2\" not met",
                "select * from node                     | state == up         | ok:",
                "select * from node                     | load < 1            | condition: row 2: load is 1.5: condition \"load <"
                        + " 1\" not met",
                "select * from node                     | lod < 1             | condition: row 1: lod is missing: condition \"lod <"
                        + " 1\" not met; row 2: lod is missing: condition \"lod < 1\" not met",
                "select * from node order by name       | $[1].name == 'b'    | ok:",
                "select * from node where name = 'c'    | $.size() == 0       | ok:",
                "select * from node                     | $.size() == 0       | condition: size() is 2: condition \"$.size() == 0\""
                        + " not met",
                "select * from node where name = 'c'    | state == up         | condition: there are no rows: condition \"state =="
                        + " up\" not met",
                "select generate_series(1, 5000) as n   | n > 0               | too-large: the query gives more than 1000 rows, or"
                        + " more than 4 MiB; let it count, or limit it",
                "select 0.1234567890123456789 as n      | n == 0.1234567890123456789 | ok:",
                "select 9007199254740993.5 as n         | n > 9007199254740993 | ok:",
                "select 1e400::numeric + 0.5 as n       | n > 1e400           | ok:",
                "select 10::numeric ^ 2000 as n         | n > 5               | ok:",
                "select 'Infinity'::float8 as n         | n == Infinity       | ok:",
                "select nothing from node               |                     | misconfigured: ERROR: column \"nothing\" does not"
                        + " exist (SQL state 42703)",
                "select 1/0                             |                     | unreachable: ERROR: division by zero (SQL state"
                        + " 22012)",
            })
    void judgesRows(String query, String condition, String outcome) throws Exception {
        assertThat(judge(url, query, condition == null ? "" : condition).strip())
                .isEqualTo(outcome);
    }

    @Test
    void changesNothing() throws Exception {
        assertThat(judge(url, "delete from node", ""))
                .startsWith("unreachable: ")
                .contains("read-only transaction");
        assertThat(judge(url, "select count(*) as n from node", "n == 2")).isEqualTo("ok: ");
    }

    @Test
    void logsIn() throws Exception {
        assertThat(judge(url, "select 1 as one", "one == 1", "username", "reader", "password", "reads-only"))
                .isEqualTo("ok: ");
    }

    @Test
    void tellsOfADatabaseThatIsNotThere() throws Exception {
        int closed = TcpServer.closedPort();
        assertThat(judge("jdbc:postgresql://127.0.0.1:" + closed + "/x", "select 1", ""))
                .startsWith("unreachable: Connection to 127.0.0.1:" + closed + " refused")
                .endsWith("(SQL state 08001)");
        assertThat(judge(url.replace("/postgres", "/nobody"), "select 1", ""))
                .startsWith("misconfigured: ")
                .contains("3D000");
        try (TcpServer silent = TcpServer.silent()) {
            assertThat(judge("jdbc:postgresql://127.0.0.1:" + silent.port() + "/x", "select 1", "", "timeout", "1s"))
                    .startsWith("timeout: ");
        }
    }

    @Test
    void endsAQueryThatTakesTooLong() throws Exception {
        assertThat(judge(url, "select pg_sleep(30)", "", "timeout", "1s")).startsWith("timeout: ");
    }

    @Test
    void isCutShortFromOutside() throws Exception {
        Probe probe =
                probe(Lookup.system(), Map.of("url", url, "query", "select pg_sleep(30)"), Duration.ofSeconds(30));
        Attempt attempt = new Attempt();
        Thread cutting = new Thread(attempt::cancel);
        var answer = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return probe.ask(attempt);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        cutting.start();

        assertThat(answer.get(20, java.util.concurrent.TimeUnit.SECONDS)).isInstanceOf(Answer.Trouble.class);
    }

    @Test
    void readsASqliteFileAndMakesNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("own.db");
        assertThat(judge("jdbc:sqlite:" + file, "select 1 as one", "")).startsWith("unreachable: ");
        assertThat(file).doesNotExist();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table t (n integer)");
            statement.execute("insert into t values (7)");
        }
        assertThat(judge("jdbc:sqlite:" + file, "select n from t", "n == 7")).isEqualTo("ok: ");
        long before = Files.size(file);
        assertThat(judge("jdbc:sqlite:" + file, "insert into t values (8)", "")).startsWith("unreachable: ");
        assertThat(Files.size(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selec 1                        | misconfigured: [SQLITE_ERROR] SQL error or missing database (near \"selec\": syntax error)",
                "select 1 from                  | misconfigured: [SQLITE_ERROR] SQL error or missing database (incomplete input)",
                "select m from t                | misconfigured: [SQLITE_ERROR] SQL error or missing database (no such column: m)",
                "select * from u                | misconfigured: [SQLITE_ERROR] SQL error or missing database (no such table: u)",
                "select abs(-9223372036854775808) from t | unreachable: [SQLITE_ERROR] SQL error or missing database (integer overflow)",
            })
    void tellsAMistakeInTheQueryOfSqlite(String query, String outcome, @TempDir Path folder) throws Exception {
        String file = "jdbc:sqlite:" + folder.resolve("own.db");
        try (var connection = java.sql.DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            statement.execute("create table t (n integer)");
            statement.execute("insert into t values (7)");
        }

        assertThat(judge(file, query, "")).isEqualTo(outcome);
    }

    @Test
    void keepsToTheAddressRules() throws Exception {
        ProbeRanges denied = new ProbeRanges(List.of("all"), List.of("127.0.0.0/8"), List.of());
        Lookup lookup = AddressPolicy.over(host -> List.of(InetAddress.getByName("127.0.0.1")), denied);

        assertThat(judge(lookup, url, "select 1", ""))
                .isEqualTo("misconfigured: 127.0.0.1 may not be reached: vedette.probe.deny has 127.0.0.0/8");
        assertThat(judge(lookup, "jdbc:postgresql://ok.example,inner.test:5432/x", "select 1", ""))
                .contains("may not be reached");
        assertThat(judge(lookup, "jdbc:h2:mem:x", "select 1", "")).contains("cannot be told");
        // The driver looks the name up again, and may take either.
        Lookup both = AddressPolicy.over(
                host -> List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("127.0.0.1")), denied);
        assertThat(judge(both, "jdbc:postgresql://ok.example/x", "select 1", ""))
                .isEqualTo(
                        "misconfigured: 127.0.0.1 (ok.example) may not be reached: vedette.probe.deny has 127.0.0.0/8");
    }

    @Test
    void isLedAroundTheAddressRulesByNoParameter() throws Exception {
        ProbeRanges denied = new ProbeRanges(List.of("all"), List.of("127.0.0.0/8"), List.of());
        Lookup lookup = AddressPolicy.over(host -> List.of(InetAddress.getByName("192.0.2.1")), denied);

        for (String host : List.of("PGHOST", "%50GHOST")) {
            assertThat(judge(
                            lookup, url.replace("127.0.0.1", "ok.example") + "?" + host + "=127.0.0.1", "select 1", ""))
                    .contains("cannot be told");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://a.example:5432/x?user=b | a.example",
                "jdbc:postgresql://a.example,b.example:1/x | a.example, b.example",
                "jdbc:postgresql://[2001:db8::1]:5432/x    | 2001:db8::1",
                "jdbc:mysql://me:secret@a.example/x        | a.example",
                "jdbc:sqlserver://a.example:1433;database=x | a.example",
                "jdbc:oracle:thin:@a.example:1521:XE       | a.example",
                "jdbc:oracle:thin:@//a.example:1521/XE     | a.example",
                "jdbc:h2:mem:x                             | ''",
                "jdbc:sqlite:/var/lib/x.db                 | ''",
                "jdbc:postgresql:///x                      | ''",
                "jdbc:postgresql://a.example,/x            | ''",
                "jdbc:postgresql://a.example/x?host=b      | ''",
                "jdbc:postgresql://a.example/x?a=b&PGHOST=c | ''",
                "jdbc:postgresql://a.example/x?service=b   | ''",
                "jdbc:postgresql://a.example/x?socketFactory=b.C | ''",
                "jdbc:mysql://a.example/x?socksProxyHost=b | ''",
                "jdbc:mysql://a.example/x?%73ocketFactory=b | ''",
                "jdbc:sqlserver://a.example;serverName=b   | ''",
                "jdbc:sqlserver://a.example; failoverPartner = b | ''",
                "jdbc:oracle:thin:@tcps://a.example:1/x?https_proxy=b | ''",
                "jdbc:db2://a.example:1/x:clientRerouteAlternateServerName=b; | ''",
                "jdbc:sqlserver://a.example;hostNameInCertificate=b;trustServerCertificate=true | a.example",
            })
    void findsTheHostsOfAUrl(String text, String hosts) {
        assertThat(String.join(", ", SqlHosts.of(text))).isEqualTo(hosts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=postgres://a/b     | url: is not a JDBC URL such as jdbc:postgresql://db.example.org/shop",
                "url=jdbc:mysql://a/b   | url: no driver on the class path takes jdbc:mysql:; put the jar of"
                        + " com.mysql:mysql-connector-j there",
                "url=jdbc:nosuch:b      | url: no driver on the class path takes jdbc:nosuch:",
                "url=jdbc:oracle:thin:scott/tig/er@//a:1521/b | url: user and password belong in username and password",
                "url=jdbc:oracle:thin:@//a:1521/b             | url: no driver on the class path takes jdbc:oracle:",
            })
    void tellsWhichDriverIsMissing(String pair, String problem) {
        Parameters parameters = new Parameters(
                Map.of("url", pair.substring(pair.indexOf('=') + 1).strip(), "query", "select 1"));

        assertThat(SqlProbe.read(parameters, Duration.ofSeconds(1), Lookup.system()))
                .isEmpty();
        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void showsNoPassword() throws Exception {
        Probe probe = probe(
                Lookup.system(),
                Map.of("url", url + "?user=me&password=swordfish", "query", "select 1"),
                Duration.ofSeconds(5));

        assertThat(probe.address()).isEqualTo(url);
    }

    private static Probe probe(Lookup lookup, Map<String, String> values, Duration timeout) {
        Parameters parameters = new Parameters(values);
        Probe probe = SqlProbe.read(parameters, timeout, lookup).orElseThrow();
        assertThat(parameters.problems(List.of())).isEmpty();
        return probe;
    }

    private static String judge(String url, String query, String condition, String... more)
            throws InterruptedException {
        return judge(Lookup.system(), url, query, condition, more);
    }

    private static String judge(Lookup lookup, String url, String query, String condition, String... more)
            throws InterruptedException {
        Map<String, String> values = new TreeMap<>(Map.of("url", url, "query", query, "username", "postgres"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Duration timeout = Duration.ofSeconds(values.remove("timeout") == null ? 20 : 1);
        Answer answer = probe(lookup, values, timeout).ask(Attempt.unlimited());
        Parameters rule = new Parameters(Map.of("condition", condition));
        Verdict verdict = Rules.create("sql", rule, new CamelConditions(CONTEXT))
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        assertThat(rule.problems(List.of())).isEmpty();
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
