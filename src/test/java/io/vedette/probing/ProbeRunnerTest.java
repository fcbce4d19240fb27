package io.vedette.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Connected;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeRunnerTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService pool = ProbePool.create();
    private final ProbeRunner runner = new ProbeRunner(pool, new TestClock());
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        runner.close();
    }

    @Test
    void handsOverWhatAProbeSaw() {
        runner.run(attempt -> new Connected(), LONG, seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer()).isEqualTo(new Connected());
        assertThat(seen.get(0).at()).isEqualTo(TestClock.START);
        assertThat(seen.get(0).took()).isPositive();
    }

    /** Only a condition can be written simpler, and those are named. */
    @ParameterizedTest
    @CsvSource({
        "'', it was not judged within 50ms, too busy",
        "condition \"x\", condition \"x\" was not decided within 50ms, simplify it"
    })
    void tellsWhatToDoAboutAJudgementThatTakesTooLong(String step, String what, String advice) {
        List<String> told = new CopyOnWriteArrayList<>();

        runner.run(judgedForEver(step, told), System.nanoTime());

        await().until(() -> told.size() == 1);
        assertThat(told.get(0)).contains(what, "the check's timeout", advice);
    }

    @Test
    void takesAProbeThatHangsAsATimeoutAndCutsItShort() {
        CountDownLatch cancelled = new CountDownLatch(1);

        runner.run(
                attempt -> {
                    attempt.onCancel(cancelled::countDown);
                    end.await();
                    return new Connected();
                },
                SHORT,
                seen::add);

        await().until(() -> seen.size() == 1 && cancelled.getCount() == 0);
        assertThat(seen.get(0).answer()).isEqualTo(new Trouble(Trouble.Kind.TIMEOUT, "no complete answer within 50ms"));
    }

    static Stream<Throwable> troubleOfOurOwn() {
        return Stream.of(
                new NotAsked(new OwnTrouble(OwnTrouble.Kind.NETWORK, "no network")),
                new UncheckedIOException(new SocketException("Too many open files")),
                new OutOfMemoryError("unable to create native thread"),
                new RejectedExecutionException("full"));
    }

    @ParameterizedTest
    @MethodSource("troubleOfOurOwn")
    void hasNothingToJudgeAfterTroubleOfOurOwn(Throwable trouble) {
        runner.run(
                attempt -> {
                    throw ProbeRunnerTest.<RuntimeException>sneaked(trouble);
                },
                LONG,
                seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer()).isInstanceOf(Answer.NotAsked.class);
    }

    @Test
    void hasNothingToJudgeWhereNoThreadTakesTheProbe() {
        ThreadPoolExecutor full =
                new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
        try (ProbeRunner poor = new ProbeRunner(full, new TestClock())) {
            poor.run(attempt -> new Connected(), LONG, seen::add);

            assertThat(seen)
                    .singleElement()
                    .satisfies(one -> assertThat(one.answer()).isInstanceOf(Answer.NotAsked.class));
            assertThat(poor.load().waiting()).isZero();
        }
    }

    @Test
    void takesAnErrorOfTheProgramAsAVerdict() {
        runner.run(
                attempt -> {
                    throw new StackOverflowError();
                },
                LONG,
                seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer())
                .isEqualTo(new Trouble(Trouble.Kind.UNREACHABLE, "the probe failed: java.lang.StackOverflowError"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaked(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void handsOverATimeoutAlthoughTheProbeCannotBeCutShort() {
        runner.run(
                attempt -> {
                    attempt.onCancel(() -> {
                        throw new IllegalStateException("a bug");
                    });
                    return hang();
                },
                SHORT,
                seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(kind(seen.get(0))).isEqualTo(Trouble.Kind.TIMEOUT);
    }

    @Test
    void dropsWhatComesAfterTheTimeIsOver() {
        CountDownLatch late = new CountDownLatch(1);
        runner.run(
                attempt -> {
                    end.await();
                    late.countDown();
                    return new Connected();
                },
                SHORT,
                seen::add);
        await().until(() -> seen.size() == 1);

        end.countDown();

        await().until(() -> late.getCount() == 0);
        await().during(Duration.ofMillis(100)).until(() -> seen.size() == 1);
        assertThat(kind(seen.get(0))).isEqualTo(Trouble.Kind.TIMEOUT);
    }

    /** As after a process that was stopped: the answer has come meanwhile. */
    @Test
    void takesADeadlineThatItsOwnProcessMissedForNoTimeout() throws Exception {
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        runner.at(0, () -> {
            standing.countDown();
            awaitQuietly(on);
        });
        standing.await();
        long begun = System.nanoTime();
        runner.run(attempt -> hang(), Duration.ofMillis(500), seen::add);

        await().until(() -> System.nanoTime() - begun > Duration.ofMillis(1_600).toNanos());
        on.countDown();
        runner.at(Duration.ofMillis(100).toNanos(), end::countDown);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer()).isEqualTo(new Connected());
    }

    /** As at the start of many checks on a small machine: classes are loaded, processors are taken. */
    @Test
    void takesAnAnswerThatCameInTimeAsItIsHoweverLateThisMachineJudgesIt() {
        List<String> outcomes = new CopyOnWriteArrayList<>();

        runner.run(new JudgedLate(SHORT, outcomes), System.nanoTime());

        await().until(() -> outcomes.contains("back"));
        assertThat(outcomes).containsExactly("OK", "back");
    }

    /** Judging takes longer than its time, though it always ends. */
    private record JudgedLate(Duration timeout, List<String> outcomes) implements ProbeTask {

        @Override
        public String name() {
            return "late";
        }

        @Override
        public Probe probe() {
            return attempt -> new Connected();
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            long begun = System.nanoTime();
            await().until(() ->
                    System.nanoTime() - begun > timeout.multipliedBy(4).toNanos());
            return Verdict.ok();
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public void done(Observation observation, Verdict verdict, boolean hangs) {
            outcomes.add(verdict.status().name());
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            outcomes.add("not asked");
        }

        @Override
        public void leftOut(String why) {
            outcomes.add(why);
        }

        @Override
        public void back() {
            outcomes.add("back");
        }
    }

    @Test
    void asksAgainWhereAProbeItselfNoticesMuchTooLateThatItsTimeIsOver() throws Exception {
        CountDownLatch standing = new CountDownLatch(1);
        runner.at(0, () -> {
            standing.countDown();
            awaitQuietly(end);
        });
        standing.await();
        AtomicInteger asked = new AtomicInteger();
        long begun = System.nanoTime();

        runner.run(
                attempt -> {
                    if (asked.incrementAndGet() > 1) {
                        return new Connected();
                    }
                    await().until(() ->
                            System.nanoTime() - begun > Duration.ofMillis(1_200).toNanos());
                    return new Trouble(Trouble.Kind.TIMEOUT, "Read timed out");
                },
                SHORT,
                seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer()).isEqualTo(new Connected());
    }

    /** As without memory: no moment of it is long, and still there was hardly any time to be answered. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesATimeoutInWhichItsOwnProcessStoodStillForNoneButNotForEver(boolean noticedByItself) {
        AtomicLong stood = new AtomicLong();
        List<String> outcomes = new CopyOnWriteArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        Object check = new Object();
        Probe probe = attempt -> {
            asked.incrementAndGet();
            return noticedByItself ? new Trouble(Trouble.Kind.TIMEOUT, "Read timed out") : hang();
        };
        ProbeTask dead = new Standing(check, noticedByItself ? LONG : SHORT, probe, outcomes);
        ProbeTask well = new Standing(check, LONG, attempt -> new Connected(), outcomes);
        // Each look finds that it stood still for long since the one before.
        try (ProbeRunner standing =
                new ProbeRunner(ProbePool.create(), new TestClock(), () -> stood.addAndGet(LONG.toNanos()))) {
            int runs = 0;
            for (ProbeTask task : List.of(dead, dead, dead, dead, dead, well, dead)) {
                int wanted = ++runs;
                standing.run(task, System.nanoTime());
                await().until(() -> outcomes.size() == wanted);
            }
        }
        assertThat(outcomes)
                .as("the target is told of after three of them, and an answer begins anew")
                .containsExactly("standstill", "standstill", "standstill", "TIMEOUT", "TIMEOUT", "OK", "standstill");
        assertThat(asked).as("each is asked twice").hasValue(noticedByItself ? 12 : 6);
    }

    @Test
    void tellsATimeoutAsOneWhereItsOwnProcessStoodStillForAMomentOnly() {
        AtomicLong stood = new AtomicLong();
        List<String> outcomes = new CopyOnWriteArrayList<>();
        try (ProbeRunner standing =
                new ProbeRunner(ProbePool.create(), new TestClock(), () -> stood.addAndGet(SHORT.toNanos() / 10))) {
            standing.run(new Standing(new Object(), SHORT, attempt -> hang(), outcomes), System.nanoTime());

            await().until(() -> outcomes.size() == 1);
        }
        assertThat(outcomes).containsExactly("TIMEOUT");
    }

    private record Standing(Object owner, Duration timeout, Probe probe, List<String> outcomes) implements ProbeTask {

        @Override
        public String name() {
            return "standing";
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            return observation.answer() instanceof Trouble ? Verdict.error(Reason.TIMEOUT, "told") : Verdict.ok();
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public void done(Observation observation, Verdict verdict, boolean hangs) {
            outcomes.add(verdict.reason().map(Enum::name).orElse("OK"));
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            outcomes.add(trouble.kind().code());
        }

        @Override
        public void leftOut(String why) {
            outcomes.add(why);
        }

        @Override
        public void back() {
            // Nobody waits for that.
        }
    }

    /** A deadline comes after another one that was to come before it. */
    @Test
    void waitsForAJudgementThatEndsHoweverBusyThisMachineIs() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        runner.run(new Judged(true, end, verdict), System.nanoTime());

        runner.at(SHORT.toNanos() * 5, end::countDown);

        assertThat(verdict).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Verdict.ok());
    }

    @Test
    void waitsForNoOtherJudgementThatWaits() {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        runner.run(new Judged(false, end, verdict), System.nanoTime());

        assertThat(verdict)
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(told -> assertThat(told.message()).contains("it was not judged within 50ms"));
    }

    @Test
    void takesAProbeThatThrowsAsUnreachable() {
        runner.run(
                attempt -> {
                    throw new IllegalStateException("a bug");
                },
                LONG,
                seen::add);
        runner.run(
                attempt -> {
                    throw new NoClassDefFoundError("gone");
                },
                LONG,
                seen::add);

        await().until(() -> seen.size() == 2);
        assertThat(seen).extracting(ProbeRunnerTest::kind).containsOnly(Trouble.Kind.UNREACHABLE);
    }

    @Test
    void leavesATimeoutLongBeforeTheProbesOwnAsItIsTold() {
        Trouble other = new Trouble(Trouble.Kind.TIMEOUT, "the DNS server 192.0.2.1 did not answer within 2s");

        runner.run(attempt -> other, LONG, seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer()).isEqualTo(other);
    }

    @Test
    void namesWhatAProbeWaitedForWhenItsTimeIsOver() {
        runner.run(
                attempt -> {
                    attempt.waitsFor("the login at example.org had not answered");
                    end.await();
                    return new Connected();
                },
                SHORT,
                seen::add);

        await().until(() -> seen.size() == 1);
        assertThat(seen.get(0).answer())
                .isEqualTo(new Trouble(Trouble.Kind.TIMEOUT, "the login at example.org had not answered within 50ms"));
    }

    @Test
    void handsOverEveryRunExactlyOnce() {
        AtomicInteger count = new AtomicInteger();
        Probe close = attempt -> {
            if (count.incrementAndGet() % 2 == 0) {
                attempt.onCancel(() -> {});
            }
            return new Connected();
        };

        for (int i = 0; i < 2_000; i++) {
            runner.run(close, Duration.ofNanos(1 + i * 100L), seen::add);
        }

        await().until(() -> seen.size() >= 2_000);
        await().during(Duration.ofMillis(100)).until(() -> seen.size() == 2_000);
    }

    @Test
    void isNotDelayedByManyThatHang() {
        CountDownLatch hanging = new CountDownLatch(500);
        for (int i = 0; i < 500; i++) {
            runner.run(
                    attempt -> {
                        hanging.countDown();
                        return hang();
                    },
                    LONG,
                    observation -> {});
        }
        await().until(() -> hanging.getCount() == 0);

        for (int i = 0; i < 50; i++) {
            runner.run(attempt -> new Connected(), LONG, seen::add);
        }

        await().until(() -> seen.size() == 50);
    }

    @Test
    void handsOverNothingThatItsOwnEndCutShort() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        runner.run(
                attempt -> {
                    begun.countDown();
                    try {
                        return hang();
                    } finally {
                        interrupted.countDown();
                    }
                },
                LONG,
                seen::add);
        await().until(() -> begun.getCount() == 0);

        runner.close();

        await().until(() -> interrupted.getCount() == 0);
        await().during(Duration.ofMillis(100)).until(seen::isEmpty);
    }

    @Test
    void leavesQuietlyAProbeThatBeginsWhileItIsClosed() throws Exception {
        CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
        AtomicReference<ProbeRunner> closing = new AtomicReference<>();
        closing.set(new ProbeRunner(
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
                    @Override
                    protected void beforeExecute(Thread thread, Runnable task) {
                        closing.get().close();
                    }

                    @Override
                    protected void afterExecute(Runnable task, Throwable failure) {
                        ended.complete(Optional.ofNullable(failure));
                    }
                },
                new TestClock()));

        closing.get().run(attempt -> new Connected(), LONG, seen::add);

        assertThat(ended.get()).isEmpty();
        assertThat(seen).isEmpty();
    }

    /** Of which the judgement waits. */
    private record Judged(boolean isBounded, CountDownLatch until, CompletableFuture<Verdict> verdict)
            implements ProbeTask {

        @Override
        public String name() {
            return "shop";
        }

        @Override
        public Probe probe() {
            return attempt -> new Connected();
        }

        @Override
        public Duration timeout() {
            return SHORT;
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            awaitQuietly(until);
            return Verdict.ok();
        }

        @Override
        public void done(Observation observation, Verdict told, boolean hangs) {
            verdict.complete(told);
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            verdict.completeExceptionally(new AssertionError(trouble.toString()));
        }

        @Override
        public void leftOut(String why) {
            verdict.completeExceptionally(new AssertionError(why));
        }

        @Override
        public void back() {
            // Nobody waits for that.
        }
    }

    private ProbeTask judgedForEver(String step, List<String> told) {
        return new ProbeTask() {
            @Override
            public String name() {
                return "shop";
            }

            @Override
            public Probe probe() {
                return attempt -> new Connected();
            }

            @Override
            public Duration timeout() {
                return SHORT;
            }

            @Override
            public Verdict judge(Observation observation, Progress progress) {
                if (!step.isEmpty()) {
                    progress.at(step);
                }
                awaitQuietly(end);
                return Verdict.ok();
            }

            @Override
            public boolean isBounded() {
                return false;
            }

            @Override
            public void done(Observation observation, Verdict verdict, boolean hangs) {
                told.add(verdict.message());
            }

            @Override
            public void notAsked(Observation observation, OwnTrouble trouble) {
                told.add("not asked: " + trouble);
            }

            @Override
            public void leftOut(String why) {
                told.add("left out: " + why);
            }

            @Override
            public void back() {}
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer hang() throws InterruptedException {
        end.await();
        return new Connected();
    }

    private static Trouble.Kind kind(Observation observation) {
        return ((Trouble) observation.answer()).kind();
    }
}
