package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.store.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Rows of {@code sql:} are judged alike whatever database they are of, though each writes the names of its columns in its own case. */
class SqlRowsTest {

    private final Monitored app = new Monitored();

    @TempDir
    private Path folder;

    private enum Database {
        H2,
        POSTGRESQL,
        SQLITE
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @EnumSource
    void byAConditionInSimple(Database database) throws Exception {
        judgedAlike(database, "condition=RAW(${body[0][n]} < 2)", "body[0][n] is 2");
    }

    @ParameterizedTest
    @EnumSource
    void byAConditionThatIsAPath(Database database) throws Exception {
        judgedAlike(database, "condition=RAW($[?(@.n < 2)])", "n is 2");
    }

    @ParameterizedTest
    @EnumSource
    void byAPath(Database database) throws Exception {
        app.context().getRegistry().bind("jobs", source(database));
        observe("select State as State from jobs order by State desc limit 1", "statusPath=$[0].state");
        execute("insert into jobs values ('ok')");
        assertThat(judge().status()).isEqualTo(Status.OK);

        execute("update jobs set state = 'stuck'");

        assertThat(judge().message()).contains("stuck");
    }

    @Test
    void whereTheRowIsOne() throws Exception {
        app.context().getRegistry().bind("jobs", source(Database.H2));
        app.routes(builder -> builder.from("direct:jobs")
                .routeId("failed-jobs")
                .to("sql:select count(*) as failedJobs, 1 as one from jobs?dataSource=#jobs&outputType=SelectOne")
                .to("vedette:observe?rule=json&condition=RAW(failedjobs < 2)"));
        app.start();

        execute("insert into jobs values ('failed')");

        assertThat(judge().status()).isEqualTo(Status.OK);
    }

    private void judgedAlike(Database database, String option, String shown) throws Exception {
        app.context().getRegistry().bind("jobs", source(database));
        observe("select count(*) as n from jobs where state = 'failed'", option);
        execute("insert into jobs values ('failed')");
        assertThat(judge().status()).isEqualTo(Status.OK);

        execute("insert into jobs values ('failed')");

        Verdict verdict = judge();
        assertThat(verdict.reason()).contains(Reason.CONDITION);
        assertThat(verdict.message()).contains(shown);
    }

    private void observe(String query, String option) throws Exception {
        app.routes(builder -> builder.from("direct:jobs")
                .routeId("failed-jobs")
                .to("sql:" + query + "?dataSource=#jobs")
                .to("vedette:observe?rule=json&" + option));
        app.start();
    }

    private Verdict judge() {
        return app.context().createProducerTemplate().requestBody("direct:jobs", null, Verdict.class);
    }

    private void execute(String sql) throws Exception {
        DataSource jobs = app.context().getRegistry().lookupByNameAndType("jobs", DataSource.class);
        try (Connection connection = jobs.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource source(Database database) throws Exception {
        DataSource source = switch (database) {
            case H2 -> h2();
            case POSTGRESQL -> postgres();
            case SQLITE -> sqlite();
        };
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table jobs (state varchar(20))");
        }
        return source;
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static DataSource postgres() {
        Settings.Database database = Databases.emptyPostgres();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username().orElseThrow());
        return source;
    }

    private DataSource sqlite() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("jobs.db"));
        return source;
    }
}
