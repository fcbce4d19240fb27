package io.vedette.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wrong settings keep an application from starting, also one without any route. */
class WrongSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addAsResource(
                    new StringAsset("shop.name=Corner shop\nvedette.interval=soon\nvedette.slck.token=x\n"),
                    "application.properties"))
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("application.properties:2: vedette.interval: \"soon\"")
                    .hasStackTraceContaining("application.properties:3: vedette.slck.token: is not a setting"));

    @Test
    void doesNotStart() {
        throw new AssertionError("it started");
    }
}
