package io.vedette.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopTurnsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> afterThese = new ArrayDeque<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final LoopTurns turns = new LoopTurns(nanos::get, afterThese::add, later::add);
    private final List<Integer> done = new ArrayList<>();

    @Test
    void doesNoMoreAtOnceThanATurnAndTheRestInItsOrder() {
        take(0, 10);
        assertThat(done).containsExactly(0, 1, 2, 3);
        assertThat(later).hasSize(1);

        next(later);
        take(10, 11); // Comes behind those that wait.
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);

        next(later);
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(later).isEmpty();
    }

    @Test
    void beginsANewTurnOnceTheLoopHasDoneWhatCameTogether() {
        take(0, 4);
        next(afterThese);

        take(4, 7);

        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(later).isEmpty();
    }

    @Test
    void goesOnAfterWorkThatFails() {
        take(0, 4);
        turns.take(() -> {
            throw new IllegalStateException("broken");
        });
        take(4, 5);

        assertThatThrownBy(() -> next(later)).hasMessage("broken");
        next(later);

        assertThat(done).containsExactly(0, 1, 2, 3, 4);
    }

    private static void next(Queue<Runnable> queue) {
        queue.remove().run();
    }

    private void take(int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i;
            turns.take(() -> {
                nanos.addAndGet(Duration.ofMillis(1).toNanos());
                done.add(number);
            });
        }
    }
}
