package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodicTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("broken"),
                new StackOverflowError(),
                new NoClassDefFoundError("io/vedette/Gone"),
                new AssertionError("broken"),
                new OutOfMemoryError("unable to create native thread"),
                new ThreadDeath());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void goesOnAndCountsWhateverARunThrows(Throwable failure) {
        AtomicInteger runs = new AtomicInteger();

        try (Periodic task = Periodic.start("test", Duration.ZERO, Duration.ofMillis(5), () -> {
            if (runs.incrementAndGet() <= 3) {
                PeriodicTest.<RuntimeException>sneak(failure);
            }
        })) {
            await().until(() -> runs.get() > 5);

            assertThat(task.state().failures()).isEqualTo(3);
            assertThat(task.state().complaint()).isEmpty();
        }
    }

    @Test
    void tellsOfARunThatHangs() {
        AtomicInteger told = new AtomicInteger();
        Periodic[] task = new Periodic[1];
        task[0] = task(() -> {
            pass(LONGEST);
            assertThat(task[0].state().complaint()).isEmpty();
            pass(PAUSE);
            assertThat(task[0].state().complaint()).contains("hangs in a run that began 31 s ago");
            told.incrementAndGet();
        });

        task[0].run();

        assertThat(told).hasValue(1);
        assertThat(task[0].state().complaint()).isEmpty();
    }

    @Test
    void tellsOfATaskThatHasNotRunForLong() {
        Periodic task = task(() -> {});
        task.run();

        pass(LONGEST.plus(PAUSE.multipliedBy(2)));
        assertThat(task.state().complaint()).isEmpty();
        pass(PAUSE);
        assertThat(task.state().complaint()).contains("has not run for 33 s");

        task.run();
        assertThat(task.state().complaint()).isEmpty();
    }

    @Test
    void tellsOfNoTaskThatCouldNotRunAsTheWholeProcessStoodStill() {
        Standstill standstill = new Standstill();
        standstill.begin(nanos.get(), 0);
        Periodic task = Periodic.of("test", PAUSE, LONGEST, () -> {}, nanos::get, standstill);
        task.run();

        pass(Duration.ofMinutes(20));
        assertThat(task.state().complaint()).isEmpty();
        standstill.look(nanos.get(), 0);
        assertThat(task.state().complaint()).isEmpty();

        for (int i = 0; i < 33; i++) {
            pass(PAUSE);
            standstill.look(nanos.get(), 0); // Others go on, and it does not.
        }
        assertThat(task.state().complaint()).contains("has not run for 33 s");
    }

    @Test
    void tellsOfATaskThatFailsAgainAndAgain() {
        Periodic task = task(() -> {
            throw new IllegalStateException("no such table");
        });

        for (int i = 0; i < 32; i++) {
            task.run();
            pass(PAUSE);
        }

        assertThat(task.state().failures()).isEqualTo(32);
        assertThat(task.state().complaint().orElseThrow())
                .startsWith("has failed for 32 s: java.lang.IllegalStateException: no such table at io.vedette.");
    }

    @Test
    void isNamedAsGoneOnlyLongAfterItsTime() {
        Periodic task = task(() -> {});
        try (Periodic closing = task.on(Periodic.thread("test"), Duration.ofHours(1))) {
            pass(Duration.ofMinutes(5));
            assertThat(Tasks.gone()).isEmpty();
            pass(Duration.ofMinutes(1));
            assertThat(Tasks.gone()).contains("test");
        }
        assertThat(Tasks.gone()).isEmpty();
    }

    @Test
    void endsWhenItIsClosed() {
        List<Integer> runs = new CopyOnWriteArrayList<>();
        Periodic task = Periodic.start("test", Duration.ZERO, Duration.ofMillis(1), () -> runs.add(1));
        await().until(() -> runs.size() > 2);

        task.close();

        int after = runs.size();
        await().pollDelay(Duration.ofMillis(20)).until(() -> runs.size() <= after + 1);
    }

    private Periodic task(Runnable body) {
        return Periodic.of("test", PAUSE, LONGEST, body, nanos::get, new Standstill());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }
}
