package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Secrets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownHooksTest {

    /** More than any machine has processors to spare. */
    private static final int MANY = 64;

    @Test
    void keepsNoTaskWaitingForAnother() {
        ShutdownHooks tasks = new ShutdownHooks(new Secrets());
        CountDownLatch underWay = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            tasks.add(() -> {
                underWay.countDown();
                await(underWay);
            });
        }

        tasks.run();

        assertThat(underWay.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
