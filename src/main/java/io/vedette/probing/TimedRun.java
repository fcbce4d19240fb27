package io.vedette.probing;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.LookupsUnderWay;
import io.vedette.probe.Observation;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One task while it is held to its time. Whoever comes first settles it: the thread that asked and judged, or the deadline.
 * What the other one brings is dropped.
 */
final class TimedRun implements Progress {

    /** A deadline that comes so late says that this process stood still, and nothing about the target. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** From so much of the time on a socket's own timeout is taken for the deadline. */
    private static final double ALMOST = 0.9;

    private final ProbeRunner runner;
    private final ProbeTask task;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Observation seen;
    private volatile String step = "";
    private volatile Future<?> deadline;

    /** Guarded by this, like all below: when the probe or, for an answer that is there, the judgement began. */
    private long start;

    /** How long this process had stood still then. */
    private long stoodBefore;

    private Attempt attempt = new Attempt();
    private boolean stalled;
    private Thread asking;
    private final JudgingThread judging = new JudgingThread();
    private boolean back;
    private Overtime.Hanging hanging;

    TimedRun(ProbeRunner runner, ProbeTask task) {
        this.runner = runner;
        this.task = task;
    }

    /** Asks, judges, hands over; on a thread that may be blocked. */
    void run() {
        begin();
        synchronized (this) {
            asking = Thread.currentThread();
        }
        boolean handedOver = false;
        try {
            Answer answer = runner.ask(task.probe(), attempt);
            if (isStalled(answer)) {
                answer = runner.ask(task.probe(), attempt);
            }
            answer = excused(answer);
            if (answer instanceof Answer.NotAsked ours) {
                if (!runner.isClosed() && settle()) {
                    task.notAsked(observation(ours), ours.trouble());
                }
            } else if (!runner.isClosed() && !settled.get()) {
                seen = observation(exact(answer));
                handedOver = runner.judges(this::judge, task.isBounded());
            }
        } finally {
            if (!handedOver) {
                leave();
            }
        }
    }

    /**
     * Begins to count the time of a judgement of what was seen elsewhere.
     *
     * @return judges and hands over, on a thread that may be blocked
     */
    Runnable judging(Observation observation) {
        seen = observation;
        begin();
        return this::judge;
    }

    private synchronized void begin() {
        start = System.nanoTime();
        stoodBefore = runner.excuses().stoodStill();
        deadline = runner.at(task.timeout().toNanos(), this::overdue);
    }

    private void judge() {
        try {
            if (!task.isBounded() && !runner.overtime().mayJudge(task.owner())) {
                if (settle()) {
                    task.leftOut(runner.overtime().judgements() + " judgements hang");
                }
                return;
            }
            Verdict verdict = verdict();
            if (!runner.isClosed() && settle()) {
                if (!isTimeout(seen.answer())) {
                    runner.excuses().answered(task.owner());
                }
                if (!task.isBounded()) {
                    runner.overtime().judged(task.owner(), task.name());
                }
                task.done(seen, verdict, false);
            }
        } finally {
            leave();
        }
    }

    private Verdict verdict() {
        synchronized (this) {
            judging.begin(task.isBounded());
        }
        try {
            return task.judge(seen, this);
        } finally {
            synchronized (this) {
                judging.end(settled.get());
            }
        }
    }

    private boolean settle() {
        boolean first = settled.compareAndSet(false, true);
        if (first) {
            deadline.cancel(false);
        }
        return first;
    }

    @Override
    public void at(String next) {
        step = next;
    }

    /** What the deadline does, on the thread of all deadlines. */
    private void overdue() {
        Observation came = seen;
        // What came when the time was over already is no answer in time, however soon it was judged.
        Observation answered = came == null || came.took().compareTo(task.timeout()) > 0 ? null : came;
        Attempt given;
        boolean lookingUp;
        Optional<OwnTrouble> excuse;
        synchronized (this) {
            if (settled.get() || answered != null && task.isBounded()) {
                return; // What came in time is judged as it is: only this machine can be what delays that.
            }
            long late = System.nanoTime() - start - task.timeout().toNanos();
            if (answered != null && late >= 0 && !back && judging.isStarved(task.timeout())) {
                deadline = runner.at(task.timeout().toNanos(), this::overdue);
                return;
            }
            if (late < 0) {
                deadline = runner.at(-late, this::overdue);
                return;
            }
            if (!stalled && (answered == null ? stoodStill(late) : late > STALL_NANOS)) {
                stalled = true;
                stoodBefore = runner.excuses().stoodStill();
                deadline = runner.at(task.timeout().toNanos(), this::overdue);
                return;
            }
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            // A judgement has to end by itself, and is waited for above while it gets no processor.
            excuse = answered == null
                    ? runner.excuses().excuse(task.owner(), task.timeout(), stoodBefore)
                    : Optional.empty();
            given = attempt;
            lookingUp = asking != null && LookupsUnderWay.hold(asking);
            if (!back) {
                String at = answered == null ? "" : step.isEmpty() ? "its rule" : step;
                hanging = new Overtime.Hanging(task.name(), at, System.nanoTime(), task.owner());
                runner.overtime().enter(hanging);
            }
            if (answered != null) {
                runner.overtime().cut(task.owner(), task.name(), step.isEmpty() ? "its rule" : step);
            }
            judging.cut();
        }
        runner.handOver(() -> {
            if (excuse.isPresent()) {
                task.notAsked(observation(new Answer.NotAsked(excuse.get())), excuse.get());
            } else if (answered == null) {
                late(lookingUp, given);
            } else {
                task.done(answered, TooLong.judged(answered, step, task.timeout()), true);
            }
        });
        given.cancel();
    }

    /** Takes that there was no answer in time; who still looks up a name has not asked the target yet. */
    private void late(boolean lookingUp, Attempt given) {
        Optional<OwnTrouble> ours = lookingUp ? OwnTrouble.ofLookup() : Optional.empty();
        if (ours.isPresent()) {
            task.notAsked(observation(new Answer.NotAsked(ours.get())), ours.get());
            return;
        }
        Observation nothing = observation(TooLong.answer(given, task.timeout()));
        task.done(nothing, task.judge(nothing, Progress.UNSEEN), false);
    }

    /**
     * A timeout that was noticed long after its time, or in which this process stood still, is our own doing: it was stopped, or
     * had no processor. Then the probe is made once more, with a time of its own.
     */
    private synchronized boolean isStalled(Answer answer) {
        long late = System.nanoTime() - start - task.timeout().toNanos();
        boolean again = isTimeout(answer) && stoodStill(late) && !settled.get() && !runner.isClosed();
        if (again) {
            start = System.nanoTime();
            stoodBefore = runner.excuses().stoodStill();
            stalled = true;
            attempt = new Attempt();
        }
        return again;
    }

    /** @param late how much later than the deadline it is */
    private boolean stoodStill(long late) {
        return late > STALL_NANOS || runner.excuses().lost(task.timeout(), stoodBefore);
    }

    private Answer excused(Answer answer) {
        if (!isTimeout(answer) || settled.get()) {
            return answer;
        }
        long before;
        synchronized (this) {
            before = stoodBefore;
        }
        return runner.excuses()
                .excuse(task.owner(), task.timeout(), before)
                .map(ours -> (Answer) new Answer.NotAsked(ours))
                .orElse(answer);
    }

    private static boolean isTimeout(Answer answer) {
        return answer instanceof Trouble trouble && trouble.kind() == Trouble.Kind.TIMEOUT;
    }

    private void leave() {
        synchronized (this) {
            if (back) {
                return;
            }
            back = true;
            if (hanging != null) {
                runner.overtime().leave(hanging);
            }
        }
        task.back();
    }

    /**
     * A socket's own timeout may come a moment before the deadline: it is reported in the same words. One that comes long before it
     * had another limit, which it names itself.
     */
    private synchronized Answer exact(Answer answer) {
        boolean over = System.nanoTime() - start >= task.timeout().toNanos() * ALMOST;
        return isTimeout(answer) && over ? TooLong.answer(attempt, task.timeout()) : answer;
    }

    private Observation observation(Answer answer) {
        long began;
        synchronized (this) {
            began = start;
        }
        return new Observation(runner.now(), Duration.ofNanos(System.nanoTime() - began), answer);
    }
}
