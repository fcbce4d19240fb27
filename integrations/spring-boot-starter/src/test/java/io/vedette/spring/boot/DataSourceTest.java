package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.Vedette;
import io.vedette.camel.SettingsRefused;
import io.vedette.database.StoreRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** States in the database of the application. */
class DataSourceTest {

    @TempDir
    private Path folder;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    CamelAutoConfiguration.class,
                    VedetteAutoConfiguration.class))
            .withUserConfiguration(Stock.class);

    @Configuration
    static class Stock {

        @Bean
        RouteBuilder stock() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                }
            };
        }
    }

    @Test
    void keepsStatesInSqliteOfTheApplicationAndItsPoolOpen() {
        ApplicationContextRunner onSqlite = runner.withPropertyValues(
                "spring.datasource.url=jdbc:sqlite:" + folder.resolve("shop.db"),
                "vedette.database.datasource=dataSource");

        onSqlite.run(context -> {
            judge(context.getBean(CamelContext.class), "broken");
            assertThat(context.getBean(Vedette.class)
                            .check("stock")
                            .orElseThrow()
                            .status()
                            .code())
                    .isEqualTo("error");
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            assertThat(jdbc.queryForList("SELECT health FROM vedette_check WHERE name = 'stock'", String.class))
                    .isNotEmpty();

            context.getBean(CamelContext.class).stop();

            assertThat(context.getBean(HikariDataSource.class).isClosed()).isFalse();
            assertThat(jdbc.queryForObject("SELECT count(*) FROM vedette_check", Integer.class))
                    .isEqualTo(1);
        });
        onSqlite.run(context -> assertThat(context.getBean(Vedette.class)
                        .check("stock")
                        .orElseThrow()
                        .status()
                        .code())
                .isEqualTo("error"));
    }

    @Test
    void leavesTheMigrationsOfTheApplicationAlone() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__shop.sql"), "CREATE TABLE shop (id INTEGER PRIMARY KEY)");

        runner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=jdbc:sqlite:" + folder.resolve("shop.db"),
                        "spring.flyway.locations=filesystem:" + migrations,
                        "vedette.database.datasource=dataSource")
                .run(context -> {
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    assertThat(versions(jdbc, "flyway_schema_history")).containsExactly("1");
                    assertThat(versions(jdbc, "vedette_schema"))
                            .startsWith("0", "1")
                            .hasSizeGreaterThan(2);
                });
    }

    private static List<String> versions(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList("SELECT version FROM " + table + " ORDER BY installed_rank", String.class);
    }

    @Test
    void refusesOtherDatabasesAndSaysWhatToDo() {
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:shop", "vedette.database.datasource=dataSource")
                .run(context -> {
                    assertThat(context.getStartupFailure()).rootCause().isInstanceOf(StoreRefused.class);
                    assertThat(new StoreFailureAnalyzer()
                                    .analyze(context.getStartupFailure())
                                    .getDescription())
                            .contains(
                                    "the DataSource \"dataSource\" is H2",
                                    "PostgreSQL and SQLite only",
                                    "set vedette.database.url",
                                    "set neither");
                });
    }

    @Test
    void namesTheDataSourcesThereAreWhereTheOneIsMissing() {
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:shop", "vedette.database.datasource=shop")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(SettingsRefused.class)
                        .hasMessageContaining("no DataSource \"shop\"; those that it has: dataSource"));
    }

    @Test
    void leavesADatabaseAloneThatItWasNotGiven() {
        runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:untouched").run(context -> {
            judge(context.getBean(CamelContext.class), "broken");
            assertThat(context.getBean(JdbcTemplate.class)
                            .queryForObject(
                                    "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'",
                                    Integer.class))
                    .isZero();
        });
    }

    private static void judge(CamelContext context, String status) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.requestBody("direct:stock", "{\"status\":\"" + status + "\"}");
        }
    }
}
