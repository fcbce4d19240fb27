package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Two processes on one store, each with threads that observe and threads that deliver, all at once. */
class TwoEvaluatorsTest {

    private static final int ROUNDS = 2_000;
    private static final List<String> CHECKS = List.of("a", "b", "c", "d");
    private static final List<String> TARGETS = List.of("mail", "slack");

    private final TestClock clock = new TestClock();
    private final Store store = new MemoryStore();
    private final AtomicInteger observing = new AtomicInteger(2);
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private record Heard(String target, Alert alert, Instant at) {}

    /** The clock stands while a message is in hand: a thread that is held up must not seem to outlast its lease. */
    private final ReentrantReadWriteLock inHand = new ReentrantReadWriteLock();

    @Test
    void endWithWhatIsTrueAndTellNobodyTwice() throws Exception {
        List<Core> processes = List.of(process(), process());
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Core process = processes.get(i);
            Random random = new Random(i);
            work.add(() -> observe(process, random));
            work.add(() -> deliverAll(process, "slack"));
            work.add(() -> deliverAll(process, "mail"));
        }
        try {
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        for (int minute = 0; minute < 20; minute++) {
            clock.forward(Checks.INTERVAL);
            for (Core process : processes) {
                for (String check : CHECKS) {
                    process.observe(check, check.equals("a") ? Status.ERROR : Status.OK);
                }
                TARGETS.forEach(target -> deliver(process, target, true));
            }
        }
        TARGETS.forEach(target -> CHECKS.forEach(check -> assertConsistent(check, target)));
    }

    private Core process() {
        Core core = new Core(clock, store, Duration.ZERO);
        TARGETS.forEach(core.targets::add);
        CHECKS.forEach(check -> core.watch(Checks.named(check)));
        return core;
    }

    private Void observe(Core process, Random random) {
        Status[] all = Status.values();
        for (int i = 0; i < ROUNDS; i++) {
            process.observe(CHECKS.get(random.nextInt(CHECKS.size())), all[random.nextInt(all.length)]);
            if (i % 20 == 0) {
                inHand.writeLock().lock();
                try {
                    clock.forward(Duration.ofSeconds(20));
                } finally {
                    inHand.writeLock().unlock();
                }
            }
        }
        observing.decrementAndGet();
        return null;
    }

    private Void deliverAll(Core process, String target) {
        for (int i = 0; observing.get() > 0; i++) {
            inHand.readLock().lock();
            try {
                deliver(process, target, i % 7 != 3);
            } finally {
                inHand.readLock().unlock();
            }
            Thread.yield();
        }
        return null;
    }

    private void deliver(Core process, String target, boolean taken) {
        Optional<Digest> digest = process.delivery.next(target);
        digest.ifPresent(one -> {
            if (taken) {
                one.alerts().forEach(alert -> heard.add(new Heard(target, alert, clock.instant())));
            }
            process.delivery.mark(
                    target,
                    one,
                    taken ? Optional.empty() : Optional.of(new IOException("connection refused")),
                    Map.of());
        });
    }

    private void assertConsistent(String check, String target) {
        List<Alert> told = new ArrayList<>();
        Instant lastProblem = Instant.EPOCH;
        for (Heard one : heard) {
            if (!one.target().equals(target) || !one.alert().check().equals(check)) {
                continue;
            }
            Health before =
                    told.isEmpty() ? Health.OK : told.get(told.size() - 1).to();
            if (one.alert().kind() == AlertKind.RECOVERY) {
                assertThat(before.isProblem()).isTrue();
            } else {
                assertThat(Duration.between(lastProblem, one.at())).isGreaterThanOrEqualTo(Checks.ERROR_INTERVAL);
                lastProblem = one.at();
            }
            told.add(one.alert());
        }
        Health last = told.isEmpty() ? Health.OK : told.get(told.size() - 1).to();
        assertThat(last).isEqualTo(check.equals("a") ? Health.ERROR : Health.OK);
        assertThat(store.waiting(target)).isZero();
    }
}
