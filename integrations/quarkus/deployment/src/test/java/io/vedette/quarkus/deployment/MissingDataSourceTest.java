package io.vedette.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A data source that the application does not have. */
class MissingDataSourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("vedette.database.datasource", "states")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining(
                            "vedette.database.datasource: the application has no data source \"states\"")
                    .hasStackTraceContaining("quarkus.datasource.states.jdbc.url"));

    @Test
    void keepsTheApplicationFromStarting() {
        throw new AssertionError("it started");
    }
}
