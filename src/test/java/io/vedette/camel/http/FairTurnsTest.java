package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairTurnsTest {

    private final FairTurns turns = new FairTurns("turns", 1, 2, 3);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        turns.close();
    }

    @Test
    void goesOnAfterWorkThatEndsInAnError() {
        for (int i = 0; i < 3; i++) {
            turns.offer("a", () -> {
                throw new StackOverflowError();
            });
            await().until(() -> turns.offer("a", () -> done.add("more")));
        }

        await().until(() -> done.size() == 3);
    }

    @Test
    void servesClientsInTurnAndRefusesWhatIsTooMuch() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        turns.offer("a", () -> {
            begun.countDown();
            hold(go);
        });
        begun.await();

        assertThat(turns.offer("a", () -> done.add("a1"))).isTrue();
        assertThat(turns.offer("a", () -> done.add("a2"))).isTrue();
        assertThat(turns.offer("a", () -> done.add("a3"))).as("too much of one").isFalse();
        assertThat(turns.offer("b", () -> done.add("b1"))).isTrue();
        assertThat(turns.offer("c", () -> done.add("c1"))).as("too much in all").isFalse();
        go.countDown();

        await().until(() -> done.size() == 3);
        assertThat(done).containsExactly("a1", "b1", "a2");
    }

    private static void hold(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
