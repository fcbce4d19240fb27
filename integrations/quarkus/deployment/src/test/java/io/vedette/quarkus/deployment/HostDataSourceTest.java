package io.vedette.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vedette.Vedette;
import io.vedette.camel.VedetteHost;
import io.vedette.state.Health;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** States are kept in a data source of the application. */
class HostDataSourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Stock.class))
            .overrideConfigKey("quarkus.datasource.states.db-kind", "other")
            .overrideConfigKey("quarkus.datasource.states.jdbc.driver", "org.sqlite.JDBC")
            .overrideConfigKey("quarkus.datasource.states.jdbc.url", "jdbc:sqlite:" + Path.of("target", "states.db"))
            .overrideConfigKey("vedette.database.datasource", "states");

    @Inject
    VedetteHost host;

    @Inject
    Vedette vedette;

    @Inject
    ProducerTemplate template;

    @Inject
    @Named("states")
    DataSource states;

    @Test
    void keepsStatesWhereTheApplicationSays() throws Exception {
        template.requestBody("direct:stock", "{\"status\":\"broken\"}");

        assertThat(vedette.check("stock").orElseThrow().health()).isEqualTo(Health.ERROR);
        assertThat(host.dataSource()).isPresent();
        assertThat(host.settings()).doesNotContainKey("vedette.database.datasource");
        try (Connection connection = states.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from vedette_check where name = 'stock'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    /** What is watched. */
    public static class Stock extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
        }
    }
}
