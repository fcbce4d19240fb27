package io.vedette;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has whatever a test waits for noticed {@value #MILLIS} ms later at most, not Awaitility's 100: there are hundreds of such waits.
 * JUnit finds it by itself, for all tests.
 */
public final class SoonNoticed implements BeforeAllCallback {

    private static final long MILLIS = 10;

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(MILLIS));
        Awaitility.setDefaultPollDelay(Duration.ofMillis(MILLIS));
    }
}
