package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.Secrets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LastTasksTest {

    /** More than any machine has processors to spare. */
    private static final int MANY = 64;

    @Test
    void keepsNoTaskWaitingForAnother() {
        LastTasks tasks = new LastTasks(new Secrets());
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
