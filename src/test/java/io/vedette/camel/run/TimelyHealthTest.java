package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.selfhealth.SelfHealth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimelyHealthTest {

    @Test
    void tellsThatNothingIsToldWhileALookHangs() {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        TimelyHealth health = new TimelyHealth(
                () -> {
                    looks.incrementAndGet();
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new SelfHealth(List.of());
                },
                Duration.ofMillis(20));

        for (int i = 0; i < 5; i++) {
            assertThat(health.get().isUp()).isFalse();
        }
        assertThat(looks).hasValue(1);
        assertThat(health.get().down().get(0).message()).contains("database");

        answers.countDown();
        await().until(() -> health.get().isUp());
    }

    @Test
    void asksAnewEachTimeWhileAllIsWell() {
        AtomicInteger looks = new AtomicInteger();
        TimelyHealth health = new TimelyHealth(
                () -> {
                    looks.incrementAndGet();
                    return new SelfHealth(List.of());
                },
                Duration.ofMinutes(1));

        assertThat(health.get().isUp()).isTrue();
        assertThat(health.get().isUp()).isTrue();
        assertThat(looks).hasValue(2);
    }
}
