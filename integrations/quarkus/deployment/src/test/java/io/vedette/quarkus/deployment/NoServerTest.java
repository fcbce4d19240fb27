package io.vedette.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A path for API and dashboard in an application that has no HTTP server. */
class NoServerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("vedette.http.path", "/vedette")
            .overrideConfigKey("vedette.http.open", "true")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("vedette.http.path: the application has no HTTP server;"
                            + " add io.quarkus:quarkus-vertx-http"));

    @Test
    void keepsTheApplicationFromStarting() {
        throw new AssertionError("it started");
    }
}
