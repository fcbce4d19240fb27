package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a call that hangs, for how long, and when the next is begun. */
@Timeout(60)
class TimelyCallsTest {

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TimelyCalls calls = new TimelyCalls("a-call");
    private final LinkedBlockingQueue<String> late = new LinkedBlockingQueue<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(1);

    @AfterEach
    void free() {
        first.countDown();
        second.countDown();
    }

    @Test
    void returnsWhatTheCallDoesOrThrowsIt() throws Exception {
        assertThat(calls.within(LONG, () -> "here", late::add)).isEqualTo("here");
        assertThatThrownBy(() -> calls.within(
                        LONG,
                        () -> {
                            throw new IOException("gone");
                        },
                        late::add))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(late).isEmpty();
    }

    @Test
    void givesUpAndBeginsNoOtherUntilItCame() throws Exception {
        assertThatThrownBy(() -> calls.within(MOMENT, () -> after(first), late::add))
                .isExactlyInstanceOf(TimeoutException.class);
        assertThatNoneIsBegun();

        first.countDown();

        assertThat(late.take()).isEqualTo("late");
        awaitOneMore();
    }

    @Test
    void beginsNoneWhileAnyStillHangs() throws Exception {
        FutureTask<String> other = started(second);
        assertThatThrownBy(() -> calls.within(MOMENT, () -> after(first), late::add))
                .isExactlyInstanceOf(TimeoutException.class);
        assertThatThrownBy(other::get).hasCauseExactlyInstanceOf(TimeoutException.class);

        second.countDown();
        assertThat(late.take()).isEqualTo("late");

        assertThatNoneIsBegun();
        first.countDown();
        awaitOneMore();
    }

    @Test
    void remembersACallForWhichAnInterruptedThreadWaited() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calls.within(LONG, () -> after(first), late::add))
                .isInstanceOf(InterruptedException.class);

        assertThatNoneIsBegun();
        first.countDown();
        assertThat(late.take()).isEqualTo("late");
        awaitOneMore();
    }

    @Test
    void isNotHeldUpByAFailureThatCameTooLate() {
        assertThatThrownBy(() -> calls.within(
                        MOMENT,
                        () -> {
                            first.await();
                            throw new IOException("gone");
                        },
                        late::add))
                .isExactlyInstanceOf(TimeoutException.class);

        first.countDown();

        awaitOneMore();
        assertThat(late).isEmpty();
    }

    /** Begins a call by another thread, which waits for it a moment from when it hangs on. */
    private FutureTask<String> started(CountDownLatch until) throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        FutureTask<String> waiting = new FutureTask<>(() -> calls.within(
                Duration.ofSeconds(1),
                () -> {
                    hangs.countDown();
                    return after(until);
                },
                late::add));
        DaemonThreads.start("waits", waiting);
        hangs.await();
        return waiting;
    }

    private static String after(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return "late";
    }

    private void assertThatNoneIsBegun() {
        List<String> begun = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> calls.within(LONG, () -> begun.add("another"), found -> {}))
                .isInstanceOf(TimelyCalls.StillHanging.class);
        assertThat(begun).isEmpty();
    }

    private void awaitOneMore() {
        await().ignoreExceptions()
                .until(() -> calls.within(LONG, () -> "again", late::add).equals("again"));
    }
}
