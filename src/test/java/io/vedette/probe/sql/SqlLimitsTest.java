package io.vedette.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.Rows;
import io.vedette.probe.TcpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that would take longer, or more, than a check may. */
class SqlLimitsTest {

    private static EmbeddedPostgres postgres;
    private static String url;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** It runs in this process, where no connection can be cut. */
    @Test
    void cutsAQueryOfSqliteShort() throws Exception {
        String endless = "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r";
        Probe probe = probe(sqlite(), endless);
        Attempt attempt = new Attempt();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> ask(probe, attempt));
        await().until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals("org.sqlite.core.NativeDB")
                        && frame.getMethodName().equals("step")));
        attempt.cancel();

        assertThat(answer.get(20, TimeUnit.SECONDS))
                .isEqualTo(new Trouble(Trouble.Kind.TIMEOUT, "the database did not answer within 30s"));
    }

    @Test
    void beginsNoneThatIsNotWantedAnyMore() throws Exception {
        Attempt attempt = new Attempt();
        attempt.cancel();

        assertThat(ask(probe(sqlite(), "select 1"), attempt))
                .isEqualTo(new Trouble(Trouble.Kind.TIMEOUT, "the database did not answer within 30s"));
    }

    /** The driver would take all of it before the first row is seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select repeat('x', 20000000) as text",
                "select repeat('x', 200000) as text from generate_series(1, 1000)",
                "select repeat('x', 2000) as text from generate_series(1, 1000000)",
            })
    void takesNoMoreOfPostgresThanItMay(String query) throws Exception {
        assertThat(ask(probe(url, query), Attempt.unlimited()))
                .isInstanceOfSatisfying(
                        Rows.class, rows -> assertThat(rows.tooMany()).isTrue());
    }

    @Test
    void takesWhatIsWithinTheLimit() throws Exception {
        assertThat(ask(
                        probe(url, "select repeat('x', 10000) as text from generate_series(1, 400)"),
                        Attempt.unlimited()))
                .isInstanceOfSatisfying(Rows.class, rows -> {
                    assertThat(rows.tooMany()).isFalse();
                    assertThat(new String(rows.rows(), StandardCharsets.UTF_8)).hasSize(400 * 10_011 + 401);
                });
    }

    @Test
    void takesNoMoreOfSqliteThanItMay() throws Exception {
        assertThat(ask(probe(sqlite(), "select hex(zeroblob(20000000)) as text"), Attempt.unlimited()))
                .isInstanceOfSatisfying(
                        Rows.class, rows -> assertThat(rows.tooMany()).isTrue());
    }

    /** It would wait for ever, and nothing could end it before there is a connection. */
    @Test
    void waitsNoLongerToConnectWhateverTheUrlSays() throws Exception {
        try (TcpServer silent = TcpServer.silent()) {
            String never = "jdbc:postgresql://127.0.0.1:" + silent.port()
                    + "/x?socketTimeout=0&loginTimeout=0&sslmode=disable&connectTimeout=0";
            Probe probe = SqlProbe.read(
                            new Parameters(Map.of("url", never, "query", "select 1")),
                            Duration.ofSeconds(1),
                            Lookup.system())
                    .orElseThrow();
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> ask(probe, Attempt.unlimited()));

            assertThat(answer.get(20, TimeUnit.SECONDS))
                    .isEqualTo(new Trouble(Trouble.Kind.TIMEOUT, "the database did not answer within 1s"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://h/x?socketTimeout=0&LoginTimeout=0              | jdbc:postgresql://h/x",
                "jdbc:postgresql://h/x?socketTimeout=0&ssl=true&loginTimeout=0     | jdbc:postgresql://h/x?ssl=true",
                "jdbc:postgresql://h/x?ssl=true&connectTimeout=0&a=b               | jdbc:postgresql://h/x?ssl=true&a=b",
                "jdbc:postgresql://h/x?ApplicationName=own                         | jdbc:postgresql://h/x?ApplicationName=own",
                "jdbc:mysql://h/x?useCursorFetch=false&a=b                         | jdbc:mysql://h/x?a=b",
                "jdbc:sqlserver://h;loginTimeout=0; socketTimeout = 0;encrypt=true | jdbc:sqlserver://h;encrypt=true",
                "jdbc:oracle:thin:@//h/x?oracle.jdbc.ReadTimeout=0                 | jdbc:oracle:thin:@//h/x",
                "jdbc:db2://h:50000/x:loginTimeout=0;sslConnection=true;           | jdbc:db2://h:50000/x:sslConnection=true;",
                "jdbc:sqlite:/var/lib/x.db?open_mode=6                             | jdbc:sqlite:/var/lib/x.db",
                "jdbc:h2:mem:x;loginTimeout=0                                      | jdbc:h2:mem:x;loginTimeout=0",
            })
    void takesItsOwnLimitsOutOfAUrl(String url, String rest) {
        assertThat(SqlLimits.without(SqlLimits.of(url, Duration.ofSeconds(5), 1), url))
                .isEqualTo(rest);
    }

    private String sqlite() throws Exception {
        String file = "jdbc:sqlite:" + folder.resolve("own.db");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            statement.execute("create table t (n integer)");
        }
        return file;
    }

    private static Probe probe(String url, String query) {
        return SqlProbe.read(
                        new Parameters(Map.of("url", url, "query", query)), Duration.ofSeconds(30), Lookup.system())
                .orElseThrow();
    }

    private static Answer ask(Probe probe, Attempt attempt) {
        try {
            return probe.ask(attempt);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
